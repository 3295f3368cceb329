# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""translations.py TOP: writes po/POTFILES anew. What is read there is what translators see."""

import os
import re
import sys

from csource import without_comments
from tree import Breach, Tree

POTFILES = "po/POTFILES"
CALL = r"\b(?:_|N_|C_|NC_|NP_|ngettext|g_dngettext|g_dpgettext2)\s?\("
MARKED = re.compile(CALL + r'[^()"]*"')
# String literals and macros that follow each other within such a call.
GLUED = re.compile(CALL + r'(?:\s*(?:"(?:[^"\\]|\\.)*"|,|\w+(?=\s*(?:"|\)|,))))*')
FOREIGN_MACRO = re.compile(r"\bG_G\w+_(?:FORMAT|MODIFIER)\b")
HEAD = """# Every file that holds texts to translate; ./dev format writes it anew.
"""


def translated(tree):
    """The files that hold texts to translate."""
    for path in tree.files("app/*.[ch]", "app/*.blp", "shared/*.[ch]"):
        if MARKED.search(without_comments(tree.text(path))):
            yield path
    yield from tree.files("data/*.desktop.in", "data/*.metainfo.xml.in")


def contents(tree):
    return HEAD + "".join(f"{path}\n" for path in sorted(translated(tree)))


def check_potfiles(tree):
    """Translators see every text that people read"""
    if not tree.has(POTFILES) or tree.text(POTFILES) != contents(tree):
        yield Breach(POTFILES, 1, "is out of date: ./dev format writes it anew")


def check_numbers(tree):
    """A text to translate has no macro in it that gettext does not know"""
    for path in tree.files("app/*.c", "shared/*.c"):
        text = tree.text(path)
        for call in GLUED.finditer(text):
            for macro in FOREIGN_MACRO.finditer(call.group()):
                line = tree.line(path, call.start() + macro.start())
                yield Breach(path, line, f"{macro.group()}: take PRIi64 or PRIu64")


CHECKS = [check_potfiles, check_numbers]


def main(top):
    with open(os.path.join(top, POTFILES), "w", encoding="utf-8") as file:
        file.write(contents(Tree(top)))


if __name__ == "__main__":
    main(sys.argv[1])
