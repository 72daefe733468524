# SPDX-License-Identifier: GPL-2.0-only
"""special-leak: who may not read the special bit of an entry."""

import re

from .functions import arguments
from .said import Finding
from .source import OUTSIDE
from .tables import is_a


def may_ask(src, leak):
    """GUP-fast, the lookup, folio_walk and page-table helpers are excepted."""
    name = leak.func[0]
    head = src.header(leak.func)
    if any(is_a(role, name) for role in ("normal_page", "lookup", "walk")):
        return True
    if re.search(r"\bstruct page \*\*", head):
        return True
    return bool(re.search(r"(^|/)arch/\w+/", src.path)) and (
        leak.func == OUTSIDE or bool(re.search(r"\b(pte|pmd|pud)_t\b", head)))


def is_made_here(src, leak):
    """True if the entry is what a maker of special entries just returned: a self
    test of both, no entry of a mapping."""
    call = re.match(r"\w+\s*\(\s*(\w+)\s*\(", 
                    arguments(src, src.lexed.offset(leak.start)))
    return bool(call) and is_a("special_set", call[1])


def has_no_asker(src, leak):
    """True of a pud leaf where the tree has nothing else that asks it."""
    return bool(re.match(r"pud_special\b", src.lexed.text[src.lexed.offset(leak.start):])) \
        and src.tree.lacks("vm_normal_page_pud")


def find(src):
    for leak in src.of("special"):
        if not may_ask(src, leak) and not is_made_here(src, leak) and \
           not has_no_asker(src, leak):
            yield Finding(src, "special-leak", leak, leak.func[0])
