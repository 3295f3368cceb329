#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""lint.py TOP: holds the checkout TOP to the rules of the house and reports in TAP."""

import sys

import layers
import rooms
import sizes
import translations
import words
from tree import Tree

CHECKS = [*layers.CHECKS, *rooms.CHECKS, *sizes.CHECKS, *translations.CHECKS, *words.CHECKS]


def main(top):
    tree = Tree(top)
    failed = 0
    print("TAP version 14")
    print(f"1..{len(CHECKS)}")
    for number, check in enumerate(CHECKS, 1):
        breaches = sorted(set(check(tree)))
        failed += bool(breaches)
        for breach in breaches:
            print(f"# {breach}")
        print(f"{'not ok' if breaches else 'ok'} {number} - {check.__doc__}", flush=True)
    for breach in sizes.look_again(tree):
        print(f"# look again: {breach}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
