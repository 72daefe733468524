/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kconfig.h - what the options of a tree hang on, read off its Kconfig files
 * (Documentation/kbuild/kconfig-language.rst) from the root down, as kconfig
 * reads them for one architecture.
 *
 * An approximation on purpose: of an expression the names count that are not
 * negated, so "A || B" hangs on both; a "!C" counts that stands alone or between
 * "&&".  Who asks lets the tree's own make decide.
 */
#ifndef PFN_KCONFIG_H
#define PFN_KCONFIG_H

#include "tree.h"

/* "select X if A && B" in option @by: names, all owned. */
struct kconfig_select {
	char *by;
	GPtrArray *needs;	/* A and B */
};

/* An option, by its name without CONFIG_.  The arrays own what they hold: char *, but for the last. */
struct kconfig_option {
	bool declared;		/* the architecture has it */
	bool prompt;		/* someone may set it */
	bool fallback;		/* it has a value where nobody does */
	bool debug;		/* from lib/Kconfig.debug or what that sources */
	unsigned int choice;	/* which one it is an answer of; 0: of none */
	GPtrArray *needs;	/* names that it hangs on */
	GPtrArray *excludes;	/* names that must be off, whatever else is on */
	GPtrArray *asked_if;	/* names without which nobody is asked */
	GPtrArray *value;	/* names in the value that it has by itself */
	GPtrArray *selected;	/* struct kconfig_select *: what sets it */
};

/*
 * The options that an architecture (folder below arch/) has: char * ->
 * struct kconfig_option *, both owned by the table, which the caller unrefs.
 * Empty where the tree has no Kconfig.
 */
GHashTable *kconfig_read(const struct tree *tree, const char *arch);

#endif
