// SPDX-License-Identifier: GPL-2.0-only
/*
 * Functions that gate a VMA and load its entries themselves: what they return is
 * their effect. "state" is what the gate's finding says; only a walk by name
 * (kapi.def) may lose its gate.
 */
#include <linux/mm.h>
#include <linux/pagewalk.h>

struct page *walk_page_range_normal(struct folio_walk *fw, p4d_t *p4d, /* filter: pmd=filtered pte=filtered state=manual */
				    unsigned long addr)
{
	pmd_t *pmd = pmd_offset(pud_offset(p4d, addr), addr);
	struct vm_area_struct *vma = fw->vma;
	pmd_t leaf = pmdp_get(pmd);
	struct page *page = NULL;
	pte_t *pte, entry;

	if (vma->vm_flags & VM_PFNMAP)
		return NULL;
	if (pmd_present(leaf) && pmd_leaf(leaf))
		return vm_normal_page_pmd(vma, addr, leaf);
	pte = pte_offset_map(pmd, addr);
	if (!pte)
		return NULL;
	entry = ptep_get(pte);
	if (pte_present(entry))
		page = vm_normal_page(vma, addr, entry);
	pte_unmap(pte);
	return page;
}

/* The page of a pmd leaf is returned unasked. */
struct page *walk_page_range_leaf(struct folio_walk *fw, p4d_t *p4d, /* filter: pmd=unfiltered pte=filtered state=manual */
				  unsigned long addr)
{
	pmd_t *pmd = pmd_offset(pud_offset(p4d, addr), addr);
	struct vm_area_struct *vma = fw->vma;
	pmd_t leaf = pmdp_get(pmd);
	struct page *page = NULL;
	pte_t *pte, entry;

	if (vma->vm_flags & VM_PFNMAP)
		return NULL;
	if (pmd_present(leaf) && pmd_leaf(leaf))
		return pmd_page(leaf); /* effect */
	pte = pte_offset_map(pmd, addr);
	if (!pte)
		return NULL;
	entry = ptep_get(pte);
	if (pte_present(entry))
		page = vm_normal_page(vma, addr, entry);
	pte_unmap(pte);
	return page;
}

/* As folio_walk_start(): all levels, and zero pages where they are asked for. */
struct page *walk_page_range_all(struct folio_walk *fw, p4d_t *p4d, /* filter: pud=filtered pmd=filtered pte=filtered state=emitted */
				 unsigned long addr, bool zero)
{
	pud_t *pudp = pud_offset(p4d, addr), pud = pudp_get(pudp);
	struct vm_area_struct *vma = fw->vma;
	struct page *page;
	pmd_t *pmdp, pmd;
	pte_t *ptep, pte;

	if (vma->vm_flags & VM_PFNMAP)
		return NULL;
	if (pud_leaf(pud)) {
		if (!pud_present(pud) || pud_special(pud))
			return NULL;
		page = pud_page(pud);
		goto found;
	}
	pmdp = pmd_offset(pudp, addr);
	pmd = pmdp_get(pmdp);
	if (pmd_leaf(pmd)) {
		page = pmd_present(pmd) ? vm_normal_page_pmd(vma, addr, pmd) :
					  NULL;
		if (page)
			goto found;
		return NULL;
	}
	ptep = pte_offset_map(pmdp, addr);
	if (!ptep)
		return NULL;
	pte = ptep_get(ptep);
	pte_unmap(ptep);
	if (!pte_present(pte))
		return NULL;
	page = vm_normal_page(vma, addr, pte);
	if (page)
		goto found;
	if (!zero || !is_zero_pfn(pte_pfn(pte)))
		return NULL;
	page = pte_page(pte);
found:
	return page;
}

/* The same without the question about a pud leaf. */
struct page *walk_page_range_pud(struct folio_walk *fw, p4d_t *p4d, /* filter: pud=unfiltered pmd=filtered pte=filtered state=manual */
				 unsigned long addr)
{
	pud_t *pudp = pud_offset(p4d, addr), pud = pudp_get(pudp);
	struct vm_area_struct *vma = fw->vma;
	struct page *page;
	pmd_t *pmdp, pmd;
	pte_t *ptep, pte;

	if (vma->vm_flags & VM_PFNMAP)
		return NULL;
	if (pud_leaf(pud)) {
		if (!pud_present(pud))
			return NULL;
		page = pud_page(pud);
		goto found;
	}
	pmdp = pmd_offset(pudp, addr);
	pmd = pmdp_get(pmdp);
	if (pmd_leaf(pmd)) {
		page = pmd_present(pmd) ? vm_normal_page_pmd(vma, addr, pmd) :
					  NULL;
		if (page)
			goto found;
		return NULL;
	}
	ptep = pte_offset_map(pmdp, addr);
	if (!ptep)
		return NULL;
	pte = ptep_get(ptep);
	pte_unmap(ptep);
	if (!pte_present(pte))
		return NULL;
	page = vm_normal_page(vma, addr, pte);
	if (!page)
		return NULL;
found:
	return page; /* effect */
}

/* A status is returned: any but the default is seen by the caller. */
int walk_page_range_status(struct folio_walk *fw, p4d_t *p4d, /* filter: pte=unfiltered state=manual */
			   unsigned long addr)
{
	pmd_t *pmd = pmd_offset(pud_offset(p4d, addr), addr);
	struct vm_area_struct *vma = fw->vma;
	int status = 0;
	pte_t *pte;

	if (vma->vm_flags & VM_PFNMAP)
		return 0;
	pte = pte_offset_map(pmd, addr);
	if (!pte)
		return 0;
	if (pte_young(ptep_get(pte)))
		status = -EBUSY;
	pte_unmap(pte);
	return status; /* effect */
}
