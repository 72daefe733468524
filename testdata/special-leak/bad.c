// SPDX-License-Identifier: GPL-2.0-only
/* The special bit asked where vm_normal_page*() should be. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

void bare_pte_special(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	if (!pte_present(pte) || pte_special(pte)) /* expect: special-leak */
		return;
	mark_page_accessed(pte_page(pte));
}

void bare_pmd_special(struct vm_area_struct *vma, pmd_t pmd)
{
	if (pmd_present(pmd) && !pmd_special(pmd)) /* expect: special-leak */
		mark_page_accessed(pmd_page(pmd));
}

/* What is made of an entry that was loaded is still that entry. */
bool loaded_and_changed(pte_t *ptep)
{
	return pte_special(pte_mkyoung(ptep_get(ptep))); /* expect: special-leak */
}

static int pud_in_walk(pud_t *pud, unsigned long addr, unsigned long next,
		       struct mm_walk *walk)
{
	if (pud_present(*pud) && pud_special(*pud)) /* expect: special-leak */
		return -EFAULT;
	return 0;
}

const struct mm_walk_ops leak_ops = {
	.pud_entry	= pud_in_walk,
};
