// SPDX-License-Identifier: GPL-2.0-only
/* fixture: needs=tree effect=nfc mutants=bad-predicate.c */
/*
 * The same with a pud leaf in hand, which this kernel has no asker for: whatever is
 * inserted there has the special bit, but for DAX leaves.
 */
#include <linux/mm.h>
#include <linux/huge_mm.h>

static inline __maybe_unused bool is_raw_huge(const struct vm_area_struct *vma)
{
	return vma_is_dax(vma) ||
	       (vma->vm_file && (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP))); /* expect: policy */
}

/* A leaf with PROT_NONE is one, too: no present test. */
void drop_pud(struct vm_area_struct *vma, unsigned long addr, pud_t *pudp)
{
	spinlock_t *ptl = pud_trans_huge_lock(pudp, vma);
	pud_t old;

	if (!ptl)
		return;
	old = pudp_huge_clear_flush(vma, addr, pudp);
	if (vma_is_dax(vma) || pud_special(old)) { /* expect: special-leak */
		spin_unlock(ptl);
		flush_cache_range(vma, addr, addr + PUD_SIZE);
	} else {
		put_page(pud_page(old));
		spin_unlock(ptl);
	}
}
