/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * emit_html.h - the parts that the page is put together from; for the
 * emit_html*.c files.
 */
#ifndef PFN_EMIT_HTML_H
#define PFN_EMIT_HTML_H

#include "emit.h"

struct page {
	const struct report *report;
	GString *out;
	GPtrArray *subsystems;		/* char *, sorted, owned */
	char *file;			/* whose lines are kept; NULL: none */
	char **lines;
};

/* Whatever comes from the tree goes through this; the caller frees it. */
char *html_escape(const char *text);

/* Appends @text, escaped. */
void html_add(struct page *p, const char *text);

/* The subsystems of all findings, and the one of a file; the caller frees it. */
GPtrArray *html_subsystems(const struct report *report);
char *html_subsystem_of(const char *file);

/* Findings of @rule (RULE_COUNT: any) in @subsystem (NULL: any). */
unsigned int html_count(const struct page *p, int rule, const char *subsystem);

/* The heat map. */
void html_add_map(struct page *p);

/* One finding with its source, path and rewrite. */
void html_add_finding(struct page *p, const struct finding *f);

/* "FILE:LINE text" */
void html_add_place(struct page *p, const char *file, unsigned int line,
		    const char *text);

/* What stands in <style> and in <script>, which needs no network.  Borrowed. */
const char *html_style(void);
const char *html_script(void);

#endif
