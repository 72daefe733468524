/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * own_test.h - the gate of all walks goes: those that do not tell entries of PFN
 * mappings from pages say so themselves, with a .test_walk of their own.
 */
#ifndef PFN_OWN_TEST_H
#define PFN_OWN_TEST_H

#include "statement.h"

/* A struct mm_walk_ops as it is initialised in a file. */
struct own_table {
	char *name;
	unsigned int line;		/* of the name */
	int open, close;		/* tokens of its brackets */
	bool has_test;			/* it has a .test_walk */
	char *hole;			/* its .pte_hole, or NULL */
};

/*
 * All tables of @src: struct own_table *, owned by the array.  NULL and @why (the
 * caller frees it) if callbacks are set elsewhere, so that no list is complete.
 */
GPtrArray *own_tables(const struct source *src, char **why);

/*
 * The text of @src in which @tables (some of own_tables()) have a .test_walk that
 * stays out of PFN mappings as walk_page_test() does; the caller frees it.  NULL
 * if one of them cannot be given one.
 */
char *own_test_add(const struct source *src, const GPtrArray *tables);

/*
 * The text of @src without the test of VM_PFNMAP which leaves @function, and
 * without variables that only it used; the caller frees it.  NULL if there is
 * more to it.
 */
char *own_test_drop(const struct source *src, const char *function);

/* True if @s is "if (vma->vm_flags & VM_PFNMAP)" and asks nothing else. */
bool own_test_is(const struct source *src, const struct statement *s);

#endif
