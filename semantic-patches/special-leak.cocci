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

@initialize:python@
@@
import os
import sys
sys.path.insert(0, os.path.dirname(cocci.cocci_file))
sys.dont_write_bytecode = sys.pycache_prefix is None
from pfnmap import said, special_leak
from pfnmap.session import session
session.start(cocci)

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
session.open(p[0])
session.fact("special", p[0])

@script:python depends on special && report@
@@
for place, text in said.messages(special_leak.find):
    coccilib.report.print_report(place, text)

@script:python depends on special && org@
@@
for place, text in said.messages(special_leak.find):
    coccilib.org.print_safe_todo(place, text)

@depends on special && context@
identifier T;
position p : script:python() { said.is_found(p, special_leak.find) };
@@
* T@p

@script:python depends on special && patch@
@@
said.advise(special_leak.find)
