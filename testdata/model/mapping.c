// SPDX-License-Identifier: GPL-2.0-only
/*
 * mapping.c - stores into entries, splits, and everything that sets up or
 * takes down a mapping: recorded, and carried out as far as it shows later.
 */
#include "model.h"

static const char *pfn_words(unsigned long pfn)
{
	return entry_words(model_kind_of_pfn(pfn));
}

void set_pte_at(struct mm_struct *mm, unsigned long addr, pte_t *ptep, pte_t pte)
{
	trace("set_pte %#lx at %s", pte.pte & ~PAGE_MASK, pfn_words(pte_pfn(*ptep)));
	*ptep = pte;
}

void set_pmd_at(struct mm_struct *mm, unsigned long addr, pmd_t *pmdp, pmd_t pmd)
{
	trace("set_pmd %#lx at %s", pmd.pmd & ~PAGE_MASK, pfn_words(pmd_pfn(*pmdp)));
	*pmdp = pmd;
}

void pte_clear(struct mm_struct *mm, unsigned long addr, pte_t *ptep)
{
	trace("clear %s", pfn_words(pte_pfn(*ptep)));
	*ptep = __pte(0);
}

bool ptep_test_and_clear_young(struct vm_area_struct *vma, unsigned long addr,
			       pte_t *ptep)
{
	bool young = pte_young(*ptep);

	trace("clear young of %s", pfn_words(pte_pfn(*ptep)));
	*ptep = pte_mkold(*ptep);
	return young;
}

/* The entry is gone and its value in hand, present or not. */
pmd_t pmdp_huge_clear_flush(struct vm_area_struct *vma, unsigned long addr,
			    pmd_t *pmdp)
{
	pmd_t old = *pmdp;

	trace("clear leaf %#lx", pmd_pfn(old));
	*pmdp = __pmd(0);
	return old;
}

pud_t pudp_huge_clear_flush(struct vm_area_struct *vma, unsigned long addr,
			    pud_t *pudp)
{
	pud_t old = *pudp;

	trace("clear leaf %#lx", pud_pfn(old));
	*pudp = __pud(0);
	return old;
}

bool pmdp_test_and_clear_young(struct vm_area_struct *vma, unsigned long addr,
			       pmd_t *pmdp)
{
	bool young = pmd_young(*pmdp);

	trace("clear young of %s leaf", pfn_words(pmd_pfn(*pmdp)));
	*pmdp = pmd_mkold(*pmdp);
	return young;
}

/* A table of ptes in place of @pmd, whose entries follow one another. */
static void fill_table(pmd_t *pmd, unsigned long value, unsigned long step)
{
	unsigned long i;

	for (i = 0; i < PTRS_PER_PTE; i++)
		model.pte[pmd - model.pmd][i] = __pte(value + i * step);
	*pmd = __pmd(_PAGE_PRESENT);
}

/*
 * __split_huge_pmd_locked(): anonymous memory and migration entries become a
 * table of ptes, any other leaf is cleared, to be faulted in again. A device
 * mapping is torn down.
 */
void model_split_pmd(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr)
{
	if (!pmd_present(*pmd))
		fill_table(pmd, pmd->pmd, 0);
	if (!pmd_leaf(*pmd))
		return;
	if (!entry_is_normal(model.state.entry[0]) &&
	    model.state.entry[0] != ENTRY_ZERO)
		trace_violation("device pmd leaf torn down");
	else
		trace("split pmd of %s", pfn_words(pmd_pfn(*pmd)));
	if (vma_is_anonymous(vma))
		fill_table(pmd, pmd->pmd & ~_PAGE_LEAF, PAGE_SIZE);
	else
		*pmd = __pmd(0);
}

/* __split_huge_pud_locked(): clears, whatever it was. */
void model_split_pud(struct vm_area_struct *vma, pud_t *pud, unsigned long addr)
{
	if (!pud_leaf(*pud))
		return;
	if (entry_is_normal(model.state.entry[0]))
		trace("split pud of %s", pfn_words(pud_pfn(*pud)));
	else
		trace_violation("device pud leaf torn down");
	*pud = __pud(0);
}

spinlock_t *pmd_lock(struct mm_struct *mm, pmd_t *pmd)
{
	spin_lock(&model.ptl);
	return &model.ptl;
}

/* A leaf or a non-present entry is locked, a table is not. */
spinlock_t *pmd_trans_huge_lock(pmd_t *pmd, struct vm_area_struct *vma)
{
	if (pmd_none(*pmd) || (pmd_present(*pmd) && !pmd_leaf(*pmd)))
		return NULL;
	return pmd_lock(vma->vm_mm, pmd);
}

spinlock_t *pud_trans_huge_lock(pud_t *pud, struct vm_area_struct *vma)
{
	if (!pud_leaf(*pud))
		return NULL;
	spin_lock(&model.ptl);
	return &model.ptl;
}

