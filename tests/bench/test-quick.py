# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-quick.py PROGRAM…: a benchmark, run --quick, ends well and prints figures that are whole."""

import importlib.util
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))
import tap  # noqa: E402

spec = importlib.util.spec_from_file_location("table", ROOT / "data" / "dev" / "bench-table.py")
table = importlib.util.module_from_spec(spec)
spec.loader.exec_module(table)

PROGRAM = sys.argv[1:]


class Quick(unittest.TestCase):
    def test_figures(self):
        """a little of everything is measured"""
        # Files that real runs share are no test's.
        environment = {**os.environ}
        environment.pop("KONTOR_BENCH_FOLDER", None)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as results:
            ended = subprocess.run([*PROGRAM, "--quick"], stdout=results, stderr=subprocess.PIPE,
                                   env=environment, text=True, check=False)
            self.assertEqual(ended.returncode, 0, ended.stderr)
            figures = list(table.read(results.name))
        self.assertGreater(len(figures), 0)
        for figure in figures:
            self.assertGreater(figure["value"], 0, figure["name"])
            self.assertGreater(figure["baseline"], 0, figure["name"])


tap.main()
