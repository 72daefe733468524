/* SPDX-License-Identifier: GPL-2.0-only */
/* What a tree has to declare to be taken for a kernel. */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#define VM_PFNMAP	0x00000400
#define VM_IO		0x00004000
#define VM_HUGETLB	0x00400000
#define VM_MIXEDMAP	0x10000000

#define VM_RAW		(VM_IO | VM_PFNMAP)

struct page *vm_normal_page(struct vm_area_struct *vma, unsigned long addr,
			    pte_t pte);
int follow_pfnmap_start(struct follow_pfnmap_args *args);
bool pmd_special(pmd_t pmd);

#endif
