// SPDX-License-Identifier: GPL-2.0-only
/// page reference taken on a pfn that a lookup returned
///
/// What follow_pfnmap_start(), follow_pte() or follow_pfn() find may be a pfn that
/// nobody counts references of, even where it has a struct page: taking a
/// reference frees it too early or never. Only get_user_pages() gives references.
/// Where the special bit was asked first, nothing is said: that is right on
/// architectures that have it.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: follow_pfnmap_start, follow_pte, follow_pfn, get_page, folio_get, pfn_to_page

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
from pfnmap import follow_refcount, said
from pfnmap.session import session
session.start(cocci)

@lookup@
position p;
@@
(
follow_pfnmap_start@p(...)
|
follow_pte@p(...)
|
follow_pfn@p(...)
|
follow_phys@p(...)
)

@script:python@
p << lookup.p;
@@
session.open(p[0])

@script:python depends on lookup && report@
@@
for place, text in said.messages(follow_refcount.find):
    coccilib.report.print_report(place, text)

@script:python depends on lookup && org@
@@
for place, text in said.messages(follow_refcount.find):
    coccilib.org.print_safe_todo(place, text)

@depends on lookup && context@
identifier T;
position p : script:python() { said.is_found(p, follow_refcount.find) };
@@
* T@p

@script:python depends on lookup && patch@
@@
said.advise(follow_refcount.find)
