/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * entry.h - is the value of a page-table entry in hand where a read stands?
 */
#ifndef CLANG_ENTRY_H
#define CLANG_ENTRY_H

#include "flow.h"

/*
 * True if a pte, pmd or pud value was loaded, or given by value, on the way to
 * @read, and is not just known to be none there.
 */
bool entry_in_hand(struct flow *flow, const struct node *read);

/* True if @node is a load through a pointer to an entry. */
bool entry_is_load(const struct node *node);

/* True if the function has a parameter of an entry's type or a pointer to one. */
bool entry_is_parameter(struct flow *flow);

#endif
