#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ./dev bench makes of the lines that benchmarks print."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(TOP, "tests", "support"))

import tap  # noqa: E402

FIGURE = {
    "name": "search at 100 000", "value": 3.25, "unit": "ms", "baseline": 3.0, "ratio": 1.083,
    "target": "p95 ≤ 5", "holds": True,
}


class BenchTable(unittest.TestCase):
    def run_on(self, text, how="--table"):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write(text)
            file.flush()
            done = subprocess.run(
                [sys.executable, f"{TOP}/data/dev/bench-table.py", how, file.name],
                capture_output=True, text=True, check=False,
            )
        return done.stdout, done.stderr, done.returncode

    def test_table(self):
        """each figure is a line whose columns stand below their heads"""
        other = {**FIGURE, "name": "x", "value": 123456, "baseline": None, "ratio": None}
        out, _, status = self.run_on(f"{json.dumps(FIGURE)}\n\n{json.dumps(other)}\n")
        head, first, second = out.splitlines()
        self.assertEqual(status, 0)
        self.assertEqual(head.index("unit"), first.index("ms"))
        self.assertEqual(head.index("holds"), first.index("holds"))
        self.assertEqual(first.index("3.25") + 4, second.index("123,456") + 7)

    def test_json(self):
        """as JSON it is one list with the same figures"""
        out, _, _ = self.run_on(json.dumps(FIGURE), "--json")
        self.assertEqual(json.loads(out), [FIGURE])

    def test_missed(self):
        """a missed target shows and fails"""
        out, _, status = self.run_on(json.dumps({**FIGURE, "holds": False}))
        self.assertIn("MISSES", out)
        self.assertEqual(status, 1)

    def test_rubbish(self):
        """what is no figure, and no figure at all, fails"""
        partial = {key: FIGURE[key] for key in ("name", "value")}
        for text in ("no JSON\n", json.dumps(partial), ""):
            self.assertEqual(self.run_on(text)[2], 1, text)
        self.assertIn("baseline", self.run_on(json.dumps(partial))[1])


if __name__ == "__main__":
    tap.main()
