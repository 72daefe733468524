# SPDX-License-Identifier: GPL-2.0-only
"""walk-gate: the flag leaves a gate once the walk behind it asks its entries."""

import re

from .closure import find_reads
from .questions import walk_callback
from .reads import is_predicate, leaves
from .rewrite import refuse, weaken
from .session import session
from .tables import is_a


def goes_by_itself(read):
    """True if every walk behind the gate asks the entries, in this file."""
    src = read.src
    if not read.guards and is_predicate(src, read.func):
        asked = [r for r in find_reads(src) if read.func[0] in r.names]
        return bool(asked) and all(goes_by_itself(r) for r in asked)
    region = read.region()
    calls = [c for c in src.of("call", read.func)
             if any(s.holds(c) for s in region) and is_a("walk", c.what[0])]
    if walk_callback(read):
        ops = [o for o in walk_ops(src) if o.get("test_walk") == read.func[0]]
        return bool(ops) and all(is_filtered(src, o) for o in ops)
    if not calls and src.called("entry_load", read.func, region):
        return asks_itself(src, read.func)
    return bool(calls) and all(
        c.what[0] == "folio_walk_start" or is_filtered(src, ops_of(src, c))
        for c in calls)


def asks_itself(src, func):
    """True if a function that walks asks at pte and pmd level."""
    called = {c.what[0] for c in src.of("call", func)}
    return {"vm_normal_page", "vm_normal_page_pmd"} <= called


def pud_question(src, func):
    """The edit that asks a pud leaf as well, where nothing does yet."""
    called = {c.what[0] for c in src.of("call", func)}
    if "pud_page" not in called or \
       called & {"pud_special", "vm_normal_page_pud"} or \
       src.tree.lacks("pud_special"):
        return []
    for cond in src.of("cond", func):
        m = re.match(r"!pud_present\((\w+)\)( \|\|.*)?$", src.text_of(cond))
        if m:
            return [(cond.start, cond.end,
                     "%s || pud_special(%s)" % (src.text_of(cond), m[1]))]
    return []


def walk_ops(src):
    """The callbacks of each struct mm_walk_ops of the file, by member."""
    return [dict(re.findall(r"\.(\w+)\s*=\s*(\w+)", m[2]), name=m[1])
            for m in re.finditer(r"struct mm_walk_ops (\w+)\s*=\s*\{(.*?)\}",
                                 src.lexed.text, re.S)]


def ops_of(src, call):
    """The mm_walk_ops that a walk is given, as walk_ops() has it."""
    start = src.lexed.skip(src.lexed.offset(call.end))
    names = re.findall(r"&(\w+)", src.lexed.text[start:src.lexed.closing(start)])
    return next((o for o in walk_ops(src) if o["name"] in names), {})


def is_filtered(src, ops):
    """True if a pte, pmd and pud leaf is left alone unless it is normal."""
    if src.tree.lacks("pud_special") and "pmd_entry" not in ops:
        # No huge PFN mappings there: nothing is split on the way to a pte.
        ops = dict(ops, pud_entry=ops.get("pte_entry", ""))
    for member in ("pte_entry", "pmd_entry", "pud_entry"):
        bodies = [src.text(f) for f in src.named(ops.get(member, ""))]
        if member != "pud_entry" and member not in ops and "pte_entry" in ops:
            continue
        if not bodies or not all(re.search(r"\bvm_normal_|ACTION_CONTINUE", b)
                                 for b in bodies):
            return False
    return True


def is_skip(read):
    """True if the test leaves or refuses because a flag is set."""
    src = read.src
    if not read.guards:
        return any(s.holds(read.first) for s in src.of("return", read.func))
    return all(not other and (leaves(src, then) if sense > 0 else
                              sense < 0 and walks_in(src, then))
               for then, other, sense in read.branches())


def walks_in(src, branch):
    """True if the walk stands in the branch and nothing leaves there."""
    return not leaves(src, branch) and any(
        is_a("walk", c.what[0]) for c in src.within("call", branch))


def holds_dax(read):
    """True if the gate keeps out what vm_normal_page_pmd() takes for pages."""
    return "vm_normal_page_pud" not in read.src.tree.has and \
        bool({"VM_MIXEDMAP", "VMA_MIXEDMAP_BIT"} & read.names)


def needs_flow(src):
    """Said once a file: who follows the flow, and makes walks ask."""
    told, src.memo["flow"] = src.memo.get("flow"), True
    return "" if told else "; 'pfncheck series' follows the flow, and makes walks ask"


def rewrite(read):
    if not is_skip(read):
        return refuse(read, "the gate does more than to skip a VMA for its flags")
    if holds_dax(read):
        return refuse(read, "the gate keeps VM_MIXEDMAP out as well, where "
                      "vm_normal_page_pmd() takes DAX and zero leaves for pages")
    # The driver has proved what it approves.
    if not session.lines and not goes_by_itself(read):
        return refuse(read, "not every walk behind the gate is seen to ask its "
                      "entries" + needs_flow(read.src))
    gone = weaken(read)
    if gone and asks_itself(read.src, read.func):
        gone += pud_question(read.src, read.func)
    return gone
