// SPDX-License-Identifier: GPL-2.0-only
/// VM_PFNMAP/VM_MIXEDMAP read that fits no rule
///
/// A read outside of a function, as in the body of a macro: what it decides about
/// cannot be seen here.
//
// Confidence: Low
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: vm_flags

virtual context
virtual org
virtual patch
virtual report

#include "parts/reads.cocci"

@initialize:python@
@@
WANTED["unclassified"] = ("WARNING", "VM_PFNMAP/VM_MIXEDMAP read that fits no rule")

#include "parts/advise.cocci"
