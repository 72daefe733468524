# SPDX-License-Identifier: GPL-2.0-only
"""The macros of a file, and what a call is by way of them."""

import re

from .tables import is_a

_MACRO = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)(?:\(([^()\n]*)\))?"
                    r"((?:[^\n\\]|\\.|\\\n)*)", re.M)
_NAME = re.compile(r"\w+\s*\Z")
_CALLS = re.compile(r"(?<![.>\w])([A-Za-z_]\w*)\s*\(")


class Macro:
    """A macro of the file: its parameters (None: it has none) and its body."""

    def __init__(self, name, parameters, body):
        self.name, self.body = name, body
        self.parameters = [p.strip() for p in parameters.split(",")] \
            if parameters else []


def macros(src):
    """name -> the macros of the file that have it."""
    if "macros" not in src.memo:
        found = src.memo["macros"] = {}
        for m in _MACRO.finditer(src.lexed.code):
            found.setdefault(m[1], []).append(Macro(m[1], m[2], m[3]))
    return src.memo["macros"]


def closure(does, bodies, *more):
    known, size = set().union(*more), -1
    while len(known) != size:
        size = len(known)
        known |= {name for name, body, names in bodies
                  if name not in known and does(body, names, known)}
    return known


def _amounts_to(src, name):
    """What the macros of that name call, or the function of a header."""
    for m in macros(src).get(name, ()):
        body = m.body.strip()
        yield from [body] if _NAME.match(body) else _CALLS.findall(body)
    for h in src.headers():
        if name in h.functions():
            yield from h.functions()[name].names
        yield from _amounts_to(h, name)


def stands_for(src, name):
    """The names that a call of this one comes to by macros of the file, and by
    macros and functions of its module's headers."""
    known = src.memo.setdefault("stands_for", {})
    if name not in known:
        found, todo = {name}, [name]
        while todo:
            news = set(_amounts_to(src, todo.pop())) - found
            found |= news
            todo += news
        known[name] = found
    return known[name]


def comes_to(src, role, name):
    """True if a call of that name is one of the role, maybe by a macro."""
    return any(is_a(role, n) for n in stands_for(src, name))
