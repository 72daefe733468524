// SPDX-License-Identifier: GPL-2.0-only
/// VM_PFNMAP/VM_MIXEDMAP read decides policy for a whole VMA
///
/// Merge, expand, mlock, khugepaged, ksm, mremap, fork copy and userfaultfd decide
/// about VMAs and have no entry to ask. Such a read may stay.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: vm_flags, vma_test, vma_flags_test

virtual context
virtual org
virtual patch
virtual report

#include "parts/reads.cocci"
#include "parts/rewrite.cocci"

@initialize:python@
@@
#include "parts/rewrite.py"
#include "parts/samemask.py"

REWRITERS["policy"] = rewrite_policy
WANTED["policy"] = ("NOTE", "VM_PFNMAP/VM_MIXEDMAP read decides policy for a whole VMA")
