// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 */
/* The same gates in the bitmap spelling. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

void gate_one_bit(struct vm_area_struct *vma, unsigned long addr)
{
	struct folio_walk fw;
	struct folio *folio;

	if (vma_test(vma, VMA_PFNMAP_BIT)) /* expect: walk-gate */
		return;

	folio = folio_walk_start(&fw, vma, addr, 0);
	if (!folio)
		return;
	folio_mark_accessed(folio);
	folio_walk_end(&fw, vma);
}

void gate_any_of(struct vm_area_struct *vma, unsigned long addr)
{
	struct folio_walk fw;
	struct folio *folio;

	if (vma_test_any(vma, VMA_LOCKED_BIT, VMA_PFNMAP_BIT)) /* expect: walk-gate */
		return;

	folio = folio_walk_start(&fw, vma, addr, 0);
	if (!folio)
		return;
	folio_mark_accessed(folio);
	folio_walk_end(&fw, vma);
}
