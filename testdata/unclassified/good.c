// SPDX-License-Identifier: GPL-2.0-only
/* Masks outside functions: definitions, not reads. */
#include <linux/mm.h>

#define HOLDS_PFNS (VM_PFNMAP | VM_MIXEDMAP)

const unsigned long setup_flags = VM_IO | VM_PFNMAP | VM_DONTEXPAND;
