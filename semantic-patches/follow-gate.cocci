// SPDX-License-Identifier: GPL-2.0-only
/// VM_PFNMAP read outside vm_normal_page*() gates a pfn lookup
///
/// The lookup finds the entry and knows whether it is special. A test of the VMA
/// in front of it is wrong for the ordinary pages that a private PFN mapping holds
/// after copy-on-write.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: follow_pfnmap_start, follow_pte, follow_pfn, follow_phys

virtual context
virtual org
virtual report

#include "parts/reads.cocci"

@initialize:python@
@@
WANTED["follow-gate"] = ("WARNING", "VM_PFNMAP read outside vm_normal_page*() gates a pfn lookup")
