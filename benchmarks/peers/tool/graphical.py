"""OpenDP's MST and AIM, which choose marginals and fit a graphical model to them.

The categories are public, as in Fyr's code book, so the whole budget is for the counts. Rows are sampled from the model:
the default of mbi 1.1.0 rounds counts into rows, and makes up correlations that the model does not have.
"""

import opendp.prelude as dp
import polars as pl

from benchmarks.peers.tool.slack import fitting
from benchmarks.peers.tool.told import told


def main() -> None:
    asked = told("mst", "aim")
    dp.enable_features("contrib")
    table = pl.read_csv(asked.table, infer_schema=False)
    context = dp.Context.compositor(
        data=table.lazy(),
        privacy_unit=dp.unit_of(contributions=1),
        privacy_loss=dp.loss_of(rho=asked.rho),
    )
    spent, measuring = fitting(asked.rho, len(table.columns) - 1)
    algorithm = dp.mbi.MST(measure_split=measuring) if asked.setting == "mst" else dp.mbi.AIM()
    keys = {name: table[name].drop_nulls().unique().sort().to_list() for name in table.columns}
    found = context.query(rho=spent).contingency_table(keys=keys, algorithm=algorithm).release()
    found.synthesize(method="sample").write_csv(asked.rows)


if __name__ == "__main__":
    main()
