// SPDX-License-Identifier: GPL-2.0-only
/// VM_PFNMAP read outside vm_normal_page*() gates a page-table walk
///
/// A private PFN mapping holds ordinary anonymous pages among special entries after
/// a copy-on-write fault. A walk that skips the whole VMA does not see them, while
/// vm_normal_page*() tells them apart, one entry at a time.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: walk_page_range, walk_page_vma, folio_walk_start, mm_walk_ops, zap_page_range_single

virtual context
virtual org
virtual patch
virtual report

#include "parts/reads.cocci"
#include "parts/rewrite.cocci"

@initialize:python@
@@
#include "parts/rewrite.py"


def goes_by_itself(read):
    """True if every walk behind the gate asks the entries, in this file."""
    if not read.guards and is_predicate(read.func):
        asked = [r for r in find_reads() if read.func[0] in r.names]
        return bool(asked) and all(goes_by_itself(r) for r in asked)
    region = read.region()
    calls = [c for c in src.of("call", read.func)
             if any(s.holds(c) for s in region) and API["walk"].match(c.what[0])]
    if is_walk_callback(read):
        ops = [o for o in walk_ops() if o.get("test_walk") == read.func[0]]
        return bool(ops) and all(is_filtered(o) for o in ops)
    if not calls and src.called("entry_load", read.func, region):
        return asks_itself(read.func)
    return bool(calls) and all(
        c.what[0] == "folio_walk_start" or is_filtered(ops_of(c)) for c in calls)


def asks_itself(func):
    """True if a function that walks asks at pte and pmd level."""
    called = {c.what[0] for c in src.of("call", func)}
    return {"vm_normal_page", "vm_normal_page_pmd"} <= called


def pud_question(func):
    """The edit that asks a pud leaf as well, where nothing does yet."""
    called = {c.what[0] for c in src.of("call", func)}
    if "pud_page" not in called or \
       called & {"pud_special", "vm_normal_page_pud"} or \
       HAS and "pud_special" not in HAS:
        return []
    for cond in src.of("cond", func):
        m = re.match(r"!pud_present\((\w+)\)( \|\|.*)?$", text_of(cond))
        if m:
            return [(cond.start, cond.end,
                     "%s || pud_special(%s)" % (text_of(cond), m[1]))]
    return []


def walk_ops():
    """The callbacks of each struct mm_walk_ops of the file, by member."""
    text = src.statements().text
    return [dict(re.findall(r"\.(\w+)\s*=\s*(\w+)", m[2]), name=m[1])
            for m in re.finditer(r"struct mm_walk_ops (\w+)\s*=\s*\{(.*?)\}",
                                 text, re.S)]


def ops_of(call):
    """The mm_walk_ops that a walk is given, as walk_ops() has it."""
    s = src.statements()
    start = s.skip(s.offset(call.end))
    names = re.findall(r"&(\w+)", s.text[start:s.closing(start)])
    return next((o for o in walk_ops() if o["name"] in names), {})


def is_filtered(ops):
    """True if a pte, pmd and pud leaf is left alone unless it is normal."""
    if HAS and "pud_special" not in HAS and "pmd_entry" not in ops:
        # No huge PFN mappings there: nothing is split on the way to a pte.
        ops = dict(ops, pud_entry=ops.get("pte_entry", ""))
    for member in ("pte_entry", "pmd_entry", "pud_entry"):
        bodies = [src.text(f) for f in src.functions(ops.get(member, ""))]
        if member != "pud_entry" and member not in ops and "pte_entry" in ops:
            continue
        if not bodies or not all(re.search(r"\bvm_normal_|ACTION_CONTINUE", b)
                                 for b in bodies):
            return False
    return True


def is_skip(read):
    """True if the test leaves or refuses because a flag is set."""
    if not read.guards:
        return any(s.holds(read.first) for s in src.of("return", read.func))
    return all(not e and (leaves(t) and not n or n and walks_in(t))
               for t, e, n in read.branches())


def walks_in(branch):
    """True if the walk stands in the branch and nothing leaves there."""
    return not leaves(branch) and any(API["walk"].match(c.what[0])
                                      for c in src.within("call", branch))


def holds_dax(read):
    """True if the gate keeps out what vm_normal_page_pmd() takes for pages."""
    return "vm_normal_page_pud" not in HAS and \
        bool({"VM_MIXEDMAP", "VMA_MIXEDMAP_BIT"} & read.names)


def rewrite_walk_gate(read):
    if not is_skip(read):
        return refuse(read, "the gate does more than to skip a VMA for its flags")
    if holds_dax(read):
        return refuse(read, "the gate keeps VM_MIXEDMAP out as well, where "
                      "vm_normal_page_pmd() takes DAX and zero leaves for pages")
    if not AT and not goes_by_itself(read):
        return refuse(read, "not every walk behind the gate is seen to ask its "
                      "entries")
    gone = weaken(read)
    if gone and asks_itself(read.func):
        gone += pud_question(read.func)
    return gone


REWRITERS["walk-gate"] = rewrite_walk_gate
WANTED["walk-gate"] = ("WARNING", "VM_PFNMAP read outside vm_normal_page*() gates a page-table walk")
