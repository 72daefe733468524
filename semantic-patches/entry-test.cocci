// SPDX-License-Identifier: GPL-2.0-only
/// VM_PFNMAP/VM_MIXEDMAP read decides about an entry that is in hand
///
/// Where the entry has been read already, vm_normal_page*() says whether it maps an
/// ordinary page. The flags of the VMA do not: private PFN mappings hold both.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: vm_normal_page, vm_normal_page_pmd, pte_t, pmd_t, pud_t

virtual context
virtual org
virtual patch
virtual report

#include "parts/reads.cocci"
#include "parts/rewrite.cocci"

@initialize:python@
@@
#include "parts/rewrite.py"

ASKS = {"pte_t": "vm_normal_page", "pmd_t": "vm_normal_page_pmd"}


def entry_of(read):
    """(type, expression) of the entry that is in hand last."""
    found = re.findall(r"\b(pte_t|pmd_t|pud_t)\s+(\w+)\s*[,);=]",
                       src.text(read.func))
    return found[0] if len(found) == 1 else (None, None)


def parameter(read, pattern):
    m = re.search(pattern, src.header(read.func))
    return m and m[1]


def before(read):
    """The text of the function in front of the test."""
    s = src.statements()
    return s.text[s.starts[read.func[1] - 1]:s.offset(read.first.start)]


def asked_later(read, ask, entry):
    """True if what follows asks the entry anyway."""
    return bool(re.search(r"\b%s\w*\([^;]*\b%s\)" % (ask, entry), "".join(
        src.cut(after(read.func, c.end)) for c in read.guards)))


def rewrite_entry_test(read):
    kind, entry = entry_of(read)
    vma = parameter(read, r"struct vm_area_struct \*(\w+)")
    addr = parameter(read, r"unsigned long (\w*addr\w*)")
    if kind not in ASKS or not vma or not addr:
        return []
    span, left = mask_test(read)
    called = [c for c in src.of("call", read.func) if c.start == read.first.start]
    both = {"VM_PFNMAP", "VM_MIXEDMAP"} <= read.names or \
        {"VMA_PFNMAP_BIT", "VMA_MIXEDMAP_BIT"} <= read.names
    if span and not left and asked_later(read, ASKS[kind], entry):
        return weaken(read)
    if not (span and not left and both) and not AT:
        return []
    # Zero pages must have been dealt with: they are no normal pages.
    if not re.search(r"\bis_(huge_)?zero_\w+\(", before(read)) or called:
        return []
    ask = "%s(%s, %s, %s)" % (ASKS[kind], vma, addr, entry)
    return [outer_negation(read, span, ask)]


def outer_negation(read, span, ask):
    """The edit of !(flags & F) as a whole, else of flags & F."""
    for n in sorted(src.around("negation", span), key=lambda s: s.start,
                    reverse=True):
        if text_of(n).strip("( )") == text_of(span).strip("( )"):
            line, column = n.start
            s = src.statements()
            start = s.text.rindex("!", 0, s.offset(n.start))
            return s.place(start), n.end, ask
    return span.start, span.end, "!" + ask


REWRITERS["entry-test"] = rewrite_entry_test
WANTED["entry-test"] = ("WARNING", "VM_PFNMAP/VM_MIXEDMAP read decides about an entry that is in hand")
