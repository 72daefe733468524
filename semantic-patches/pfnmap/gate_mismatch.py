# SPDX-License-Identifier: GPL-2.0-only
"""Walk gates of one family that disagree about the flag and about VM_IO."""

import functools
import os
import re

from .said import Finding, span_at
from .session import tree_of
from .tables import NAMES

_PFNMAP = re.compile(r"\b(%s)\b" % "|".join(
    n for n in NAMES["flag"] if "PFNMAP" in n))
_IO = re.compile(r"\b(%s)\b" % "|".join(NAMES["io_flag"]))


def gate_flags(body):
    """(tests VM_PFNMAP, tests VM_IO) of the text of a gate."""
    return bool(_PFNMAP.search(body)), bool(_IO.search(body))


def walk_gates(text):
    """The .test_walk functions of a text."""
    for name in sorted(set(re.findall(r"\.test_walk\s*=\s*(\w+)", text))):
        m = re.search(r"^\w[^;{}]*?\b%s\s*\([^;{}]*\)\s*\{.*?^\}" % name, text,
                      re.M | re.S)
        if m:
            yield m.group()


def files_below(folder):
    for path, _, files in os.walk(folder):
        for name in files:
            if name.endswith(".c"):
                with open(os.path.join(path, name), encoding="latin-1") as f:
                    yield f.read()


@functools.lru_cache
def tests_both(top):
    """True if a gate below mm/ or fs/ of the tree tests both flags."""
    return bool(top) and any(
        gate_flags(gate) == (True, True)
        for folder in ("mm", "fs")
        for text in files_below(os.path.join(top, folder))
        if ".test_walk" in text for gate in walk_gates(text))


def is_gate(function):
    """True for .test_walk functions and what else is given a walk only."""
    return "struct mm_walk *" in function.head and \
        not re.search(r"\b(pte|pmd|pud)_t\b", function.head)


def find(src):
    gates = [(f, gate_flags(f.text)) for f in src.functions().values()
             if is_gate(f)]
    odd = [f for f, flags in gates if flags in ((True, False), (False, True))]
    if not odd or not (any(flags == (True, True) for _, flags in gates) or
                       tests_both(tree_of(src.path))):
        return
    for f in odd:
        m = min((m for m in (_PFNMAP.search(f.text), _IO.search(f.text)) if m),
                key=lambda m: m.start())
        yield Finding(src, "gate-mismatch",
                      span_at(src, f.body + m.start(), len(m.group())), f.name)
