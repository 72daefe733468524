// SPDX-License-Identifier: GPL-2.0-only
/* fixture: effect=abi */
/* A gate that refuses with an errno: callers hand it to userspace. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

int errno_of_the_gate(struct vm_area_struct *vma, unsigned long addr)
{
	struct folio_walk fw;
	struct folio *folio;

	if (vma->vm_flags & VM_PFNMAP) /* expect: walk-gate */
		return -EINVAL;

	folio = folio_walk_start(&fw, vma, addr, 0);
	if (!folio)
		return 0;
	folio_mark_accessed(folio);
	folio_walk_end(&fw, vma);
	return 0;
}
