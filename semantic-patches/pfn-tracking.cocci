// SPDX-License-Identifier: GPL-2.0-only
/// VM_PFNMAP read guards PAT tracking of a pfn range
///
/// track_pfn*() and untrack_pfn*() reserve the memory type of a whole range, so
/// the test in front of them is about the VMA, not about an entry.
//
// Confidence: High
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: track_pfn_copy, track_pfn_remap, untrack_pfn, untrack_pfn_clear

virtual context
virtual org
virtual patch
virtual report

#include "parts/reads.cocci"

@initialize:python@
@@
WANTED["pfn-tracking"] = ("NOTE", "VM_PFNMAP read guards PAT tracking of a pfn range")

#include "parts/advise.cocci"
