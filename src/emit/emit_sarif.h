/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * emit_sarif.h - the parts that SARIF is put together from.
 */
#ifndef PFN_EMIT_SARIF_H
#define PFN_EMIT_SARIF_H

#include <json-glib/json-glib.h>

#include "emit.h"

/* A log, to which runs are added; the caller frees it. */
JsonBuilder *sarif_begin(void);
/* The findings of @report; @id tells the runs of one log apart, or is NULL. */
void sarif_run(JsonBuilder *b, const struct report *report, const char *id);
void sarif_end(JsonBuilder *b, GString *out);

/* What places are relative to. */
#define SARIF_TREE "TREE"

/* A member's name; with a value; or opening one (NULL in an array). */
void sarif_name(JsonBuilder *b, const char *name);
void sarif_string(JsonBuilder *b, const char *name, const char *value);
void sarif_int(JsonBuilder *b, const char *name, gint64 value);
void sarif_object(JsonBuilder *b, const char *name);
void sarif_array(JsonBuilder *b, const char *name);

/* "NAME": { "text": TEXT } */
void sarif_text(JsonBuilder *b, const char *name, const char *text);

/* Where something stands; @line and @column are left out if 0. */
void sarif_artifact(JsonBuilder *b, const char *file);
void sarif_physical(JsonBuilder *b, const char *file, unsigned int line,
		    unsigned int column);

/* The member "fixes", where @f has a rewrite. */
void sarif_fix(JsonBuilder *b, const struct report *report,
	       const struct finding *f);

#endif
