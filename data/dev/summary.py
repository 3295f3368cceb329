#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums the test cases of Meson's test logs and says `N passed, N failed` last.

A case is one line of TAP, not one program. A program that fails without a failing case (it crashed,
hung, or ran fewer cases than it announced) is one more failure. Exit status 1 when anything failed
or nothing ran.
"""

import argparse
import json
import re
import sys
from dataclasses import dataclass, field

CASE = re.compile(r"^(not )?ok\b *\d* *-? *([^#]*)(?:# *(\w+))?")
PASSING = {"OK", "EXPECTEDFAIL"}


@dataclass
class Sum:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: list = field(default_factory=list)

    def fail(self, what):
        self.failed += 1
        self.failures.append(what)


def add_program(total, program):
    """Adds one entry of Meson's log, which is one test program."""
    name, result = program["name"], program["result"]
    cases = [m for m in map(CASE.match, program.get("stdout", "").splitlines()) if m]
    failed_before = total.failed
    for case in cases:
        directive = (case.group(3) or "").upper()
        if directive == "SKIP":
            total.skipped += 1
        elif case.group(1):
            total.fail(f"{name}: {case.group(2).strip()}")
        else:
            total.passed += 1
    if result == "SKIP":
        total.skipped += 0 if cases else 1
    elif result not in PASSING:
        if total.failed == failed_before:
            total.fail(f"{name}: {result.lower()}, exit status {program.get('returncode')}")
    elif not cases:
        total.passed += 1


def add_log(total, path):
    try:
        with open(path, encoding="utf-8") as log:
            for line in log:
                add_program(total, json.loads(line))
    except FileNotFoundError:
        total.fail(f"{path}: the tests did not run")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counted", default="", help="results of other checks, one word each")
    parser.add_argument("logs", nargs="*")
    options = parser.parse_args()

    total = Sum()
    for word in options.counted.split():
        setattr(total, word, getattr(total, word) + 1)
    for path in options.logs:
        add_log(total, path)

    for failure in total.failures:
        print(f"failed: {failure}")
    skipped = f", {total.skipped} skipped" if total.skipped else ""
    print(f"{total.passed} passed, {total.failed} failed{skipped}")
    sys.exit(0 if total.failed == 0 and total.passed > 0 else 1)


if __name__ == "__main__":
    main()
