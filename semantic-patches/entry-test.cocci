// SPDX-License-Identifier: GPL-2.0-only
/// VM_PFNMAP/VM_MIXEDMAP read decides about an entry that is in hand
///
/// Where the entry has been read already, vm_normal_page*() says whether it maps an
/// ordinary page. The flags of the VMA do not: private PFN mappings hold both.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: vm_normal_page, vm_normal_page_pmd, pte_t, pmd_t, pud_t

virtual context
virtual org
virtual report

#include "parts/reads.cocci"

@initialize:python@
@@
WANTED["entry-test"] = ("WARNING", "VM_PFNMAP/VM_MIXEDMAP read decides about an entry that is in hand")
