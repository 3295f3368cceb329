#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last line of ./dev test says what happened, and never success when it was none."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(TOP, "tests", "support"))

import tap  # noqa: E402


def program(stdout, result="OK", name="a-test", returncode=0):
    return {"name": name, "stdout": stdout, "result": result, "returncode": returncode}


class Summary(unittest.TestCase):
    def summed(self, *programs, counted="", logs=()):
        """The output's lines and the exit status for a log of these programs."""
        with tempfile.NamedTemporaryFile("w", suffix=".json") as log:
            log.write("".join(json.dumps(p) + "\n" for p in programs))
            log.flush()
            done = subprocess.run(
                [sys.executable, f"{TOP}/data/dev/summary.py", "--counted", counted]
                + [log.name, *logs],
                capture_output=True,
                text=True,
                check=False,
            )
        return done.stdout.splitlines(), done.returncode

    def test_cases(self):
        """cases are counted, not programs"""
        lines, status = self.summed(
            program("TAP version 14\n1..2\nok 1 /a/one\nok 2 /a/two\n"),
            program("1..1\n# note\nok 1 /b/one\n"),
        )
        self.assertEqual((lines, status), (["3 passed, 0 failed"], 0))

    def test_failing_case(self):
        """a failing case is named and fails the run"""
        lines, status = self.summed(program("ok 1 /a/one\nnot ok 2 /a/two\n", "FAIL", returncode=1))
        self.assertEqual(lines, ["failed: a-test: /a/two", "1 passed, 1 failed"])
        self.assertEqual(status, 1)

    def test_crash(self):
        """a program that dies between its cases is a failure"""
        lines, status = self.summed(program("1..2\nok 1 /a/one\n", "ERROR", returncode=-11))
        self.assertEqual(lines[-1], "1 passed, 1 failed")
        self.assertIn("exit status -11", lines[0])
        self.assertEqual(status, 1)

    def test_time_out(self):
        """a program that hangs is a failure"""
        self.assertEqual(self.summed(program("", "TIMEOUT"))[0][-1], "0 passed, 1 failed")

    def test_skipped(self):
        """skipped cases and programs are told, and pass nothing"""
        lines, status = self.summed(
            program("ok 1 /a/one # SKIP no data\nok 2 /a/two\n"), program("", "SKIP", returncode=77)
        )
        self.assertEqual((lines, status), (["1 passed, 0 failed, 2 skipped"], 0))

    def test_silent_program(self):
        """a program that speaks no TAP counts once"""
        self.assertEqual(self.summed(program("fine\n"))[0], ["1 passed, 0 failed"])

    def test_nothing_ran(self):
        """a run of nothing is no success"""
        self.assertEqual(self.summed(), (["0 passed, 0 failed"], 1))

    def test_missing_log(self):
        """a log that was never written is a failure"""
        lines, status = self.summed(program("ok 1 a\n"), logs=["/nonexistent/log.json"])
        self.assertEqual((lines[-1], status), ("1 passed, 1 failed", 1))

    def test_other_checks(self):
        """checks that are no test programs are counted too"""
        lines, status = self.summed(program("ok 1 a\n"), counted="passed failed skipped")
        self.assertEqual((lines[-1], status), ("2 passed, 1 failed, 1 skipped", 1))


if __name__ == "__main__":
    tap.main()