void pte_unmap(pte_t *pte) { }
void cond_resched(void) { }
void mmap_read_lock(struct mm_struct *mm) { mm->mmap_lock++; }
void mmap_read_unlock(struct mm_struct *mm) { mm->mmap_lock--; }
void mmap_assert_locked(const struct mm_struct *mm) { }
pgprot_t pgprot_noncached(pgprot_t prot) { return prot; }

#if MODEL_KERNEL >= 603
void vma_start_write(struct vm_area_struct *vma) { }
#endif

struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr)
{
	return mm->model_vma;
}

struct vm_area_struct *vma_lookup(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = mm->model_vma;

	return addr >= vma->vm_start && addr < vma->vm_end ? vma : NULL;
}

/*
 * remap_pfn_range() sets VM_IO together with VM_PFNMAP. It can fail: here for
 * one kind of mapping, so that a handler that loses the error shows.
 */
int remap_pfn_range(struct vm_area_struct *vma, unsigned long addr,
		    unsigned long pfn, unsigned long size, pgprot_t prot)
{
	trace("remap %#lx", pfn);
	if (model.state.kind == KIND_NEW_NEVER_WRITABLE)
		return -ENOMEM;
	model_flags(vma) |= VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP;
	return 0;
}

int io_remap_pfn_range(struct vm_area_struct *vma, unsigned long addr,
		       unsigned long pfn, unsigned long size, pgprot_t prot)
{
	return remap_pfn_range(vma, addr, pfn, size, prot);
}

int vm_iomap_memory(struct vm_area_struct *vma, phys_addr_t start,
		    unsigned long len)
{
	return io_remap_pfn_range(vma, vma->vm_start, start >> PAGE_SHIFT, len,
				  vma->vm_page_prot);
}

#if MODEL_KERNEL >= 700
/* mm/util.c: the mm maps once the VMA stands; until then the descriptor says so. */
static void map_later(struct vm_area_desc *desc, unsigned long pfn)
{
	trace("remap later %#lx", pfn);
	desc->action.pfn = pfn;
	vma_desc_set_flags(desc, VMA_IO_BIT, VMA_PFNMAP_BIT);
}

void mmap_action_remap_full(struct vm_area_desc *desc, unsigned long start_pfn)
{
	map_later(desc, start_pfn);
}

void mmap_action_simple_ioremap(struct vm_area_desc *desc, phys_addr_t start,
				unsigned long size)
{
	map_later(desc, start >> PAGE_SHIFT);
}
#endif

/* Of a device whose memory is mapped directly. */
int dma_mmap_coherent(struct device *dev, struct vm_area_struct *vma,
		      void *cpu_addr, dma_addr_t handle, size_t size)
{
	return remap_pfn_range(vma, vma->vm_start, handle >> PAGE_SHIFT, size,
			       vma->vm_page_prot);
}

int vm_insert_page(struct vm_area_struct *vma, unsigned long addr,
		   struct page *page)
{
	trace("insert page");
	return 0;
}

/* vmf_insert_pfn_prot(): BUG_ON((vm_flags & VM_PFNMAP) && is_cow_mapping()). */
vm_fault_t vmf_insert_pfn(struct vm_area_struct *vma, unsigned long addr,
			  unsigned long pfn)
{
	BUG_ON((vma->vm_flags & VM_PFNMAP) && is_cow_mapping(vma->vm_flags));
	trace("insert pfn %#lx", pfn);
	return VM_FAULT_NOPAGE;
}

int get_user_pages_fast(unsigned long start, int nr_pages,
			unsigned int gup_flags, struct page **pages)
{
	trace("gup");
	return -EFAULT;
}

void zap_page_range_single(struct vm_area_struct *vma, unsigned long address,
			   unsigned long size, void *details)
{
	trace("zap %s", entry_words(model.state.entry[0]));
}

void flush_tlb_range(struct vm_area_struct *vma, unsigned long start,
		     unsigned long end)
{
	trace("flush tlb");
}

void flush_cache_range(struct vm_area_struct *vma, unsigned long start,
		       unsigned long end)
{
	trace("flush range");
}

void flush_cache_page(struct vm_area_struct *vma, unsigned long addr,
		      unsigned long pfn)
{
	trace("flush %s", pfn_words(pfn));
}

/* As VMAs are asked since 7.0. */
bool vma_test_single_mask(const struct vm_area_struct *vma, unsigned long mask)
{
	return vma->vm_flags & mask;
}

/* Stands for what is handed a VMA and may do anything with it. */
bool vma_prepare_mask(const struct vm_area_struct *vma, unsigned long mask)
{
	trace("prepare the VMA");
	return vma->vm_flags & mask;
}
