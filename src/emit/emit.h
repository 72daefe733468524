/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * emit.h - the formats of a report; one file each, one signature.
 */
#ifndef PFN_EMIT_H
#define PFN_EMIT_H

#include "report.h"

struct emit_options {
	bool color;			/* text: escape sequences */
	bool explain_merge;		/* text: where engines disagree */
	bool carriers;			/* text: list the carriers (-v) */
};

/* Appends the whole report to @out.  Never fails. */
typedef void (*emit_fn)(const struct report *report,
			const struct emit_options *options, GString *out);

void emit_text(const struct report *report, const struct emit_options *options,
	       GString *out);
void emit_json(const struct report *report, const struct emit_options *options,
	       GString *out);
void emit_org(const struct report *report, const struct emit_options *options,
	      GString *out);
void emit_sarif(const struct report *report,
		const struct emit_options *options, GString *out);
void emit_html(const struct report *report, const struct emit_options *options,
	       GString *out);

/* The rewrite that a finding is part of, or NULL.  Borrowed. */
const struct rewrite *emit_rewrite_of(const struct report *report,
				      const struct finding *f);

/* The rule's title and what the finding adds to it; the caller frees it. */
char *emit_message(const struct finding *f);

/* The function of a format's name ("text", "json", ...), or NULL. */
emit_fn emit_find(const char *format);

/* "text, json, ..." for messages.  Borrowed. */
const char *emit_names(void);

/* "VM_PFNMAP|VM_MIXEDMAP" of PFN_FLAG_*; the caller frees it. */
char *emit_flags(unsigned int flags, const char *separator);

#endif
