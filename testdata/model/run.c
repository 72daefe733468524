// SPDX-License-Identifier: GPL-2.0-only
/*
 * run.c - puts every case of a fixture through every reachable state and
 * prints one line a run, for compare.c:
 *
 *	function <tab> state in words <tab> class <tab> trace
 *
 * The class is "cow" where the state holds a normal page in a PFN mapping: the
 * only states that a rewrite may treat differently by default.
 */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>
#include "run.h"
#include "trap.h"

#define MEM_WORDS 8
#define MEM_UNTOUCHED 0x5a5aul
static unsigned long mem[MEM_WORDS];

static bool new_mapping(void)
{
	return model.state.kind >= NR_VMA_KINDS;
}

/* Functions of one address: the neighbour cannot matter. */
static bool one_entry(void)
{
	return !new_mapping() && model.state.entry[1] == ENTRY_NONE;
}

/*
 * Functions of an entry's value: for the states of that level, and where the
 * level holds a pointer to the table below.
 */
static bool entry_at(enum entry_level level)
{
	return one_entry() && (model.state.level == level ||
			       model.state.level == LEVEL_PTE);
}

static void result(long value)
{
	trace("returns %ld", value);
}

#define VMA (&model.vma)
#define ADDR MODEL_START
#define CALLER(name, type, applies, call)				\
bool run_##name(const void *target)					\
{									\
	type fn = (type)target;						\
									\
	if (!(applies))							\
		return false;						\
	call;								\
	return true;							\
}

typedef void (*fn_vma)(V);
typedef void (*fn_vma_addr)(V, A);
typedef void (*fn_vma_mem)(V, A *);
typedef void (*fn_vma_ptep)(V, A, pte_t *);
typedef void (*fn_vma_pte)(V, A, pte_t);
typedef void (*fn_vma_pmd)(V, A, pmd_t);
typedef void (*fn_vma_pmdp)(V, A, pmd_t *);
typedef void (*fn_vma_pud)(V, A, pud_t);
typedef void (*fn_vma_pudp)(V, A, pud_t *);
typedef int (*fn_int_vma)(V);
typedef int (*fn_int_vma_addr)(V, A);
typedef int (*fn_int_vma_mem)(V, A *);
typedef int (*fn_int_vma_addr_mem)(V, A, A *);
typedef int (*fn_int_vma_pmd)(V, A, pmd_t);
typedef bool (*fn_bool_vma_pte)(V, A, pte_t);
typedef bool (*fn_bool_vma_pmd)(V, A, pmd_t);
typedef const struct mm_walk_ops *ptr_walk_ops;

#define PTE model.pte[0][0]
#define PMD model.pmd[0]
#define PUD model.pud[0]
CALLER(vma, fn_vma, !new_mapping(), fn(VMA))
CALLER(vma_addr, fn_vma_addr, one_entry(), fn(VMA, ADDR))
CALLER(vma_mem, fn_vma_mem, !new_mapping(), fn(VMA, mem))
CALLER(vma_ptep, fn_vma_ptep, entry_at(LEVEL_PTE), fn(VMA, ADDR, &PTE))
CALLER(vma_pte, fn_vma_pte, entry_at(LEVEL_PTE), fn(VMA, ADDR, PTE))
CALLER(vma_pmd, fn_vma_pmd, entry_at(LEVEL_PMD), fn(VMA, ADDR, PMD))
CALLER(vma_pmdp, fn_vma_pmdp, entry_at(LEVEL_PMD), fn(VMA, ADDR, &PMD))
CALLER(vma_pud, fn_vma_pud, entry_at(LEVEL_PUD), fn(VMA, ADDR, PUD))
CALLER(vma_pudp, fn_vma_pudp, entry_at(LEVEL_PUD), fn(VMA, ADDR, &PUD))
CALLER(int_vma, fn_int_vma, !new_mapping(), result(fn(VMA)))
CALLER(int_vma_addr, fn_int_vma_addr, one_entry(), result(fn(VMA, ADDR)))
CALLER(int_vma_mem, fn_int_vma_mem, !new_mapping(), result(fn(VMA, mem)))
CALLER(int_vma_addr_mem, fn_int_vma_addr_mem, one_entry(),
       result(fn(VMA, ADDR, mem)))
