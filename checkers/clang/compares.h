/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * compares.h - comparisons that ask for a bit without an "&" that selects it:
 * of flags with themselves after the bit was set or cleared.
 */
#ifndef CLANG_COMPARES_H
#define CLANG_COMPARES_H

#include "flow.h"

/* What such a comparison asks. */
struct compare {
	const struct node *value, *mask;
	unsigned int bits;	/* of the mask: FLOW_* */
};

/* True if comparing @a and @b asks for a bit: "(flags | F) == flags". */
bool compares_bit(struct flow *flow, const struct node *a, const struct node *b,
		  struct compare *out);

/* True for "if (flags ^ F)": more than the one bit is asked for, but it as well. */
bool compares_by_xor(struct flow *flow, const struct node *node,
		     struct compare *out);

#endif
