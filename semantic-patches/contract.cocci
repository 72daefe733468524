// SPDX-License-Identifier: GPL-2.0-only
/// VM_PFNMAP/VM_MIXEDMAP read asserts the contract of a mapping API
///
/// A BUG_ON() or WARN_ON() on the flags, a function that sets a flag if it is not
/// set, and the argument validation of an exported mapping or unmapping function
/// say what callers must have done. They decide about no entry and may stay.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: BUG_ON, WARN_ON, vm_flags_set

virtual context
virtual org
virtual patch
virtual report

#include "parts/reads.cocci"

@initialize:python@
@@
WANTED["contract"] = ("NOTE", "VM_PFNMAP/VM_MIXEDMAP read asserts the contract of a mapping API")

#include "parts/advise.cocci"
