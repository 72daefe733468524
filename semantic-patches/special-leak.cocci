// SPDX-License-Identifier: GPL-2.0-only
/// special bit of an entry read outside vm_normal_page*()
///
/// pte_special() is always false without CONFIG_ARCH_HAS_PTE_SPECIAL, pmd_special()
/// and pud_special() without CONFIG_ARCH_SUPPORTS_PMD_PFNMAP and _PUD_PFNMAP, and
/// the bit means something only after the present test. vm_normal_page*() knows.
//# The architectures' own page-table helpers are excepted by their folder arch/.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: pte_special, pmd_special, pud_special, vm_normal_page

virtual context
virtual org
virtual patch
virtual report

// base: special
@initialize:python@
@@
#include "parts/facts.py"
#include "parts/statements.py"
#include "parts/tell.py"

WANTED["special-leak"] = ("WARNING", "special bit of an entry read outside vm_normal_page*()")


def may_ask(leak):
    """GUP-fast, the lookup, folio_walk and page-table helpers are excepted."""
    name = leak.func[0]
    head = src.header(leak.func)
    if any(API[a].match(name) for a in ("normal_page", "lookup", "walk")):
        return True
    if re.search(r"\bstruct page \*\*", head):
        return True
    return bool(re.search(r"(^|/)arch/\w+/", src.path)) and (
        leak.func == OUTSIDE or bool(re.search(r"\b(pte|pmd|pud)_t\b", head)))


def special_leaks():
    for leak in src.of("special"):
        if not may_ask(leak):
            yield Finding("special-leak", leak, leak.func[0])


FINDERS.append(special_leaks)

@special@
position p;
@@
(
pte_special@p(...)
|
pmd_special@p(...)
|
pud_special@p(...)
)

@script:python@
p << special.p;
@@
add_file(p[0])
fact("special", p[0])

#include "parts/tell.cocci"
#include "parts/advise.cocci"
