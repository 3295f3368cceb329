# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every file must say, and what none may."""

import re

from csource import comments, without_comments
from tree import Breach

SOURCES = (
    "*.[ch]", "*.blp", "*.py", "*.sh", "*.css", "*meson.build", "meson.options", "dev", ".ci/run",
    "tests/support/ui/*",
)
NOT_SOURCES = re.compile(r"(?:\.md|\.txt|/fixtures/|/golden/|/corpus/)")
LICENCE = (
    "SPDX-FileCopyrightText: 2026 The Kontor developers",
    "SPDX-License-Identifier: GPL-3.0-or-later",
)
# Split, so that this file does not fail its own check.
LATER = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|HA" r"CK)\b")
MARKED = re.compile(r"(?:^|[/*#\s])XX" r"X(?:\s*:|\s+[a-z])")
UNTRANSLATED = re.compile(
    r'^\s*(?:label|title|subtitle|description|tooltip-text|placeholder-text|heading|body'
    r'|accept-label|button-label)\s*:\s*(?:"[^"]*[^\W\d_][^"]*"|\'[^\']*[^\W\d_][^\']*\')',
    re.MULTILINE,
)


def sources(tree):
    return [p for p in tree.files(*SOURCES) if not NOT_SOURCES.search(p)]


def check_licence(tree):
    """Every source says whose it is and under which licence"""
    for path in sources(tree):
        head = "\n".join(tree.text(path).splitlines()[:5])
        for line in LICENCE:
            if line not in head:
                yield Breach(path, 1, f"lacks “{line}” in its first lines")


def check_promises(tree):
    """No source leaves work for later"""
    for path in sources(tree):
        for match in LATER.finditer(tree.text(path)):
            yield Breach(path, tree.line(path, match.start()), match.group())
        if path.endswith((".c", ".h")):
            for line, comment in comments(tree.text(path)):
                if MARKED.search(comment):
                    yield Breach(path, line, comment.splitlines()[0])


def check_translatable(tree):
    """Every text a page shows can be translated"""
    for path in tree.files("app/*.blp"):
        for match in UNTRANSLATED.finditer(without_comments(tree.text(path))):
            line = tree.line(path, match.end())
            yield Breach(path, line, match.group().strip())


def check_headers_guarded(tree):
    """Every header can be included twice"""
    for path in tree.files("*.h"):
        if "#pragma once" not in tree.text(path) and not NOT_SOURCES.search(path):
            yield Breach(path, 1, "lacks #pragma once")


CHECKS = [check_licence, check_promises, check_translatable, check_headers_guarded]
