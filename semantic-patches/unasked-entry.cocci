// SPDX-License-Identifier: GPL-2.0-only
/// entry used that vm_normal_page*() was not asked about
///
/// A callback of a walk that takes a page, folio or pfn from an entry and never asks
/// vm_normal_page*() or the special bit. With VM_PFNMAP or VM_MIXEDMAP the entry may
/// hold a pfn that has no struct page.
//# Whether such a mapping gets there is for pfncheck-sparse to say, which follows the
//# flow: a gate for both flags on every way in makes it right.
//
// Confidence: Low
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: pte_page, pmd_page, pmd_folio, pte_pfn, mm_walk, vm_normal_page

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
from pfnmap import said, unasked_entry
from pfnmap.session import session
session.start(cocci)

@take@
position p;
@@
(
pte_page@p(...)
|
pmd_page@p(...)
|
pud_page@p(...)
|
pmd_folio@p(...)
|
pud_folio@p(...)
|
pte_pfn@p(...)
|
pmd_pfn@p(...)
|
pud_pfn@p(...)
)

@script:python@
p << take.p;
@@
session.open(p[0])

@script:python depends on take && report@
@@
for place, text in said.messages(unasked_entry.find):
    coccilib.report.print_report(place, text)

@script:python depends on take && org@
@@
for place, text in said.messages(unasked_entry.find):
    coccilib.org.print_safe_todo(place, text)

@depends on take && context@
identifier T;
position p : script:python() { said.is_found(p, unasked_entry.find) };
@@
* T@p

@script:python depends on take && patch@
@@
said.advise(unasked_entry.find)
