// SPDX-License-Identifier: GPL-2.0-only
/* Gates in front of the single-entry walk, which judges the entry itself. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

void mask_with_vm_io(struct vm_area_struct *vma, unsigned long addr)
{
	struct folio_walk fw;
	struct folio *folio;

	if (vma->vm_flags & (VM_IO | VM_PFNMAP)) /* expect: walk-gate */
		return;

	folio = folio_walk_start(&fw, vma, addr, 0);
	if (!folio)
		return;
	folio_mark_accessed(folio);
	folio_walk_end(&fw, vma);
}

void walk_inside_the_branch(struct vm_area_struct *vma, unsigned long addr)
{
	struct folio_walk fw;
	struct folio *folio;

	if (!(vma->vm_flags & VM_PFNMAP)) { /* expect: walk-gate */
		folio = folio_walk_start(&fw, vma, addr, 0);
		if (folio) {
			folio_mark_accessed(folio);
			folio_walk_end(&fw, vma);
		}
	}
}

/* A predicate of which every call gates a walk is a gate itself. */
static bool can_walk(struct vm_area_struct *vma)
{
	return !(vma->vm_flags & (VM_LOCKED | VM_PFNMAP)); /* expect: walk-gate */
}

void gate_by_predicate(struct vm_area_struct *vma, unsigned long addr)
{
	struct folio_walk fw;
	struct folio *folio;

	if (!can_walk(vma)) /* expect: walk-gate */
		return;

	folio = folio_walk_start(&fw, vma, addr, 0);
	if (!folio)
		return;
	folio_mark_accessed(folio);
	folio_walk_end(&fw, vma);
}
