// SPDX-License-Identifier: GPL-2.0-only
/*
 * tables.c - builds VMA, page tables and memory of one state, and the plain
 * accessors of tables. Which pfn an entry gets matters where the special bit
 * has to be emulated: see raw_pfn().
 */
#include "model.h"

struct model_machine model;
struct page model_mem_map[MODEL_FIRST_PFN + MODEL_NR_PFNS];

#define ANON_PFN	(MODEL_FIRST_PFN + 32)
#define FILE_PFN	(MODEL_FIRST_PFN + 44)
#define HOLE_PFN	0x2000ul

bool pfn_valid(unsigned long pfn)
{
	return pfn >= MODEL_FIRST_PFN && pfn < MODEL_FIRST_PFN + MODEL_NR_PFNS;
}

bool is_zero_pfn(unsigned long pfn)
{
	return pfn == MODEL_ZERO_PFN;
}

bool is_huge_zero_pmd(pmd_t pmd)
{
	return pmd_present(pmd) && pmd_pfn(pmd) == MODEL_HUGE_ZERO_PFN;
}

enum entry_kind model_kind_of_pfn(unsigned long pfn)
{
	if (!pfn_valid(pfn))
		return ENTRY_RAW_HOLE;
	if (pfn == MODEL_ZERO_PFN || pfn == MODEL_HUGE_ZERO_PFN)
		return ENTRY_ZERO;
	if (pfn >= ANON_PFN && pfn < FILE_PFN)
		return ENTRY_ANON;
	if (pfn >= FILE_PFN && pfn < FILE_PFN + 12)
		return ENTRY_FILE;
	return ENTRY_RAW_PAGE;
}

/*
 * mm/memory.c vm_normal_page(): remap_pfn_range() of a copy-on-write mapping
 * is linear, vm_pgoff holds its first pfn. Where a raw page and a hole are
 * neighbours the mapping lies across an end of memory.
 */
static unsigned long linear_pgoff(const struct model_state *state)
{
	bool page0 = state->entry[0] == ENTRY_RAW_PAGE;
	bool page1 = state->entry[1] == ENTRY_RAW_PAGE;

	if (page0 && state->entry[1] == ENTRY_RAW_HOLE)
		return MODEL_FIRST_PFN + MODEL_NR_PFNS - 1;
	if (page1 && state->entry[0] == ENTRY_RAW_HOLE)
		return MODEL_FIRST_PFN - 1;
	return page0 || page1 ? MODEL_FIRST_PFN : HOLE_PFN;
}

/* A shared mapping may hold any pfn anywhere: vmf_insert_pfn(). */
static unsigned long raw_pfn(const struct model_state *state, int i)
{
	if (state->kind == KIND_PFNMAP_PRIVATE)
		return model.vma.vm_pgoff + i;
	if (state->entry[i] == ENTRY_RAW_HOLE)
		return HOLE_PFN + 0x100 - 8 * i;
	return MODEL_FIRST_PFN + 12 - 4 * i;
}

/* The entry's value; @special says whether this level has a working bit. */
static unsigned long entry_value(const struct model_state *state, int i,
				 bool special)
{
	unsigned long flags = _PAGE_PRESENT | _PAGE_SOFT_DIRTY;
	unsigned long used = _PAGE_RW | _PAGE_ACCESSED | _PAGE_DIRTY;
	unsigned long bit = special ? _PAGE_SPECIAL : 0;

	/* pte_mkdevmap() sets both bits, pmd_mkdevmap() its own alone. */
	if (state->kind == KIND_DAX && state->entry[i] == ENTRY_RAW_PAGE)
		bit = state->level == LEVEL_PTE ? _PAGE_DEVMAP | bit : _PAGE_DEVMAP;

	switch (state->entry[i]) {
	case ENTRY_NONE:
		return 0;
	case ENTRY_NOT_PRESENT:
		/* The bits mean something else here: ask for present first. */
		return (0x77ul << PAGE_SHIFT) |
		       (~PAGE_MASK & ~_PAGE_PRESENT & ~_PAGE_DEVMAP);
	case ENTRY_RAW_HOLE:
	case ENTRY_RAW_PAGE:	/* insert_pfn(), remap_pte_range(): set the bit */
		return (raw_pfn(state, i) << PAGE_SHIFT) | flags | used | bit;
	case ENTRY_FILE:	/* clean and old, so that a test of these shows */
		return ((FILE_PFN + i) << PAGE_SHIFT) | flags;
	case ENTRY_ANON:	/* wp_page_copy(): never special */
		return ((ANON_PFN + i) << PAGE_SHIFT) | flags | used;
	case ENTRY_ZERO:	/* do_anonymous_page(): pte_mkspecial() */
		if (state->level == LEVEL_PMD)
			return (MODEL_HUGE_ZERO_PFN << PAGE_SHIFT) | flags;
		return (MODEL_ZERO_PFN << PAGE_SHIFT) | flags | bit;
	default:
		return 0;
	}
}

