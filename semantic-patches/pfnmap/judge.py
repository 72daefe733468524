# SPDX-License-Identifier: GPL-2.0-only
"""Gives each read of the file its rule."""

from . import gate_mismatch, questions
from .closure import find_reads
from .said import Finding
from .source import OUTSIDE
from .tables import JUDGEMENT, is_a

_ORDER = [(slug, getattr(questions, name)) for slug, name in JUDGEMENT]


def judge(read, depth=0):
    """The slug of a read's rule; None where the read is allowed."""
    if is_a("normal_page", read.func[0]):
        return None
    if read.func == OUTSIDE:
        return "unclassified"
    for slug, question in _ORDER:
        if question(read):
            return slug
    if depth < 3 and questions.is_static_predicate(read):
        rules = {judge(r, depth + 1) for r in find_reads(read.src)
                 if read.func[0] in r.names}
        if len(rules) == 1:
            return rules.pop()
    return "policy"


def find(src):
    """The findings of the file, in order."""
    found = []
    for read in find_reads(src):
        slug = judge(read)
        if slug:
            found.append(Finding(src, slug, read.first, read.func[0],
                                 read=read))
    return sorted(found + list(gate_mismatch.find(src)),
                  key=lambda f: f.start)
