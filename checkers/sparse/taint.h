/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * taint.h - where the page or the frame number that was taken from an entry
 * goes: through arithmetic, variables, helpers that are handed it and helpers
 * that return it.
 */
#ifndef PFN_TAINT_H
#define PFN_TAINT_H

#include "entry.h"
#include "pure.h"

/* Where a page or frame number was taken from an entry. */
struct take {
	struct fn *fn;
	struct instruction *insn;	/* the call of pte_pfn() and its like */
	bool open;			/* nobody can have asked before */
};

struct taint;

/* Of one function; nothing is tainted yet. */
struct taint *taint_new(struct unit *unit, struct fn *fn);
void taint_free(struct taint *t);

/*
 * Follows @p, the result of @take (borrowed, kept as long as @t), which is a
 * struct page or folio (@page) or a frame number.
 */
void taint_add(struct taint *t, pseudo_t p, bool page, const struct take *take);

/* The take that @p comes from, or NULL; @page: what it is by now. */
const struct take *taint_of(struct taint *t, pseudo_t p, bool *page);

/*
 * What @insn does with what was taken, USE_PAGE or USE_FRAME; false if that is
 * nothing that counts: a comparison, a copy, a question whether it is zero's.
 */
bool taint_use(struct taint *t, struct instruction *insn, enum entry_use *use,
	       const struct take **take);

/* True if @insn takes the page or frame number out of an entry of @level. */
bool taint_is_take(struct instruction *insn, enum pt_level level, bool *page);

#endif
