/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Walks and the question about one entry: vm_normal_page*(), mm_walk_ops and
 * its entry points, and the single-entry walk of each kernel.
 */
#ifndef MODEL_WALK_H
#define MODEL_WALK_H

#include <model/page.h>

struct page *vm_normal_page(struct vm_area_struct *vma, unsigned long addr,
			    pte_t pte);
struct folio *vm_normal_folio(struct vm_area_struct *vma, unsigned long addr,
			      pte_t pte);
struct page *vm_normal_page_pmd(struct vm_area_struct *vma, unsigned long addr,
				pmd_t pmd);
#if MODEL_KERNEL >= 612
struct folio *vm_normal_folio_pmd(struct vm_area_struct *vma,
				  unsigned long addr, pmd_t pmd);
#endif
#if MODEL_KERNEL >= 700
struct page *vm_normal_page_pud(struct vm_area_struct *vma, unsigned long addr,
				pud_t pud);
#endif

struct mm_walk;

enum page_walk_action { ACTION_SUBTREE = 0, ACTION_CONTINUE = 1, ACTION_AGAIN = 2 };
enum page_walk_lock { PGWALK_RDLOCK = 0, PGWALK_WRLOCK = 1, PGWALK_WRLOCK_VERIFY = 2 };

struct mm_walk_ops {
	int (*pud_entry)(pud_t *pud, unsigned long addr, unsigned long next,
			 struct mm_walk *walk);
	int (*pmd_entry)(pmd_t *pmd, unsigned long addr, unsigned long next,
			 struct mm_walk *walk);
	int (*pte_entry)(pte_t *pte, unsigned long addr, unsigned long next,
			 struct mm_walk *walk);
	int (*pte_hole)(unsigned long addr, unsigned long next, int depth,
			struct mm_walk *walk);
	int (*test_walk)(unsigned long addr, unsigned long next,
			 struct mm_walk *walk);
#if MODEL_KERNEL >= 605
	enum page_walk_lock walk_lock;
#endif
};

struct mm_walk {
	const struct mm_walk_ops *ops;
	struct mm_struct *mm;
	struct vm_area_struct *vma;
	enum page_walk_action action;
	bool no_vma;
	void *private;
};

int walk_page_range(struct mm_struct *mm, unsigned long start, unsigned long end,
		    const struct mm_walk_ops *ops, void *private);
int walk_page_range_vma(struct vm_area_struct *vma, unsigned long start,
			unsigned long end, const struct mm_walk_ops *ops,
			void *private);
int walk_page_vma(struct vm_area_struct *vma, const struct mm_walk_ops *ops,
		  void *private);
int walk_page_mapping(struct address_space *mapping, pgoff_t first_index,
		      pgoff_t nr, const struct mm_walk_ops *ops, void *private);

#if MODEL_KERNEL >= 612
typedef int folio_walk_flags_t;
#define FW_MIGRATION	0x01
#define FW_ZEROPAGE	0x02
enum folio_walk_level { FW_LEVEL_PTE, FW_LEVEL_PMD, FW_LEVEL_PUD };

struct folio_walk {
	struct page *page;
	enum folio_walk_level level;
	union { pte_t *ptep; pud_t *pudp; pmd_t *pmdp; };
	union { pte_t pte; pud_t pud; pmd_t pmd; };
	struct vm_area_struct *vma;
	spinlock_t *ptl;
};

struct folio *folio_walk_start(struct folio_walk *fw, struct vm_area_struct *vma,
			       unsigned long addr, folio_walk_flags_t flags);
void folio_walk_end(struct folio_walk *fw, struct vm_area_struct *vma);
#endif

#define FOLL_WRITE	0x01
#define FOLL_GET	0x04
#define FOLL_DUMP	0x08
#define FOLL_FORCE	0x10
#define FOLL_PIN	0x40000
#define FOLL_LONGTERM	0x10000

#if MODEL_KERNEL < 612
struct page *follow_page(struct vm_area_struct *vma, unsigned long address,
			 unsigned int foll_flags);
#endif

#endif
