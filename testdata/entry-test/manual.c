// SPDX-License-Identifier: GPL-2.0-only
/* Entry tests that cannot be turned by rule. */
#include <linux/mm.h>

/* Zero pages pass the test today, and vm_normal_page() refuses them. */
void zero_pages_pass(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	if (!pte_present(pte))
		return;
	if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: entry-test */
		return;

	mark_page_accessed(pte_page(pte));
}

/* Raw entries of a mixed mapping pass today: the flag says less than the bit. */
void one_flag_of_two(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	if (!pte_present(pte) || is_zero_pfn(pte_pfn(pte)))
		return;
	if (vma->vm_flags & VM_PFNMAP) /* expect: entry-test */
		return;

	flush_cache_page(vma, addr, pte_pfn(pte));
}

static inline bool is_special_leaf(const struct vm_area_struct *vma)
{
	return vma_is_dax(vma) ||
	       (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)); /* expect: entry-test */
}

/* Anonymous memory gets here too, and its zero page is not looked for. */
void zero_leaf_of_anonymous(struct vm_area_struct *vma, unsigned long addr, pmd_t *pmdp)
{
	pmd_t old;

	if (pmd_none(*pmdp) || (pmd_present(*pmdp) && !pmd_leaf(*pmdp)))
		return;
	old = pmdp_huge_clear_flush(vma, addr, pmdp);
	if (is_special_leaf(vma)) /* expect: entry-test */
		return;
	if (pmd_present(old))
		flush_cache_page(vma, addr, pmd_pfn(old));
	else
		flush_tlb_range(vma, addr, addr + PMD_SIZE);
}

/* vm_normal_page_pmd() takes a DAX leaf of a mixed mapping for a page. */
void dax_leaf_passes(struct vm_area_struct *vma, unsigned long addr, pmd_t pmd)
{
	if (!pmd_present(pmd) || !pmd_leaf(pmd) || is_huge_zero_pmd(pmd))
		return;
	if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: entry-test */
		return;

	mark_page_accessed(pmd_page(pmd));
}

/* No question exists for a pud leaf before 7.x. */
void pud_has_no_question(struct vm_area_struct *vma, unsigned long addr, pud_t pud)
{
	if (!pud_leaf(pud))
		return;
	if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: entry-test */
		return;

	mark_page_accessed(pud_page(pud));
}

/* A value that was cleared from a pointer nobody names: nothing to ask. */
void no_leaf_was_loaded(struct vm_area_struct *vma, unsigned long addr, pmd_t pmd)
{
	if (!pmd_present(pmd))
		return;
	if (is_special_leaf(vma)) /* expect: entry-test */
		return;

	mark_page_accessed(pmd_page(pmd));
}

/* Whoever looks for absent leaves behind the test has none to find. */
void absent_leaf_is_not_looked_for(struct vm_area_struct *vma, unsigned long addr,
				   pmd_t *pmdp)
{
	pmd_t old;

	if (pmd_none(*pmdp))
		return;
	old = pmdp_huge_clear_flush(vma, addr, pmdp);
	if (is_special_leaf(vma)) /* expect: entry-test */
		return;
	if (!is_huge_zero_pmd(old))
		flush_cache_page(vma, addr, pmd_pfn(old));
}

/* Which of the two is meant? */
void two_entries(struct vm_area_struct *vma, unsigned long addr, pte_t was, pte_t is)
{
	if (!pte_present(was) || is_zero_pfn(pte_pfn(was)))
		return;
	if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: entry-test */
		return;

	flush_cache_page(vma, addr, pte_pfn(is));
}

/* The VMA is not given, and the address is none. */
void no_vma_given(struct vm_fault *vmf, pte_t pte)
{
	if (!pte_present(pte) || is_zero_pfn(pte_pfn(pte)))
		return;
	if (vmf->vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: entry-test */
		return;

	flush_cache_page(vmf->vma, vmf->address, pte_pfn(pte));
}

static bool is_declared(struct vm_area_struct *vma);

/* The declaration would be left over. */
void declared_apart(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	if (!pte_present(pte))
		return;
	if (is_zero_pfn(pte_pfn(pte))) {
		flush_cache_page(vma, addr, pte_pfn(pte));
		return;
	}
	if (is_declared(vma)) /* expect: entry-test */
		return;

	mark_page_accessed(pte_page(pte));
}

static bool is_declared(struct vm_area_struct *vma)
{
	return vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP); /* expect: entry-test */
}

static inline bool is_raw_or_bare(struct vm_area_struct *vma)
{
	return vma_is_anonymous(vma) ||
	       (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)); /* expect: entry-test */
}

/* A DAX leaf has no special bit, and nothing else keeps its branch. */
void dax_pud_has_no_bit(struct vm_area_struct *vma, unsigned long addr, pud_t *pudp)
{
	spinlock_t *ptl = pud_trans_huge_lock(pudp, vma);
	pud_t old;

	if (!ptl)
		return;
	old = pudp_huge_clear_flush(vma, addr, pudp);
	if (is_raw_or_bare(vma)) /* expect: entry-test */
		flush_cache_range(vma, addr, addr + (pud_young(old) ? PUD_SIZE : 0));
	spin_unlock(ptl);
}

/* What was taken out may be a table. */
void pud_may_be_a_table(struct vm_area_struct *vma, unsigned long addr, pud_t *pudp)
{
	pud_t old = pudp_huge_clear_flush(vma, addr, pudp);

	if (is_special_leaf(vma)) /* expect: entry-test */
		flush_cache_range(vma, addr, addr + (pud_young(old) ? PUD_SIZE : 0));
}

/* To put "||" in would tear the condition apart. */
void one_of_two_reasons(struct vm_area_struct *vma, unsigned long addr, pud_t *pudp)
{
	pud_t old;

	if (!pud_leaf(*pudp))
		return;
	old = pudp_huge_clear_flush(vma, addr, pudp);
	if (pud_present(old) && is_special_leaf(vma)) /* expect: entry-test */
		flush_cache_range(vma, addr, addr + PUD_SIZE);
}

static bool may_move(struct vm_area_struct *vma)
{
	if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: entry-test */
		return false;
	if (vma->vm_flags & VM_LOCKED)
		return false;
	return true;
}

/* The page is normal here: only VM_LOCKED decides. */
void asked_before(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	struct page *page;

	if (!pte_present(pte))
		return;
	page = vm_normal_page(vma, addr, pte);
	if (page && may_move(vma)) /* expect: entry-test */
		mark_page_accessed(page);
}

/* Whether it is locked, no entry says. */
void more_than_an_entry_tells(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	if (!pte_present(pte) || is_zero_pfn(pte_pfn(pte)))
		return;
	if (may_move(vma)) /* expect: entry-test */
		mark_page_accessed(pte_page(pte));
}
