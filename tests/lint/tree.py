# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that are checked, and what a check finds."""

import os
from dataclasses import dataclass
from fnmatch import fnmatch

SKIPPED_FOLDERS = {".git", "build", "__pycache__", ".cache"}


@dataclass(frozen=True, order=True)
class Breach:
    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


class Tree:
    """A checkout, or a folder that a test made to look like one."""

    def __init__(self, top):
        self.top = top
        self.paths = sorted(self._walk())
        self._present = set(self.paths)
        self._texts = {}

    def _walk(self):
        for folder, folders, names in os.walk(self.top):
            folders[:] = [
                f for f in folders if f not in SKIPPED_FOLDERS and not f.startswith("build-")
            ]
            for name in names:
                yield os.path.relpath(os.path.join(folder, name), self.top)

    def has(self, path):
        return path in self._present

    def files(self, *patterns):
        """Paths that match one of PATTERNS, where * also matches slashes."""
        return [p for p in self.paths if any(fnmatch(p, pattern) for pattern in patterns)]

    def text(self, path):
        if path not in self._texts:
            with open(os.path.join(self.top, path), encoding="utf-8") as file:
                self._texts[path] = file.read()
        return self._texts[path]

    def line(self, path, offset):
        """The number of the line that OFFSET lies in."""
        return self.text(path).count("\n", 0, offset) + 1
