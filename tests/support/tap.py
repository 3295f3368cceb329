# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a module's unittest cases and speaks TAP, so that Meson counts each case."""

import sys
import unittest


class TapResult(unittest.TestResult):
    def __init__(self, out):
        super().__init__()
        self.out = out

    def _say(self, ok, test, note=""):
        state = "ok" if ok else "not ok"
        name = test.shortDescription() or str(test)
        print(f"{state} {self.testsRun} - {name.replace('#', '')}{note}", file=self.out, flush=True)

    def _explain(self, test, error):
        for line in self._exc_info_to_string(error, test).rstrip().splitlines():
            print(f"# {line}", file=self.out)

    def addSuccess(self, test):
        self._say(True, test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._explain(test, err)
        self._say(False, test)

    def addError(self, test, err):
        super().addError(test, err)
        self._explain(test, err)
        self._say(False, test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._say(True, test, f" # SKIP {reason}")


def main(module="__main__"):
    """Runs every case of MODULE and exits with 1 when one failed."""
    suite = unittest.defaultTestLoader.loadTestsFromName(module)
    print("TAP version 14")
    print(f"1..{suite.countTestCases()}", flush=True)
    result = TapResult(sys.stdout)
    suite.run(result)
    sys.exit(0 if result.wasSuccessful() else 1)
