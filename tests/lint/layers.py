# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom. The table is the drawing in the README of shared/."""

import re

from csource import without_comments
from tree import Breach

ROOMS = {
    "util": {"util"},
    "money": {"util", "money"},
    "model": {"util", "money", "model"},
    "match": {"util", "money", "model", "match"},
    "exchange": {"util", "money", "model", "exchange"},
    "store": {"util", "money", "model", "store"},
    "sales": {"util", "money", "model", "store", "sales"},
    "duplicates": {"util", "money", "model", "match", "store", "duplicates"},
    "sync": {"util", "money", "model", "store", "sync"},
    "demo": {"util", "money", "model", "exchange", "store", "sales", "demo"},
    "transfer": {"util", "money", "model", "exchange", "store", "transfer"},
}
SHARED = set(ROOMS)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+"([^"]+)"', re.MULTILINE)
DEPENDENCY = re.compile(r"\bkontor_(\w+?)_(?:dep|lib)\b")


def room_of(path):
    """The layer a file belongs to: a room of shared/, app or server."""
    parts = path.split("/")
    if parts[0] == "shared" and len(parts) > 2:
        return parts[1]
    return parts[0] if parts[0] in ("app", "server") else None


def allowed(path):
    room = room_of(path)
    return ROOMS.get(room, SHARED | {room})


def target_room(tree, path, include):
    """The layer that INCLUDE, written in PATH, lies in."""
    first = include.split("/")[0]
    if "/" in include and first in SHARED:
        return first
    for room in ("app", "server"):
        if include.startswith(room + "/") or tree.has(f"{room}/{include}"):
            return room
    return room_of(path)


def check_includes(tree):
    """Each layer includes only the layers below it"""
    for path in tree.files("shared/*.[ch]", "app/*.[ch]", "server/*.[ch]"):
        for match in INCLUDE.finditer(without_comments(tree.text(path))):
            include, line = match.group(1), tree.line(path, match.start())
            if path.startswith("shared/") and "/" not in include:
                yield Breach(path, line, f'"{include}" does not name its room')
                continue
            room = target_room(tree, path, include)
            if room not in allowed(path):
                yield Breach(path, line, f"{room_of(path)} may not include {room}: {include}")


def check_private_headers(tree):
    """A private header stays in its folder"""
    for path in tree.files("shared/*.[ch]", "app/*.[ch]", "server/*.[ch]"):
        for match in INCLUDE.finditer(without_comments(tree.text(path))):
            include = match.group(1)
            folder = path.rsplit("/", 1)[0]
            if not include.endswith("-private.h") or "/" not in include:
                continue
            if not folder.endswith(include.rsplit("/", 1)[0]):
                yield Breach(path, tree.line(path, match.start()), f"{include} is private")


def check_dependencies(tree):
    """Each layer is linked only with the layers below it"""
    for path in tree.files("shared/*/meson.build"):
        room = room_of(path)
        for match in DEPENDENCY.finditer(tree.text(path)):
            other = match.group(1)
            if other in SHARED and other not in ROOMS.get(room, SHARED):
                line = tree.line(path, match.start())
                yield Breach(path, line, f"{room} may not be linked with {other}")


CHECKS = [check_includes, check_private_headers, check_dependencies]
