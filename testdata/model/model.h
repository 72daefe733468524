/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * model.h - what the parts of the running model share.
 *
 * state.c enumerates the states of one VMA with one or two entries that a
 * kernel can reach; tables.c builds the page tables of a state; normal.c,
 * walk.c and lookup.c are the kernel's rules; effects.c records what a
 * function under test does; run.c puts it through all states.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include <linux/mm.h>

enum vma_kind {
	KIND_ANON,
	KIND_FILE,
	KIND_PFNMAP_SHARED,
	KIND_PFNMAP_PRIVATE,
	KIND_MIXEDMAP_SHARED,
	KIND_MIXEDMAP_PRIVATE,
	KIND_BOTH_SHARED,	/* drivers exist that set both flags */
	KIND_DAX,		/* a MIXEDMAP of its own sort, until 6.16 */
	NR_VMA_KINDS,
	/* A VMA as an mmap handler gets it: no entry, no flag of the two. */
	KIND_NEW_SHARED = NR_VMA_KINDS,
	KIND_NEW_PRIVATE,
	KIND_NEW_NEVER_WRITABLE,
	NR_KINDS
};

enum entry_kind {
	ENTRY_NONE,
	ENTRY_NOT_PRESENT,	/* swap or migration */
	ENTRY_RAW_HOLE,		/* pfn without struct page */
	ENTRY_RAW_PAGE,		/* pfn with an unrefcountable struct page */
	ENTRY_FILE,
	ENTRY_ANON,		/* in a private file or PFN mapping: COWed */
	ENTRY_ZERO,
	NR_ENTRIES
};

enum entry_level { LEVEL_PTE, LEVEL_PMD, LEVEL_PUD, NR_LEVELS };

struct model_state {
	enum vma_kind kind;
	bool io;		/* VM_IO set as well */
	bool locked;		/* VM_LOCKED: a flag that gates keep */
	enum entry_level level;
	enum entry_kind entry[2];	/* [1] at pte level only */
};

/* state.c */
bool state_reachable(const struct model_state *state);
bool state_next(struct model_state *state);	/* false after the last */
void state_first(struct model_state *state);
bool state_is_pfn_kind(const struct model_state *state);
bool entry_is_normal(enum entry_kind entry);
const char *state_words(const struct model_state *state, char *buf, size_t size);
const char *entry_words(enum entry_kind entry);

/* tables.c: the machine that a state stands in. */
#define MODEL_START	(16 * PUD_SIZE)
#define MODEL_FIRST_PFN	0x40ul		/* memory begins here ... */
#define MODEL_NR_PFNS	64ul		/* ... and is this many pages */
#define MODEL_ZERO_PFN	(MODEL_FIRST_PFN + 20)
#define MODEL_HUGE_ZERO_PFN (MODEL_FIRST_PFN + 24)

struct model_machine {
	struct mm_struct mm;
	struct vm_area_struct vma;
	struct file file;
	struct model_state state;
	pgd_t pgd;
	p4d_t p4d;
	pud_t pud[2];
	pmd_t pmd[PTRS_PER_PMD];
	pte_t pte[PTRS_PER_PMD][PTRS_PER_PTE];
	spinlock_t ptl;
};
extern struct model_machine model;
void model_setup(const struct model_state *state);
enum entry_kind model_kind_of_pfn(unsigned long pfn);
void model_split_pmd(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr);
void model_split_pud(struct vm_area_struct *vma, pud_t *pud, unsigned long addr);

/* effects.c: the trace of one run. */
void trace_reset(void);
const char *trace_text(void);
void trace(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void trace_violation(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
const char *page_words(const struct page *page);
int model_locks_held(void);

/* run.c: one function, table of callbacks or handler of a fixture. */
struct model_case {
	const char *name;
	const void *target;
	/* Calls @target for the machine; false: does not apply to this state. */
	bool (*run)(const void *target);
};
extern const struct model_case model_cases[];
extern const unsigned int model_nr_cases;

#endif