CALLER(int_vma_pmd, fn_int_vma_pmd, entry_at(LEVEL_PMD), result(fn(VMA, ADDR, PMD)))
CALLER(bool_vma_pte, fn_bool_vma_pte, entry_at(LEVEL_PTE),
       result(fn(VMA, ADDR, PTE)))
CALLER(bool_vma_pmd, fn_bool_vma_pmd, entry_at(LEVEL_PMD),
       result(fn(VMA, ADDR, PMD)))
CALLER(walk_ops, ptr_walk_ops, !new_mapping(),
       result(walk_page_range(&model.mm, 0, 0, fn, mem)))

#if MODEL_KERNEL >= 700
/* A prepare handler gets a descriptor; what it leaves there is the result. */
static void prepare(const struct file_operations *ops)
{
	struct vm_area_desc desc = {
		.mm = &model.mm, .start = model.vma.vm_start,
		.end = model.vma.vm_end, .vm_file = &model.file,
		.vma_flags = legacy_to_vma_flags(model.vma.vm_flags),
	};

	result(ops->mmap_prepare(&desc));
	trace("flags %#lx", vma_flags_to_legacy(desc.vma_flags));
}
#endif

/* An mmap handler, then what a first fault would do to the mapping. */
bool run_file_ops(const void *target)
{
	const struct file_operations *ops = target;
	struct vm_fault vmf = { .vma = VMA, .address = ADDR };
	int ret;

	if (!new_mapping())
		return false;
#if MODEL_KERNEL >= 700
	if (ops->mmap_prepare) {
		prepare(ops);
		return true;
	}
#endif
	ret = ops->mmap(&model.file, VMA);
	result(ret);
	trace("flags %#lx", (unsigned long)model.vma.vm_flags);
	if (!ret && model.vma.vm_ops->fault)
		model.vma.vm_ops->fault(&vmf);
	return true;
}

/* The same for a handler that a table of another file names. */
bool run_file_mmap(const void *target)
{
	int (*mmap)(struct file *, struct vm_area_struct *) = target;
	const struct file_operations ops = { .mmap = mmap };

	return run_file_ops(&ops);
}

/* What the function left behind: words it was handed, references, locks. */
static void trace_rest(void)
{
	unsigned long pfn;
	int i;

	for (i = 0; i < MEM_WORDS; i++)
		if (mem[i] != MEM_UNTOUCHED)
			trace("word %d is %#lx", i, mem[i]);
	for (pfn = MODEL_FIRST_PFN; pfn_valid(pfn); pfn++)
		if (model_mem_map[pfn].refs != 1)
			trace("%d references on %#lx",
			      model_mem_map[pfn].refs - 1, pfn);
	if (model_locks_held())
		trace_violation("%d locks held at the end", model_locks_held());
}

static bool run_one(const struct model_case *c, const struct model_state *state)
{
	volatile bool applies = true;
	int i;

	trace_reset();
	model_setup(state);
	for (i = 0; i < MEM_WORDS; i++)
		mem[i] = MEM_UNTOUCHED;
	if (!sigsetjmp(model_trap, 1))
		applies = c->run(c->target);
	if (applies)
		trace_rest();
	return applies;
}

/* A normal page, or one that is swapped out or under migration. */
static bool is_of_page(enum entry_kind entry)
{
	return entry_is_normal(entry) || entry == ENTRY_NOT_PRESENT;
}

/* VM_IO stands in many gates for the same reason, so it counts as well. */
static bool is_cow(const struct model_state *state)
{
	return (state_is_pfn_kind(state) || state->io) &&
	       (is_of_page(state->entry[0]) || is_of_page(state->entry[1]));
}

/* A page that is none was followed: a violation like any other. */
static void bad_pointer(int sig)
{
	trace_violation("bad pointer");
	siglongjmp(model_trap, 1);
}

int main(void)
{
	struct model_state state;
	char words[160];
	unsigned int i;

	signal(SIGSEGV, bad_pointer);
	alarm(10);	/* a mutant may loop */
	for (i = 0; i < model_nr_cases; i++) {
		state_first(&state);
		do {
			if (!run_one(&model_cases[i], &state))
				continue;
			printf("%s\t%s\t%s\t%s\n", model_cases[i].name,
			       state_words(&state, words, sizeof(words)),
			       is_cow(&state) ? "cow" : "plain", trace_text());
		} while (state_next(&state));
	}
	return 0;
}
