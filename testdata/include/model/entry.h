/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Page-table entries at three levels, as distinct struct types. A pmd or pud
 * that is a leaf maps memory itself; otherwise it points to the table below.
 * The model's tables are tiny: four entries each.
 */
#ifndef MODEL_ENTRY_H
#define MODEL_ENTRY_H

#include <model/vma.h>

typedef struct { unsigned long pte; } pte_t;
typedef struct { unsigned long pmd; } pmd_t;
typedef struct { unsigned long pud; } pud_t;
typedef struct { unsigned long p4d; } p4d_t;
typedef struct { unsigned long pgd; } pgd_t;

#define PTRS_PER_PTE	4
#define PTRS_PER_PMD	4
#define PMD_SHIFT	(PAGE_SHIFT + 2)
#define PMD_SIZE	(1UL << PMD_SHIFT)
#define PMD_MASK	(~(PMD_SIZE - 1))
#define PUD_SHIFT	(PMD_SHIFT + 2)
#define PUD_SIZE	(1UL << PUD_SHIFT)
#define PUD_MASK	(~(PUD_SIZE - 1))
#define HPAGE_PMD_SIZE	PMD_SIZE
#define HPAGE_PMD_NR	PTRS_PER_PTE

/* Bits below the page frame number. */
#define _PAGE_PRESENT	BIT(0)
#define _PAGE_RW	BIT(1)
#define _PAGE_ACCESSED	BIT(5)
#define _PAGE_DIRTY	BIT(6)
#define _PAGE_LEAF	BIT(7)
#define _PAGE_SPECIAL	BIT(9)
#define _PAGE_DEVMAP	BIT(10)
#define _PAGE_SOFT_DIRTY BIT(11)

#define MODEL_COMMON_ENTRY(x)						\
static inline bool x##_none(x##_t e) { return !e.x; }			\
static inline bool x##_present(x##_t e) { return e.x & _PAGE_PRESENT; }	\
static inline unsigned long x##_pfn(x##_t e) { return e.x >> PAGE_SHIFT; } \
static inline bool x##_young(x##_t e) { return e.x & _PAGE_ACCESSED; }	\
static inline bool x##_dirty(x##_t e) { return e.x & _PAGE_DIRTY; }	\
static inline bool x##_write(x##_t e) { return e.x & _PAGE_RW; }	\
static inline bool x##_soft_dirty(x##_t e) { return e.x & _PAGE_SOFT_DIRTY; } \
static inline x##_t x##_mkold(x##_t e) { e.x &= ~_PAGE_ACCESSED; return e; } \
static inline x##_t x##_wrprotect(x##_t e) { e.x &= ~_PAGE_RW; return e; } \
static inline x##_t x##p_get(x##_t *p) { return READ_ONCE(*p); }	\
static inline x##_t __##x(unsigned long v) { return (x##_t) { v }; }	\
static inline unsigned long x##_val(x##_t e) { return e.x; }
MODEL_COMMON_ENTRY(pte)
MODEL_COMMON_ENTRY(pmd)
MODEL_COMMON_ENTRY(pud)

static inline bool pmd_leaf(pmd_t e) { return e.pmd & _PAGE_LEAF; }
static inline bool pud_leaf(pud_t e) { return e.pud & _PAGE_LEAF; }
#if MODEL_KERNEL < 700
/* DAX entries before 6.17: a struct page that the core mm leaves alone. */
static inline bool pte_devmap(pte_t e) { return e.pte & _PAGE_DEVMAP; }
static inline bool pmd_devmap(pmd_t e) { return e.pmd & _PAGE_DEVMAP; }
static inline bool pud_devmap(pud_t e) { return e.pud & _PAGE_DEVMAP; }
static inline bool pmd_trans_huge(pmd_t e) { return pmd_leaf(e) && !pmd_devmap(e); }
static inline bool pud_trans_huge(pud_t e) { return pud_leaf(e) && !pud_devmap(e); }
#else
static inline bool pmd_trans_huge(pmd_t e) { return pmd_leaf(e); }
static inline bool pud_trans_huge(pud_t e) { return pud_leaf(e); }
#endif
static inline pte_t pte_clear_soft_dirty(pte_t e)
{
	e.pte &= ~_PAGE_SOFT_DIRTY;
	return e;
}

/*
 * The special bit. Without CONFIG_ARCH_HAS_PTE_SPECIAL the helper is constant
 * false (include/linux/mm.h); pmd and pud ask for an option of their own. The
 * bit is read without asking for present first: a non-present entry may have
 * it set for another meaning.
 */
static inline bool pte_special(pte_t e)
{
	return MODEL_PTE_SPECIAL && (e.pte & _PAGE_SPECIAL);
}

static inline pte_t pte_mkspecial(pte_t e)
{
	return MODEL_PTE_SPECIAL ? __pte(e.pte | _PAGE_SPECIAL) : e;
}

static inline pte_t pte_mkyoung(pte_t e)
{
	return __pte(e.pte | _PAGE_ACCESSED);
}

#if MODEL_KERNEL >= 612
static inline bool pmd_special(pmd_t e)
{
	return MODEL_HUGE_PFNMAP && (e.pmd & _PAGE_SPECIAL);
}

static inline bool pud_special(pud_t e)
{
	return MODEL_HUGE_PFNMAP && (e.pud & _PAGE_SPECIAL);
}
#endif

/* The zero pages: one pfn for ptes, one for pmd leaves. */
bool is_zero_pfn(unsigned long pfn);
bool is_huge_zero_pmd(pmd_t pmd);

/* Tables, their locks, and stores into entries. */
pgd_t *pgd_offset(struct mm_struct *mm, unsigned long addr);
p4d_t *p4d_offset(pgd_t *pgd, unsigned long addr);
pud_t *pud_offset(p4d_t *p4d, unsigned long addr);
pmd_t *pmd_offset(pud_t *pud, unsigned long addr);
pte_t *pte_offset_map(pmd_t *pmd, unsigned long addr);
pte_t *pte_offset_map_lock(struct mm_struct *mm, pmd_t *pmd,
			   unsigned long addr, spinlock_t **ptlp);
static inline bool pgd_none(pgd_t e) { return !e.pgd; }
static inline bool p4d_none(p4d_t e) { return !e.p4d; }
void pte_unmap(pte_t *pte);
spinlock_t *pmd_lock(struct mm_struct *mm, pmd_t *pmd);
spinlock_t *pmd_trans_huge_lock(pmd_t *pmd, struct vm_area_struct *vma);
spinlock_t *pud_trans_huge_lock(pud_t *pud, struct vm_area_struct *vma);
#define pte_unmap_unlock(pte, ptl) do { spin_unlock(ptl); pte_unmap(pte); } while (0)

void set_pte_at(struct mm_struct *mm, unsigned long addr, pte_t *ptep, pte_t pte);
void set_pmd_at(struct mm_struct *mm, unsigned long addr, pmd_t *pmdp, pmd_t pmd);
void pte_clear(struct mm_struct *mm, unsigned long addr, pte_t *ptep);
bool ptep_test_and_clear_young(struct vm_area_struct *vma, unsigned long addr,
			       pte_t *ptep);
pmd_t pmdp_huge_clear_flush(struct vm_area_struct *vma, unsigned long addr,
			    pmd_t *pmdp);
pud_t pudp_huge_clear_flush(struct vm_area_struct *vma, unsigned long addr,
			    pud_t *pudp);
bool pmdp_test_and_clear_young(struct vm_area_struct *vma, unsigned long addr,
			       pmd_t *pmdp);

#endif
