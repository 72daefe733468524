# SPDX-License-Identifier: GPL-2.0-only
"""The carriers of the file itself: what it puts the flags into, and asks later."""

import re

from .questions import contract
from .reads import group_reads, is_predicate, verdict
from .source import OUTSIDE, Span


def find_reads(src):
    """The reads of the file, after closure over its own carriers."""
    if "reads" not in src.memo:
        src.add_statements()
        while add_masks(src) or add_predicates(src):
            pass
        src.memo["reads"] = group_reads(src)
    return src.memo["reads"]


def uses(src, name, kind, func=None):
    """Where a variable, macro or member of that name stands in the text."""
    before = r"(?:->|\.)\s*" if kind == "field" else r"(?<![\w>.])"
    for m in re.finditer(before + r"(%s)\b" % name, src.lexed.code):
        start = src.lexed.place(m.start(1))
        inside = src.function_at(start[0])
        if func in (None, inside):
            yield Span(start, (start[0], start[1] + len(name)), inside,
                       kind, name)


def add_token(src, token):
    """Keeps a token found by closure; False if it is known."""
    if any(t.start == token.start for t in src.of("token")):
        return False
    src.facts["token"].append(token)
    return True


def enumerator(src, token):
    """The name in front of the token in enum { NAME = VM_PFNMAP | ... }."""
    line, column = token.start
    m = re.search(r"(\w+)\s*=[^,;{}()]*$", src.lines[line - 1][:column])
    return m and m[1]


def add_masks(src):
    """Uses of the variables, macros and members that the file puts flags into."""
    news = []
    for token in src.of("token"):
        is_read, name = verdict(src, token)
        if not is_read:
            name = name or (token.func == OUTSIDE and enumerator(src, token))
            func = token.func
            if func == OUTSIDE or src.around("define", token):
                func = None
            if name and re.match(r"^\w+$", name):
                news += uses(src, name, "local", func)
    for name in {stored_in(r) for r in group_reads(src)} - {None}:
        news += uses(src, name, "field")
    return any([add_token(src, t) for t in news])


def stored_in(read):
    """The member that keeps the answer, as in x->f = !!(flags & F)."""
    around = read.src.around
    for a in around("assign", read.first):
        m = re.search(r"(?:->|\.) (\w+)$", a.what[0])
        if m and any(a.holds(n) for k in ("negation", "compare")
                     for n in around(k, read.first)):
            return m[1]
    return None


def add_predicates(src):
    """Calls of the functions of the file that answer what the flag says."""
    names = {r.func[0] for r in group_reads(src)
             if is_predicate(src, r.func) and not contract(r)}
    return any([add_token(src, Span(c.start, c.end, c.func, "predicate", c.what[0]))
                for c in src.of("call") if c.what[0] in names])
