# SPDX-License-Identifier: GPL-2.0-only
"""A function of a file, as its text has it."""

import re


class Function:
    """Offsets are those of the file's text (lexer.py)."""

    def __init__(self, lexed, name, start, body, end):
        self.name, self.start, self.body, self.end = name, start, body, end
        self.head, self.text = lexed.text[start:body], lexed.text[body:end]
        self.calls = [(m[1], body + m.start(1)) for m in
                      re.finditer(r"(?<![.>\w])(\w+)\s*\(", self.text)]
        self.names = {name for name, at in self.calls}

    def called(self, asked):
        """Offsets of the calls of names that match."""
        names = {name for name in self.names if asked.match(name)}
        return [at for name, at in self.calls if name in names]


def with_helpers(src, function, depth=2):
    """The function and those that it calls in this file."""
    seen, todo = [], [(function, 0)]
    while todo:
        f, n = todo.pop(0)
        if f not in seen:
            seen.append(f)
            todo += [(src.functions()[c], n + 1) for c, at in f.calls
                     if n < depth and c in src.functions()]
    return seen


def arguments(src, at):
    """The call at an offset, to the bracket that closes it."""
    lexed = src.lexed
    return lexed.text[at:lexed.closing(lexed.text.index("(", at))]


def parameters(function):
    """Names of what a function takes."""
    given = function.head[function.head.find("(", function.head.find(
        function.name)) + 1:].rstrip().rstrip(")")
    return [m[1] for p in given.split(",")
            for m in [re.search(r"(\w+)\s*(?:\[\s*\])?\s*$", p)] if m]


def split_arguments(given):
    """The arguments of "f(a, g(b, c))"."""
    inside, found, depth = given[given.index("(") + 1:-1], [""], 0
    for c in inside:
        depth += (c in "([{") - (c in ")]}")
        if c == "," and not depth:
            found.append("")
        else:
            found[-1] += c
    return found
