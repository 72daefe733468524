/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * emit_json.h - the parts that JSON reports are put together from, so that a
 * finding looks the same in all of them.
 */
#ifndef PFN_EMIT_JSON_H
#define PFN_EMIT_JSON_H

#include <json-glib/json-glib.h>

#include "emit.h"

/* A member of the open object; @value may be NULL, which is null. */
void emit_json_text(JsonBuilder *b, const char *name, const char *value);
void emit_json_number(JsonBuilder *b, const char *name, gint64 value);

/* Opens an array as member @name. */
void emit_json_array(JsonBuilder *b, const char *name);

/* One element of the open array. */
void emit_json_finding(JsonBuilder *b, const struct finding *f);
void emit_json_incomplete(JsonBuilder *b, const struct incomplete *inc);

/* Appends what was built, and a newline. */
void emit_json_print(JsonBuilder *b, GString *out);

#endif
