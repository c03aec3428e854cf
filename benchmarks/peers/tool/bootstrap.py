"""The true rows, drawn again with replacement: it protects nobody, and tells what drawing rows alone costs."""

import random

from benchmarks.peers.tool.told import told


def main() -> None:
    asked = told()
    head, *rows = asked.table.read_text(encoding="utf-8").splitlines(keepends=True)
    with asked.rows.open("w", encoding="utf-8") as file:
        file.write(head)
        file.writelines(random.choices(rows, k=len(rows)))


if __name__ == "__main__":
    main()
