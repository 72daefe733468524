/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * source.h - a C source file as tokens, without preprocessing: where its
 * functions are, and the expression that stands around a token.  Comments and
 * code under "#if 0" give no tokens, a string or character is one token, and of
 * the directives only the bodies of macros are kept.  Works on text that the caller
 * read; opens nothing.
 *
 * This is what makes three engines speak of the same place: each reports any
 * token of a read, source_read_at() turns it into the read's one position.
 */
#ifndef PFN_SOURCE_H
#define PFN_SOURCE_H

#include "base.h"
#include "carrier.h"

enum token_kind { TOKEN_NAME, TOKEN_NUMBER, TOKEN_STRING, TOKEN_PUNCT };

struct token {
	enum token_kind kind;
	unsigned int offset, length;	/* bytes in the text */
	unsigned int line, column;	/* from 1; a tab is one column */
	bool in_define;			/* body of a #define */
	bool starts_line;		/* first token of its line */
};

struct source_function {
	char *name;
	unsigned int first, last;	/* lines of the whole definition */
	unsigned int start;		/* index of the first token */
	unsigned int name_token;	/* index of the name's token */
	unsigned int body, end;		/* indices of its '{' and '}' */
	bool is_static;
};

struct source_macro {
	char *name;
	unsigned int line;		/* of the name */
	bool has_parameters;
	unsigned int first, end;	/* tokens of the body: [first, end) */
};

struct source {
	char *file;			/* as messages name it */
	char *text;			/* owned, NUL terminated */
	GArray *tokens;			/* struct token */
	GPtrArray *functions;		/* struct source_function *, in order */
	GPtrArray *macros;		/* struct source_macro *, in order */
	GArray *conditionals;		/* of source_lex.c for source_function.c */
	int *match, *outer;		/* for each token: source_bracket.c */
};

/* Takes a copy of @text (NUL terminated, any bytes).  Never fails. */
struct source *source_new(const char *file, const char *text);
void source_free(struct source *src);
PFN_DEFINE_FREE(source, source_free)

/* The token at an index; its text as a new string, or compared in place. */
const struct token *source_token(const struct source *src, unsigned int i);
char *source_token_text(const struct source *src, unsigned int i);
bool source_token_is(const struct source *src, unsigned int i, const char *text);

/* Index of the token at or after a line and column, or -1. */
int source_token_at(const struct source *src, unsigned int line,
		    unsigned int column);

/* The function whose definition holds that line, or NULL.  Borrowed. */
const struct source_function *source_function_at(const struct source *src,
						 unsigned int line);

/* The first function of that name, or NULL.  Borrowed. */
const struct source_function *source_function_named(const struct source *src,
						    const char *name);

/* The macro whose body holds token @i, or NULL.  Borrowed. */
const struct source_macro *source_macro_at(const struct source *src,
					   unsigned int i);

/*
 * Index of the bracket that belongs to the one at @i, or -1 if there is none or
 * @i (which may be -1) is not a bracket.  A macro body is a text of its own.
 */
int source_match(const struct source *src, int i);

/* The token after or before @i in the same text (macro body or not); -1: none. */
int source_next(const struct source *src, int i);
int source_prev(const struct source *src, int i);

/* PFN_FLAG_* if token @i is one of the flag names, else 0. */
unsigned int source_flag_at(const struct source *src, unsigned int i);

/* The carrier that the name at @i means there, or NULL.  @set may be NULL. */
const struct carrier *source_carrier_at(const struct source *src, unsigned int i,
					const struct carrier_set *set);

/* What source_read_at() found; expression is the caller's (g_free). */
struct source_read {
	unsigned int line, column;	/* first flag or carrier token */
	unsigned int first, last;	/* token indices of the expression */
	unsigned int flags;		/* PFN_FLAG_* of its tokens */
	const struct carrier *carrier;	/* borrowed; NULL for a direct read */
	bool hands_flags;		/* a predicate's call is given flags */
	bool asks_writes;		/* a predicate that asks about writing */
	char *expression;		/* single blanks, no line breaks */
};

/*
 * The read that token @i belongs to: the smallest test around it, bounded by
 * && || ?: , ; an assignment, return or an unmatched bracket.  False if that
 * expression holds no flag and no carrier of @carriers (may be NULL).
 */
bool source_read_at(const struct source *src, unsigned int i,
		    const struct carrier_set *carriers,
		    struct source_read *out);

/*
 * What the body of @fn says of @predicate, which @fn is: whether it asks about
 * writing too and judges flags, itself or through one of @carriers.  Only adds.
 */
void source_add_traits(struct carrier *predicate, const struct source *src,
		       const struct source_function *fn,
		       const struct carrier_set *carriers);

/* The same expression where nothing names a flag: its mask is a number. */
char *source_test_text(const struct source *src, unsigned int i,
		       const struct carrier_set *carriers);

#endif
