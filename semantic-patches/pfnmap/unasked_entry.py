# SPDX-License-Identifier: GPL-2.0-only
"""unasked-entry: callbacks of walks that take a page or pfn and never ask."""

import re

from .said import Finding, span_at
from .tables import is_a


def is_callback(function):
    """Called for each entry of a walk, and none of hugetlb's."""
    return (re.search(r"\bstruct mm_walk \*", function.head) and
            not re.search(r"\bhmask\b", function.head))


def asks(function):
    return any(is_a(role, name) for name in function.names
               for role in ("normal_page", "special", "lookup"))


def is_taken(src, name, at):
    """A zero page has a pfn of its own."""
    takes = is_a("entry_page", name) or is_a("entry_pfn", name)
    return takes and name[:4] in ("pte_", "pmd_", "pud_") and \
        not any(is_a("entry_pfn", inner) for inner in
                re.findall(r"\b(is_\w+)\s*\(\s*$", src.lexed.text[:at]))


def find(src):
    for function in src.functions().values():
        if not is_callback(function) or asks(function):
            continue
        for name, at in function.calls:
            if is_taken(src, name, at):
                yield Finding(src, "unasked-entry", span_at(src, at, len(name)),
                              function.name)
