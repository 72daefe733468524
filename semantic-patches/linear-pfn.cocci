// SPDX-License-Identifier: GPL-2.0-only
/// VM_PFNMAP read lets a pfn be computed from vm_pgoff
///
/// remap_pfn_range() keeps the first pfn in vm_pgoff of a private mapping only, and
/// neither vmf_insert_pfn() nor a copy-on-write fault keeps a mapping linear: ask
/// the page tables with follow_pfnmap_start().
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: vm_pgoff, follow_pfnmap_start

virtual context
virtual org
virtual patch
virtual report

#include "parts/reads.cocci"

@initialize:python@
@@
WANTED["linear-pfn"] = ("WARNING", "VM_PFNMAP read lets a pfn be computed from vm_pgoff")

#include "parts/advise.cocci"
