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
virtual report

#include "parts/reads.cocci"

@initialize:python@
@@
WANTED["walk-gate"] = ("WARNING", "VM_PFNMAP read outside vm_normal_page*() gates a page-table walk")
