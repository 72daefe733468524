/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * wire_reader.h - what wire_read*.c share: nothing is taken on trust.  The first
 * fault is kept in struct reader, what follows is idle and returns NULL, 0 or
 * false.
 */
#ifndef PFN_WIRE_READER_H
#define PFN_WIRE_READER_H

#include <json-glib/json-glib.h>

#include "wire.h"

struct reader {
	JsonObject *object;	/* borrowed */
	GError **error;
	bool failed;
};

void reader_fail(struct reader *r, const char *member, const char *what);

/* A member of the type that the name says; strings and nodes are borrowed. */
JsonNode *reader_member(struct reader *r, const char *name);
const char *reader_nullable(struct reader *r, const char *name);
const char *reader_string(struct reader *r, const char *name);
unsigned int reader_number(struct reader *r, const char *name,
			   unsigned int min);
bool reader_bool(struct reader *r, const char *name);
JsonArray *reader_array(struct reader *r, const char *name);

/* The member "file": a name that leaves the tree is a fault. */
const char *reader_file(struct reader *r);

/* The same of what is shown only: a module's carriers may be in the kernel. */
const char *reader_place(struct reader *r);

/* A reader of the object in member @name; used only if that did not fail. */
struct reader reader_object(struct reader *r, const char *name);

/* The string at @i of the array that @name held. */
const char *reader_element(struct reader *r, JsonArray *array, guint i,
			   const char *name);

/* The member "path": struct step *, the caller's; NULL if it is empty. */
GPtrArray *reader_path(struct reader *r);

/* The member "flags": PFN_FLAG_*. */
unsigned int reader_flags(struct reader *r);

/* The member "unasked", the caller's; NULL if it is null. */
struct unasked *reader_unasked(struct reader *r);

/* The member "unfiltered": adds struct unfiltered * to @list. */
void reader_unfiltered(struct reader *r, GPtrArray *list);

#endif
