/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * classify.h - decides what a read means, in the order of judgement.def.
 *
 * A checker looks at a read, fills in the facts of facts.def and asks.
 */
#ifndef PFN_CLASSIFY_H
#define PFN_CLASSIFY_H

#include "facts.h"

/* How many calls away a helper counts as part of a region. */
#define CLASSIFY_HELPER_DEPTH 2

/*
 * The rule of a read with these facts.  Returns false where the read is
 * exempt (DOMAIN: only vm_normal_page*() may read the flags); else true and
 * @id set, RULE_UNCLASSIFIED where no rule fits.
 */
bool classify_read(const struct read_facts *facts, enum rule_id *id);

#endif
