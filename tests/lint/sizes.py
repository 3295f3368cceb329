# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long files and functions may be. From `look` on a person looks again; at `fail` it fails."""

from dataclasses import dataclass

from csource import functions
from tree import Breach


@dataclass(frozen=True)
class Limit:
    look: int
    fail: int


FILE = Limit(600, 900)
BLUEPRINT = Limit(250, 400)
FUNCTION = Limit(60, 100)
NESTING = Limit(4, 5)

C_FILES = ("shared/*.[ch]", "app/*.[ch]", "server/*.[ch]", "tests/*.[ch]")
OTHER_FILES = ("*.py", "*.sh", "dev", ".ci/run", "*meson.build")


def length(tree, path):
    return tree.text(path).count("\n")


def check_files(tree):
    """No file is longer than a person reads"""
    for path in tree.files(*C_FILES, *OTHER_FILES):
        if length(tree, path) >= FILE.fail:
            yield Breach(path, 1, f"{length(tree, path)} lines; {FILE.fail} fail")


def check_blueprints(tree):
    """No page description is longer than a person reads"""
    for path in tree.files("*.blp"):
        if length(tree, path) >= BLUEPRINT.fail:
            yield Breach(path, 1, f"{length(tree, path)} lines; {BLUEPRINT.fail} fail")


def check_functions(tree):
    """No function is longer than a person keeps in mind"""
    for path in tree.files(*C_FILES):
        for function in functions(tree.text(path)):
            if function.lines >= FUNCTION.fail:
                message = f"{function.name} has {function.lines} lines; {FUNCTION.fail} fail"
                yield Breach(path, function.line, message)


def check_nesting(tree):
    """No function nests deeper than a person follows"""
    for path in tree.files(*C_FILES):
        for function in functions(tree.text(path)):
            if function.nesting >= NESTING.fail:
                message = f"{function.name} nests {function.nesting} deep; {NESTING.fail} fail"
                yield Breach(path, function.line, message)


def look_again(tree):
    """What is allowed still, and worth a second look."""
    for path in tree.files(*C_FILES, *OTHER_FILES, "*.blp"):
        limit = BLUEPRINT if path.endswith(".blp") else FILE
        if limit.look <= length(tree, path) < limit.fail:
            yield Breach(path, 1, f"{length(tree, path)} lines")
    for path in tree.files(*C_FILES):
        for function in functions(tree.text(path)):
            if FUNCTION.look <= function.lines < FUNCTION.fail:
                yield Breach(path, function.line, f"{function.name} has {function.lines} lines")
            if NESTING.look <= function.nesting < NESTING.fail:
                yield Breach(path, function.line, f"{function.name} nests {function.nesting} deep")


CHECKS = [check_files, check_blueprints, check_functions, check_nesting]
