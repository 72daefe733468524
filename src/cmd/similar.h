/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * similar.h - what somebody may have meant who typed something else.
 */
#ifndef PFN_SIMILAR_H
#define PFN_SIMILAR_H

#include "ground/base.h"

/*
 * The name of @names (NULL terminated) that @word is a slip of the finger away
 * from: two letters at most, and fewer than half of it.  Borrowed; NULL: none.
 */
const char *similar_name(const char *word, const char *const *names);

/* "; did you mean 'NAME'?" of it, else "".  The caller frees it. */
char *similar_hint(const char *word, const char *const *names);

/* The same of the rules' slugs. */
char *similar_rule_hint(const char *word);

#endif
