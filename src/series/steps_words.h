/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * steps_words.h - what the mails of steps say.
 */
#ifndef PFN_STEPS_WORDS_H
#define PFN_STEPS_WORDS_H

#include "asking.h"
#include "rewrite/rewrite.h"

/*
 * Subject without its prefix, and paragraphs; the caller frees both.  And what it
 * changes, if no effect says it (rewrite.changes).
 */
struct step_words {
	char *subject, *body;
	const char *changes;
};

struct step_words steps_words_helper(void);
struct step_words steps_words_keep(void);
struct step_words steps_words_ask(const struct asking *a);

/* Tables (char *) that got a .test_walk; the function that asks for all walks. */
struct step_words steps_words_own_test(const GPtrArray *tables);
struct step_words steps_words_any_walk(const char *function);

/* True if @r is the step that keeps huge leaves. */
bool steps_is_keep(const struct rewrite *r);

#endif
