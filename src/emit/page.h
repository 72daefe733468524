/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * page.h - what a rule's page says, for whoever quotes it.
 */
#ifndef PFN_PAGE_H
#define PFN_PAGE_H

#include "ground/rules.h"
#include "tree/installed.h"

/*
 * The first paragraph of the section "## TITLE" of the page of @rule, without
 * examples; the caller frees it.  NULL where there is no such page or section.
 */
char *page_section(const struct installed *files, const struct rule *rule,
		   const char *title);

/* The first @count sentences of @text as one line; the caller frees it. */
char *page_sentences(const char *text, unsigned int count);

#endif
