// SPDX-License-Identifier: GPL-2.0-only
/*
 * lookup.c - one address: folio_walk_start(), follow_pfnmap_start() and the
 * lookups of 6.1, with the checks each makes by itself and the lock each holds.
 */
#include "model.h"

static bool in_vma(struct vm_area_struct *vma, unsigned long addr)
{
	return addr >= vma->vm_start && addr < vma->vm_end;
}

#if MODEL_KERNEL >= 612
static struct folio *found(struct folio_walk *fw, struct page *page)
{
	if (!page) {
		spin_unlock(fw->ptl);
		return NULL;
	}
	fw->page = page;
	return page_folio(page);
}

/* A pud leaf: no special one; before vm_normal_page_pud() there is no more. */
static struct page *walk_pud_page(struct folio_walk *fw, unsigned long addr)
{
	fw->level = FW_LEVEL_PUD;
	if (!pud_present(fw->pud) || pud_special(fw->pud))
		return NULL;
#if MODEL_KERNEL >= 700
	return vm_normal_page_pud(fw->vma, addr, fw->pud);
#else
	return pud_devmap(fw->pud) ? NULL : pud_page(fw->pud);
#endif
}

static struct page *walk_pmd_page(struct folio_walk *fw, unsigned long addr,
				  folio_walk_flags_t flags)
{
	struct page *page;

	fw->level = FW_LEVEL_PMD;
	if (!pmd_present(fw->pmd))
		return NULL;
	page = vm_normal_page_pmd(fw->vma, addr, fw->pmd);
	if (!page && flags & FW_ZEROPAGE && is_huge_zero_pmd(fw->pmd))
		page = pmd_page(fw->pmd);
	return page;
}

static struct page *walk_pte_page(struct folio_walk *fw, unsigned long addr,
				  folio_walk_flags_t flags)
{
	struct page *page;

	fw->level = FW_LEVEL_PTE;
	if (!pte_present(fw->pte))
		return NULL;
	page = vm_normal_page(fw->vma, addr, fw->pte);
	if (!page && flags & FW_ZEROPAGE && is_zero_pfn(pte_pfn(fw->pte)))
		page = pte_page(fw->pte);
	return page;
}

struct folio *folio_walk_start(struct folio_walk *fw, struct vm_area_struct *vma,
			       unsigned long addr, folio_walk_flags_t flags)
{
	pud_t *pud = pud_offset(&model.p4d, addr);
	pmd_t *pmd;

	if (!in_vma(vma, addr))
		return NULL;
	*fw = (struct folio_walk) { .vma = vma, .pudp = pud, .pud = *pud };
	fw->ptl = &model.ptl;
	spin_lock(fw->ptl);
	if (pud_none(*pud) || pud_leaf(*pud))
		return found(fw, walk_pud_page(fw, addr));
	fw->pmdp = pmd = pmd_offset(pud, addr);
	fw->pmd = *pmd;
	if (pmd_none(*pmd) || pmd_leaf(*pmd) || !pmd_present(*pmd))
		return found(fw, walk_pmd_page(fw, addr, flags));
	fw->ptep = pte_offset_map(pmd, addr);
	fw->pte = *fw->ptep;
	return found(fw, walk_pte_page(fw, addr, flags));
}

void folio_walk_end(struct folio_walk *fw, struct vm_area_struct *vma)
{
	spin_unlock(fw->ptl);
}

/*
 * follow_pfnmap_start(): asks VM_IO or VM_PFNMAP by itself, answers for leaves
 * of every level, holds the lock on success. It does not tell raw entries from
 * COWed pages: .special does, where the level has the bit.
 */
int follow_pfnmap_start(struct follow_pfnmap_args *args)
{
	pud_t *pud = pud_offset(&model.p4d, args->address);
	pmd_t *pmd;
	pte_t *pte;

	trace("lookup");
	if (!in_vma(args->vma, args->address) ||
	    !(args->vma->vm_flags & (VM_IO | VM_PFNMAP)) || !pud_present(*pud))
		return -EINVAL;
	args->lock = &model.ptl;
	if (pud_leaf(*pud)) {
		args->pfn = pud_pfn(*pud);
		args->special = pud_special(*pud);
		goto found;
	}
	pmd = pmd_offset(pud, args->address);
	if (!pmd_present(*pmd))
		return -EINVAL;
	if (pmd_leaf(*pmd)) {
		args->pfn = pmd_pfn(*pmd);
		args->special = pmd_special(*pmd);
		goto found;
	}
	pte = pte_offset_map(pmd, args->address);
	if (!pte_present(*pte))
		return -EINVAL;
	args->pfn = pte_pfn(*pte);
	args->special = pte_special(*pte);
	args->ptep = pte;
found:
	spin_lock(args->lock);
	return 0;
}

void follow_pfnmap_end(struct follow_pfnmap_args *args)
{
	spin_unlock(args->lock);
}
#else
/* follow_pte(): asks no flag, knows ptes only; a leaf above is -EINVAL. */
int follow_pte(struct mm_struct *mm, unsigned long address, pte_t **ptepp,
	       spinlock_t **ptlp)
{
	pud_t *pud = pud_offset(&model.p4d, address);
	pmd_t *pmd;
	pte_t *pte;

	trace("lookup");
	if (!in_vma(mm->model_vma, address) || !pud_present(*pud) || pud_leaf(*pud))
		return -EINVAL;
	pmd = pmd_offset(pud, address);
	if (!pmd_present(*pmd) || pmd_leaf(*pmd))
		return -EINVAL;
	pte = pte_offset_map_lock(mm, pmd, address, ptlp);
	if (!pte_present(*pte)) {
		pte_unmap_unlock(pte, *ptlp);
		return -EINVAL;
	}
	*ptepp = pte;
	return 0;
}

/* follow_pfn(): VM_IO or VM_PFNMAP, then follow_pte(). */
int follow_pfn(struct vm_area_struct *vma, unsigned long address,
	       unsigned long *pfn)
{
	spinlock_t *ptl;
	pte_t *pte;
	int ret;

	if (!(vma->vm_flags & (VM_IO | VM_PFNMAP)))
		return -EINVAL;
	ret = follow_pte(vma->vm_mm, address, &pte, &ptl);
	if (ret)
		return ret;
	*pfn = pte_pfn(*pte);
	pte_unmap_unlock(pte, ptl);
	return 0;
}
#endif
