/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * finding.h - one reported read, what an engine says and what users see.
 */
#ifndef PFN_FINDING_H
#define PFN_FINDING_H

#include "base.h"
#include "carrier.h"
#include "kapi.h"
#include "rules.h"
#include "unasked.h"

enum fix_state { FIX_STATE_NONE, FIX_STATE_MANUAL, FIX_STATE_EMITTED };

struct finding {
	const struct rule *rule;	/* borrowed, from rules.def */
	char *file;			/* relative to the tree's root */
	unsigned int line;		/* from 1 */
	unsigned int column;		/* from 1, bytes; a tab is one */
	char *function;			/* NULL outside a function */
	char *expression;		/* normalised: single blanks; NULL until
					 * the driver read it off the source */
	unsigned int flags;		/* PFN_FLAG_* */
	struct carrier *carrier;	/* owned; NULL for a direct read */
	unsigned int engines;		/* enum engine_bit */
	unsigned int facts;		/* facts.h: what a checker judged it by */
	enum rule_level level;		/* the rule's, or lower: wide.h, settle.h */
	enum fix_state fix;
	enum effect effect;
	char *why;			/* why manual, what the proof stands on */
	char *message;			/* beyond the rule's title; may be NULL */
	GPtrArray *path;		/* struct step *, owned; first unfiltered
					 * effect last; NULL if there is none */
	bool hidden;			/* told only on request */
	struct unasked *unasked;	/* owned; rule unasked-entry, else NULL */
	char *fingerprint;		/* NULL until finding_set_fingerprint() */
};

/* Copies the strings; @function may be NULL.  Never fails. */
struct finding *finding_new(const struct rule *rule, const char *file,
			    unsigned int line, unsigned int column,
			    const char *function);
struct finding *finding_copy(const struct finding *f);
void finding_free(struct finding *f);
PFN_DEFINE_FREE(finding, finding_free)

/* Appends a step to the finding's path; copies the strings. */
void finding_add_step(struct finding *f, const char *file, unsigned int line,
		      const char *text);

/* Order by file, line, column, rule; for g_ptr_array_sort() (pointers to pointers). */
int finding_compare(gconstpointer a, gconstpointer b);

/*
 * Sets f->fingerprint: 16 hex digits over file, function, rule, expression
 * without blanks, and @ordinal (from 0: how many equal ones stand before it in
 * the file).  Lines and columns are left out, so moved code keeps it.
 */
void finding_set_fingerprint(struct finding *f, unsigned int ordinal);

/* "none", "manual", "emitted"; parse: false if unknown. */
const char *fix_state_name(enum fix_state state);
bool fix_state_parse(const char *name, enum fix_state *state);

/* An engine that could not answer for a file, or for some lines of it. */
struct incomplete {
	char *file;
	unsigned int engine;		/* one enum engine_bit */
	unsigned int first, last;	/* lines from 1; 0: the whole file */
	char *reason;
};

struct incomplete *incomplete_new(const char *file, unsigned int engine,
				  const char *reason);
void incomplete_free(struct incomplete *inc);
PFN_DEFINE_FREE(incomplete, incomplete_free)

/*
 * One set of walk callbacks and whether each level asks the entry first.  MARKED:
 * it asks, and leaves a constant (an error marker, an errno) for what is not
 * normal: nothing of the entry gets out, but that it is there.  NOT_BUILT: the
 * configuration leaves the level out, so that nothing was seen of it.
 */
enum filter_answer {
	FILTER_UNKNOWN, FILTER_NOT_WALKED, FILTER_NOT_BUILT, FILTER_YES,
	FILTER_MARKED, FILTER_NO,
};

struct walker {
	char *file;			/* of the mm_walk_ops initialiser */
	unsigned int line;
	char *name;			/* of the mm_walk_ops variable */
	GPtrArray *callbacks;		/* char *, "pte_entry=smaps_pte_entry" */
	bool own_test_walk;
	unsigned int gate_flags;	/* PFN_FLAG_*, read by its .test_walk */
	bool gate_io;			/* the gate tests VM_IO too */
	bool forks;			/* parts depend on the configuration */
	enum filter_answer filtered[LEVEL_COUNT];
	GPtrArray *path;		/* struct step *, to the first unfiltered
					 * effect; NULL if filtered or unknown */
	GPtrArray *unfiltered;		/* struct unfiltered *, owned: all of
					 * them, at all levels, by line */
};

struct walker *walker_new(const char *file, unsigned int line, const char *name);
void walker_free(struct walker *w);
PFN_DEFINE_FREE(walker, walker_free)

/* Appends a step to the walker's path; copies the strings. */
void walker_add_step(struct walker *w, const char *file, unsigned int line,
		     const char *text);

/*
 * "unknown", "not-walked", "not-built", "yes", "marked", "no"; parse: false if it
 * is none of these.
 */
const char *filter_answer_name(enum filter_answer answer);
bool filter_answer_parse(const char *name, enum filter_answer *answer);

#endif
