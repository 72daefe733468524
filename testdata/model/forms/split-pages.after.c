// SPDX-License-Identifier: GPL-2.0-only
/* fixture: effect=cow-visible */
/*
 * walk-gate through a predicate of several reasons, as split_huge_pages_pid()
 * of 6.12 has it in front of folio_walk_start(): DAX and VM_IO stay reasons.
 */
#include <linux/mm.h>
#include <linux/pagewalk.h>

static inline bool not_suitable(struct vm_area_struct *vma)
{
	return vma_is_dax(vma) || (vma->vm_flags & VM_IO);
}

void split_one(struct vm_area_struct *vma, unsigned long addr)
{
	struct folio_walk fw;
	struct folio *folio;

	if (not_suitable(vma))
		return;

	folio = folio_walk_start(&fw, vma, addr, 0);
	if (!folio)
		return;
	folio_get(folio);
	folio_walk_end(&fw, vma);
}
