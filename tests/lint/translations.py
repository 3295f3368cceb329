# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""translations.py TOP: writes po/POTFILES anew. What is read there is what translators see."""

import os
import re
import subprocess
import sys

from csource import without_comments
from tree import Breach, Tree

POTFILES = "po/POTFILES"
CALL = r"\b(?:_|N_|C_|NC_|NP_|ngettext|g_dngettext|g_dpgettext2)\s?\("
MARKED = re.compile(CALL + r'[^()"]*"')
# String literals and macros that follow each other within such a call.
GLUED = re.compile(CALL + r'(?:\s*(?:"(?:[^"\\]|\\.)*"|,|\w+(?=\s*(?:"|\)|,))))*')
FOREIGN_MACRO = re.compile(r"\bG_G\w+_(?:FORMAT|MODIFIER)\b")
# What Meson's preset for GLib has gettext look for; what is Kontor's own stands in po/meson.build.
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3",
            "g_dpgettext2:2c,3"]
OWN_KEYWORD = re.compile(r"--keyword=([^']+)'")
QUOTED = re.compile(r'^(?:msgid )?"(.*)"$', re.MULTILINE)
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


def run(tree, *command, given=None):
    done = subprocess.run(command, cwd=tree.top, input=given, capture_output=True, text=True,
                          encoding="utf-8", check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]}: {done.stderr}")
    return done.stdout


def read_texts(tree):
    """All texts to translate, as gettext's template."""
    own = OWN_KEYWORD.findall(tree.text("po/meson.build")) if tree.has("po/meson.build") else []
    return run(tree, "xgettext", "--from-code=UTF-8", "--files-from=-", "--output=-",
               *(f"--keyword={keyword}" for keyword in KEYWORDS + own),
               given="".join(f"{path}\n" for path in sorted(translated(tree))))


def untranslated(tree, path, template):
    """The entries of a language that have no translation, or one that nobody has looked through."""
    merged = run(tree, "msgmerge", "--quiet", "--no-fuzzy-matching", "--output-file=-", path, "-",
                 given=template)
    for state in ("--untranslated", "--only-fuzzy"):
        found = run(tree, "msgattrib", "--no-obsolete", "--no-wrap", state, given=merged)
        yield from (entry for entry in found.split("\n\n") if "\n#: " in f"\n{entry}")


def check_languages(tree):
    """Every language has every text"""
    languages = tree.files("po/*.po")
    template = read_texts(tree) if languages else None
    for path in languages:
        for entry in untranslated(tree, path, template):
            place = re.search(r"^#: (\S+)", entry, re.MULTILINE).group(1)
            words = re.search(r'^msgid (?:"[^\n]*"\n)+', f"{entry}\n", re.MULTILINE).group()
            yield Breach(path, 1, f"says nothing for “{''.join(QUOTED.findall(words))}” of {place}")


CHECKS = [check_potfiles, check_numbers, check_languages]


def main(top):
    with open(os.path.join(top, POTFILES), "w", encoding="utf-8") as file:
        file.write(contents(Tree(top)))


if __name__ == "__main__":
    main(sys.argv[1])
