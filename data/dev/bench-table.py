#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-table.py --table|--json FILE: what the benchmarks measured, for people or for programs.

Every figure stands beside a baseline taken in the same run. Exit status 1 when one misses its
target or says nothing about itself.
"""

import json
import sys

KEYS = ("name", "value", "unit", "baseline", "ratio", "target", "holds")


def read(path):
    """The objects of a file, one a line; lines that are none are refused."""
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            figure = json.loads(line)
            missing = [key for key in KEYS if key not in figure]
            if missing:
                raise ValueError(f"line {number} lacks {', '.join(missing)}")
            yield {key: figure[key] for key in KEYS}


def words(value):
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "holds" if value else "MISSES"
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def table(figures):
    """Lines of equal columns: names to the left, numbers to the right."""
    rows = [KEYS] + [tuple(words(figure[key]) for key in KEYS) for figure in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(len(KEYS))]
    right = {"value", "baseline", "ratio"}
    for row in rows:
        cells = (
            cell.rjust(width) if key in right else cell.ljust(width)
            for key, cell, width in zip(KEYS, row, widths)
        )
        yield "  ".join(cells).rstrip()


def main(how, path):
    try:
        figures = list(read(path))
    except ValueError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    if how == "--json":
        print(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        print("\n".join(table(figures)))
    return 0 if figures and all(figure["holds"] for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
