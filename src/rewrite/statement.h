/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * statement.h - the body of a function as a tree of statements, over the tokens
 * of source.h: what a rewrite needs to know of scopes, loops and ways out.
 */
#ifndef PFN_STATEMENT_H
#define PFN_STATEMENT_H

#include "ground/source.h"

enum statement_kind {
	STATEMENT_PLAIN,	/* an expression or a declaration */
	STATEMENT_BLOCK,
	STATEMENT_IF,		/* body: then, and else if there is one */
	STATEMENT_LOOP,		/* for, or a macro with a body behind it */
	STATEMENT_WHILE,
	STATEMENT_DO,
	STATEMENT_SWITCH,
	STATEMENT_LABEL,	/* "out:", also case and default */
	STATEMENT_JUMP,		/* goto, return, break, continue */
};

struct statement {
	enum statement_kind kind;
	int first, last;		/* tokens */
	int open, close;		/* brackets of the condition, or -1 */
	struct statement *parent;	/* NULL: the function's body */
	GPtrArray *body;		/* struct statement *, owned */
};

/* The body of @fn; NULL if it cannot be read so.  The caller frees it. */
struct statement *statement_parse(const struct source *src,
				  const struct source_function *fn);
void statement_free(struct statement *s);
PFN_DEFINE_FREE(statement, statement_free)

/* The innermost statement that holds token @i, or NULL. */
const struct statement *statement_at(const struct statement *s, int i);

/* The statement of @scope's own list that holds @s, or NULL. */
const struct statement *statement_in(const struct statement *scope,
				     const struct statement *s);

/* The innermost loop around @s, or NULL. */
const struct statement *statement_loop(const struct statement *s);

/* The one jump that @s is or ends with, NULL if it ends otherwise. */
const struct statement *statement_exit(const struct statement *s);

/* Index of @s in its parent's list. */
guint statement_index(const struct statement *s);

/* Text of the tokens @first..@last as it stands, line ends as one blank. */
char *statement_text(const struct source *src, int first, int last);

/* True if a token of @first..@last is @word. */
bool statement_mentions(const struct source *src, int first, int last,
			const char *word);

#endif
