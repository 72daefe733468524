/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dominate.h - filter dominance: whether every path from loading an entry to
 * any effect first asks vm_normal_page*(), vm_normal_folio*() or the special
 * bit, with the answer "special" leading around the effect.
 *
 * An entry that is none or not present cannot be special, so effects on that
 * side count as filtered; so does everything that the asked-for answer rules
 * out.  An effect is a store through a pointer, a call of something that is not
 * pure (pure.def), or a return of other than the default.
 */
#ifndef PFN_DOMINATE_H
#define PFN_DOMINATE_H

#include "ground/finding.h"
#include "assume.h"
#include "flags.h"
#include "spots.h"
#include "unit.h"
#include "walkops.h"

struct dominate;

/*
 * @assume (borrowed, NULL: nothing) says which paths count; constants that
 * callers pass count always.
 */
struct dominate *dominate_new(struct unit *unit, struct spots *spots,
			      struct assume *assume);
void dominate_free(struct dominate *d);

/*
 * What a question that is asked of PFN mappings only is understood with: the
 * tests of VMA flags, and the .pte_hole callbacks of the file.  Both are borrowed
 * and outlive @d.
 */
void dominate_know(struct dominate *d, struct flags *flags,
		   const struct walkops *ops);

/*
 * True if the .pte_hole callback @fn does nothing in a VMA that gates on VM_PFNMAP
 * keep out: such a gate keeps it from being told of holes.
 */
bool dominate_hole_is_silent(struct dominate *d, struct fn *fn);

/*
 * The answer for one level of what @fn walks, in its helpers too.  @callback:
 * it is called with an entry in hand, and what it returns goes to the walker.
 * FILTER_NO: @path gets struct step *, from the load to the first unfiltered
 * effect; borrowed.  @forks is set if the answer is that of one configuration:
 * #if stands in what was looked at, @narrow if entries of VM_MIXEDMAP may not have
 * been asked.
 */
enum filter_answer dominate_ask(struct dominate *d, struct fn *fn,
				enum pt_level level, bool callback,
				const GPtrArray **path, bool *forks,
				bool *narrow);

/* From now on a huge leaf that a callback leaves to the walker to split counts too. */
void dominate_count_splits(struct dominate *d);

/* All of them, struct unfiltered * by line; may be NULL.  Borrowed. */
const GPtrArray *dominate_effects(struct dominate *d, struct fn *fn,
				  enum pt_level level, bool callback);

#endif
