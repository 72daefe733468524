/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * moves.h - which findings after a mail are findings before it at another place
 * or in other words.
 */
#ifndef PFN_MOVES_H
#define PFN_MOVES_H

#include "ground/finding.h"

/*
 * Marks in @was_before and @stays, which are as long as @caused and @lost and false
 * throughout, what is the same question before and after a mail.  In this order:
 *
 * - same rule and test in a function of the same name: the code was moved;
 * - same rule, flags and level in a function of the same name, and on one of both
 *   sides the flags are in a macro or predicate: it was renamed, the test was taken
 *   out of the function, or put into it;
 * - the test in the body of a predicate that was so taken out or put in.
 *
 * @caused are the findings that the mail is responsible for, @lost those of the way
 * back.  Each finding is one side of at most one pair.
 */
void moves_find(const GPtrArray *caused, const GPtrArray *lost,
		bool *was_before, bool *stays);

#endif
