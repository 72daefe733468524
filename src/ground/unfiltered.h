/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * unfiltered.h - what code does with a page-table entry that nobody asked.
 */
#ifndef PFN_UNFILTERED_H
#define PFN_UNFILTERED_H

#include "base.h"

enum pt_level { LEVEL_PTE, LEVEL_PMD, LEVEL_PUD, LEVEL_COUNT };

/* One step of a path, as a compiler prints notes. */
struct step {
	char *file;
	unsigned int line;
	char *text;
};

struct step *step_new(const char *file, unsigned int line, const char *text);
void step_free(struct step *s);

/* The strongest first. */
enum entry_use {
	USE_PAGE,		/* the struct page of its pfn is looked at */
	USE_FRAME,		/* its pfn is stored or handed on */
	USE_SPLIT,		/* a huge leaf is split, which clears it */
	USE_CHANGED,		/* the entry itself is written */
	USE_COUNTED,		/* a store, warning or result tells of it */
	USE_CALL,		/* of something that cannot be seen */
};

/* "page", "frame" and so on; parse: false if unknown. */
const char *entry_use_name(enum entry_use use);
bool entry_use_parse(const char *name, enum entry_use *use);

/* "pte", "pmd", "pud"; parse: false if unknown. */
const char *pt_level_name(enum pt_level level);
bool pt_level_parse(const char *name, enum pt_level *level);

/* One effect that an entry can reach without having been asked. */
struct unfiltered {
	enum pt_level level;
	enum entry_use use;
	char *file;			/* relative to the tree's root */
	unsigned int line, column;	/* of the effect, from 1 */
	struct {
		char *file, *function;
		unsigned int line, column;	/* line 0: nothing was */
	} taken;			/* where the page or frame number was,
					 * not on the wire */
	unsigned int at;		/* line of the effect, or of the call of
					 * the helper, where the walk is; not
					 * on the wire */
	char *function;			/* that it stands in */
	char *entry;			/* what holds the entry there, as it is
					 * written; NULL: not known */
	GPtrArray *locks;		/* char *, owned: "NAME:LINE" of the calls
					 * that took the locks held there */
	GPtrArray *path;		/* struct step *, owned; the effect last */
};

/* Copies the strings, @entry may be NULL; no locks and no steps yet. */
struct unfiltered *unfiltered_new(enum pt_level level, enum entry_use use,
				  const char *file, unsigned int line,
				  unsigned int column, const char *function,
				  const char *entry);
struct unfiltered *unfiltered_copy(const struct unfiltered *u);

/* Says where the page or frame number was taken; copies the strings. */
void unfiltered_take(struct unfiltered *u, const char *file, unsigned int line,
		     unsigned int column, const char *function);
void unfiltered_free(struct unfiltered *u);

/* A new array that frees its elements. */
GPtrArray *unfiltered_list_new(void);

#endif
