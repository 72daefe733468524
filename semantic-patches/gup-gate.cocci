// SPDX-License-Identifier: GPL-2.0-only
/// VM_PFNMAP read refuses or routes get_user_pages() or populate
///
/// get_user_pages() refuses VM_PFNMAP and VM_IO as a whole, so what a caller tests
/// in front of it is the same decision once more.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: get_user_pages, pin_user_pages, populate_vma_page_range

virtual context
virtual org
virtual patch
virtual report

#include "parts/reads.cocci"

@initialize:python@
@@
WANTED["gup-gate"] = ("NOTE", "VM_PFNMAP read refuses or routes get_user_pages() or populate")

#include "parts/advise.cocci"
