# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads C in GNU style well enough to hold it to rules: no parser, but no guessing by eye either."""

import re
from dataclasses import dataclass

PIECES = re.compile(
    r"""(?P<comment>/\*.*?\*/|//[^\n]*)
      | (?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')""",
    re.DOTALL | re.VERBOSE,
)
DIRECTIVE = re.compile(r"^[ \t]*\#(?:[^\n\\]|\\.|\\\n)*", re.MULTILINE | re.DOTALL)
TOKEN = re.compile(r"\w+|\S")
CONTROL = {"if", "for", "while", "switch"}
OPENING, CLOSING = {"(": ")", "{": "}", "[": "]"}, set(")}]")


def blank(text):
    """TEXT as spaces, its line breaks kept, so that positions stay true."""
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    return PIECES.sub(lambda m: blank(m.group()) if m.group("comment") else m.group(), text)


def without_comments_and_strings(text):
    return PIECES.sub(lambda m: blank(m.group()), text)


def comments(text):
    """The comments of TEXT, each with the number of its first line."""
    for match in PIECES.finditer(text):
        if match.group("comment"):
            yield text.count("\n", 0, match.start()) + 1, match.group()


@dataclass(frozen=True)
class Function:
    name: str
    line: int
    lines: int
    nesting: int


def functions(text):
    """Every function that TEXT defines: a body between braces in the first column."""
    code = DIRECTIVE.sub(lambda m: blank(m.group()), without_comments_and_strings(text))
    for body in re.finditer(r"^\{\n.*?^\}", code, re.MULTILINE | re.DOTALL):
        head = code[: body.start()].rstrip()
        if not head.endswith(")"):
            continue
        name = re.findall(r"^(\w+) \(", head, re.MULTILINE)
        yield Function(
            name=name[-1] if name else "?",
            line=code.count("\n", 0, body.start()) + 1,
            lines=body.group().count("\n") + 1,
            nesting=deepest(TOKEN.findall(body.group())),
        )


def skip_group(tokens, at):
    """The place after the bracket that closes the one at AT."""
    depth = 0
    while at < len(tokens):
        if tokens[at] in OPENING:
            depth += 1
        elif tokens[at] in CLOSING:
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return at


def skip_simple(tokens, at):
    """The place after the statement at AT, which ends with a semicolon."""
    while at < len(tokens) and tokens[at] != ";":
        if tokens[at] == "}":
            return at
        at = skip_group(tokens, at) if tokens[at] in OPENING else at + 1
    return at + 1


def skip_label(tokens, at):
    """The place after the label at AT, or AT when there is none."""
    if tokens[at] == "case":
        while at < len(tokens) and tokens[at] != ":":
            at = skip_group(tokens, at) if tokens[at] in OPENING else at + 1
        return at + 1
    if tokens[at + 1 : at + 2] == [":"]:
        return at + 2
    return at


def is_loop_macro(tokens, at):
    """Something like `FOREACH (…) {`."""
    if tokens[at + 1 : at + 2] != ["("] or not tokens[at].isidentifier():
        return False
    return tokens[skip_group(tokens, at + 1) :][:1] == ["{"]


def statement(tokens, at, depth):
    """Walks the statement at AT: the place after it and the deepest nesting in it."""
    if at >= len(tokens):
        return at, depth
    at = skip_label(tokens, at)
    if at >= len(tokens) or tokens[at] == "}":
        return at, depth
    word = tokens[at]
    if word == "{":
        return block(tokens, at, depth)
    if word in CONTROL or is_loop_macro(tokens, at):
        end, most = statement(tokens, skip_group(tokens, at + 1), depth + 1)
        if word == "if" and tokens[end : end + 1] == ["else"]:
            chained = tokens[end + 1 : end + 2] == ["if"]
            end, other = statement(tokens, end + 1, depth if chained else depth + 1)
            most = max(most, other)
        return end, most
    if word == "do":
        end, most = statement(tokens, at + 1, depth + 1)
        return skip_simple(tokens, end), most
    return skip_simple(tokens, at), depth


def block(tokens, at, depth):
    most, at = depth, at + 1
    while at < len(tokens) and tokens[at] != "}":
        before = at
        at, inner = statement(tokens, at, depth)
        most = max(most, inner)
        at = max(at, before + 1)
    return at + 1, most


def deepest(tokens):
    """How many conditions and loops lie in each other in a body; an else-if chain is one."""
    return block(tokens, 0, 0)[1]
