// SPDX-License-Identifier: GPL-2.0-only
/*
 * normal.c - may the core mm associate a page with this entry? One rule of
 * the kernel's documentation a line, with the place it comes from. This is the
 * only part of the model that reads VM_PFNMAP and VM_MIXEDMAP for an entry.
 */
#include "model.h"

static bool is_pfn_vma(const struct vm_area_struct *vma)
{
	return vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP);
}

/* The emulation for levels without a special bit; comment of vm_normal_page(). */
static bool emulated_raw(struct vm_area_struct *vma, unsigned long addr,
			 unsigned long pfn)
{
	unsigned long off = (addr - vma->vm_start) >> PAGE_SHIFT;

	/* MIXEDMAP: whatever has a struct page is refcounted, the rest is raw. */
	if (vma->vm_flags & VM_MIXEDMAP)
		return !pfn_valid(pfn);
	if (!(vma->vm_flags & VM_PFNMAP))
		return false;
	/* PFNMAP: the linear pfn is raw, remap_pfn_range() put it there. */
	if (pfn == vma->vm_pgoff + off)
		return true;
	/* PFNMAP: anything else is raw too, unless a COW put a page there. */
	return !is_cow_mapping(vma->vm_flags);
}

/* A special entry; __vm_normal_page(), print_bad_pte(). */
static bool special_is_expected(struct vm_area_struct *vma, bool zero)
{
	if (is_pfn_vma(vma) || zero)
		return true;
	trace_violation("bad special entry");
	return false;
}

struct page *vm_normal_page(struct vm_area_struct *vma, unsigned long addr,
			    pte_t pte)
{
	unsigned long pfn = pte_pfn(pte);

	/* The entry's bits mean this only if it is present. */
	if (!pte_present(pte)) {
		trace_violation("vm_normal_page() of a non-present pte");
		return NULL;
	}
	if (IS_ENABLED(CONFIG_ARCH_HAS_PTE_SPECIAL)) {
		/* A special pte has no normal page, any other has one. */
		if (pte_special(pte)) {
			special_is_expected(vma, is_zero_pfn(pfn));
			return NULL;
		}
	} else if (emulated_raw(vma, addr, pfn)) {
		return NULL;
	}
	/* "zero pages are special": never normal, on any architecture. */
	return is_zero_pfn(pfn) ? NULL : pfn_to_page(pfn);
}

struct folio *vm_normal_folio(struct vm_area_struct *vma, unsigned long addr,
			      pte_t pte)
{
	struct page *page = vm_normal_page(vma, addr, pte);

	return page ? page_folio(page) : NULL;
}

struct page *vm_normal_page_pmd(struct vm_area_struct *vma, unsigned long addr,
				pmd_t pmd)
{
	unsigned long pfn = pmd_pfn(pmd);

	if (!pmd_present(pmd) || !pmd_leaf(pmd)) {
		trace_violation("vm_normal_page_pmd() of no present leaf");
		return NULL;
	}
#if MODEL_KERNEL >= 612
	/* Only huge PFN mappings set it; constant false without support. */
	if (pmd_special(pmd)) {
		special_is_expected(vma, is_huge_zero_pmd(pmd));
		return NULL;
	}
#endif
#if MODEL_KERNEL < 700
	/* In a MIXEDMAP any valid pfn is a page's: DAX and zero leaves too. */
	if (vma->vm_flags & VM_MIXEDMAP)
		return pfn_valid(pfn) ? pfn_to_page(pfn) : NULL;
	/* DAX pages belong to their device. */
	if (pmd_devmap(pmd))
		return NULL;
#endif
	/* Asked by flags also where pte_special() works: no bit at this level. */
	if (emulated_raw(vma, addr, pfn))
		return NULL;
	/* The huge zero page is not normal either. */
	return is_huge_zero_pmd(pmd) ? NULL : pfn_to_page(pfn);
}

#if MODEL_KERNEL >= 612
struct folio *vm_normal_folio_pmd(struct vm_area_struct *vma,
				  unsigned long addr, pmd_t pmd)
{
	struct page *page = vm_normal_page_pmd(vma, addr, pmd);

	return page ? page_folio(page) : NULL;
}
#endif

#if MODEL_KERNEL >= 700
struct page *vm_normal_page_pud(struct vm_area_struct *vma, unsigned long addr,
				pud_t pud)
{
	if (!pud_present(pud) || !pud_leaf(pud)) {
		trace_violation("vm_normal_page_pud() of no present leaf");
		return NULL;
	}
	if (pud_special(pud)) {
		special_is_expected(vma, false);
		return NULL;
	}
	return emulated_raw(vma, addr, pud_pfn(pud)) ? NULL :
		pfn_to_page(pud_pfn(pud));
}
#endif