static unsigned long kind_flags(enum vma_kind kind)
{
	const unsigned long rw = VM_READ | VM_WRITE | VM_MAYREAD | VM_MAYWRITE;
	const unsigned long shared = rw | VM_SHARED | VM_MAYSHARE;

	switch (kind) {
	case KIND_FILE:
	case KIND_NEW_SHARED:
		return shared;
	case KIND_PFNMAP_SHARED:
		return shared | VM_PFNMAP;
	case KIND_PFNMAP_PRIVATE:
		return rw | VM_PFNMAP;
	case KIND_MIXEDMAP_SHARED:
	case KIND_DAX:
		return shared | VM_MIXEDMAP;
	case KIND_MIXEDMAP_PRIVATE:
		return rw | VM_MIXEDMAP;
	case KIND_BOTH_SHARED:
		return shared | VM_PFNMAP | VM_MIXEDMAP;
	case KIND_NEW_NEVER_WRITABLE:
		return VM_READ | VM_MAYREAD;
	default:
		return rw;
	}
}

static void setup_vma(const struct model_state *state)
{
	static const struct vm_operations_struct file_vm_ops;
	static const unsigned long sizes[] = { 2 * PAGE_SIZE, PMD_SIZE, PUD_SIZE };
	struct vm_area_struct *vma = &model.vma;

	vma->vm_mm = &model.mm;
	vma->vm_start = MODEL_START;
	vma->vm_end = MODEL_START + sizes[state->level];
	vma->vm_pgoff = state->kind == KIND_PFNMAP_PRIVATE ?
		linear_pgoff(state) : 0;
	model_flags(vma) = kind_flags(state->kind) | (state->io ? VM_IO : 0) |
			   (state->locked ? VM_LOCKED : 0);
	if (state->kind != KIND_ANON) {
		vma->vm_file = &model.file;
		vma->vm_ops = &file_vm_ops;
	}
	/* Any address will do: vma_is_dax() only asks whether there is one. */
	if (state->kind == KIND_DAX)
		model.file.f_mapping = (struct address_space *)&model.file;
	model.mm.model_vma = vma;
}

/* Only PFN mappings get the huge bit, and only where it works. */
static void setup_leaf(const struct model_state *state)
{
	unsigned long value = entry_value(state, 0, MODEL_HUGE_PFNMAP);

	if (value & _PAGE_PRESENT)
		value |= _PAGE_LEAF;
	if (state->level == LEVEL_PMD)
		model.pmd[0] = __pmd(value);
	else
		model.pud[0] = __pud(value);
}

void model_setup(const struct model_state *state)
{
	unsigned long pfn;

	__builtin_memset(&model, 0, sizeof(model));
	model.state = *state;
	for (pfn = 0; pfn < MODEL_FIRST_PFN + MODEL_NR_PFNS; pfn++)
		model_mem_map[pfn] = (struct page) { .refs = 1 };
	setup_vma(state);
	model.pgd.pgd = _PAGE_PRESENT;
	model.p4d.p4d = _PAGE_PRESENT;
	if (state->level != LEVEL_PUD)
		model.pud[0] = __pud(_PAGE_PRESENT);
	if (state->level == LEVEL_PTE) {
		model.pmd[0] = __pmd(_PAGE_PRESENT);
		model.pte[0][0] = __pte(entry_value(state, 0, MODEL_PTE_SPECIAL));
		model.pte[0][1] = __pte(entry_value(state, 1, MODEL_PTE_SPECIAL));
	} else {
		setup_leaf(state);
	}
}

pgd_t *pgd_offset(struct mm_struct *mm, unsigned long addr)
{
	return &model.pgd;
}

p4d_t *p4d_offset(pgd_t *pgd, unsigned long addr)
{
	return &model.p4d;
}

pud_t *pud_offset(p4d_t *p4d, unsigned long addr)
{
	return &model.pud[(addr >> PUD_SHIFT) & 1];
}

pmd_t *pmd_offset(pud_t *pud, unsigned long addr)
{
	if (!pud_present(*pud) || pud_leaf(*pud))
		trace_violation("pmd table of a pud without one");
	return &model.pmd[(addr >> PMD_SHIFT) % PTRS_PER_PMD];
}

/*
 * pte_offset_map() from 6.5 on answers NULL where there is no table. Before,
 * its caller had to know.
 */
pte_t *pte_offset_map(pmd_t *pmd, unsigned long addr)
{
	if (!pmd_present(*pmd) || pmd_leaf(*pmd)) {
		if (MODEL_KERNEL < 605)
			trace_violation("pte table of a pmd without one");
		return NULL;
	}
	return &model.pte[pmd - model.pmd][(addr >> PAGE_SHIFT) % PTRS_PER_PTE];
}

pte_t *pte_offset_map_lock(struct mm_struct *mm, pmd_t *pmd,
			   unsigned long addr, spinlock_t **ptlp)
{
	pte_t *pte = pte_offset_map(pmd, addr);

	if (!pte)
		return NULL;
	*ptlp = &model.ptl;
	spin_lock(*ptlp);
	return pte;
}
