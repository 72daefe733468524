/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * declared_parts.h - the two questions of declared.c about one text.
 */
#ifndef PFN_DECLARED_PARTS_H
#define PFN_DECLARED_PARTS_H

#include "ground/kapi.h"
#include "ground/source.h"

enum name_kind {
	NAME_CALL,		/* a function, or a macro with parameters */
	NAME_MEMBER,
	NAME_TAG,		/* of a struct, union or enum */
	NAME_CONSTANT,		/* a macro or an enumerator */
};

struct new_name {
	enum name_kind kind;
	char *name;
};

/* What @after mentions and @before does not: struct new_name *, owned. */
GPtrArray *new_names(const struct source *before, const struct source *after);

/* "name()" and the like; the caller frees it. */
char *new_name_text(const struct new_name *name);

/* True if @src declares or defines it: not merely uses it. */
bool source_declares(const struct source *src, const struct new_name *name);

#endif
