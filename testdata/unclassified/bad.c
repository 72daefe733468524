// SPDX-License-Identifier: GPL-2.0-only
/* A read outside any function, and nobody in sight who uses it. */
#include <linux/mm.h>

#define vma_holds_pfns(vma) ((vma)->vm_flags & VM_PFNMAP) /* expect: unclassified */
