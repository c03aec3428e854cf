"""Microsoft's pac-synth, which is the synthesizer of Synthetic Data Showcase.

An empty cell is "not recorded" to it, as in the tables here. It makes as many rows as it counted with noise.
"""

import csv

from pacsynth import Dataset, DpAggregateSeededParametersBuilder, DpAggregateSeededSynthesizer

from benchmarks.peers.tool.told import told


def main() -> None:
    asked = told("defaults", "length-2")
    with asked.table.open(newline="", encoding="utf-8") as file:
        dataset = Dataset(list(csv.reader(file)))
    builder = DpAggregateSeededParametersBuilder().epsilon(asked.epsilon).delta(asked.delta)
    if asked.setting == "length-2":
        builder = builder.reporting_length(2)
    synthesizer = DpAggregateSeededSynthesizer(builder.build())
    synthesizer.fit(dataset)
    counted = synthesizer.get_dp_number_of_records()
    if counted < 1:
        raise SystemExit(f"its noisy number of rows is {counted}")
    with asked.rows.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(synthesizer.sample(counted))


if __name__ == "__main__":
    main()
