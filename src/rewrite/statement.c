// SPDX-License-Identifier: GPL-2.0-only
/*
 * statement.c - reads statements off tokens.  Code of all branches of an #if is
 * read one after the other, as source.h gives it; a function in which that leaves
 * brackets open is not read at all.
 */
#include "ground/source_parts.h"
#include "statement.h"

struct reader {
	const struct source *src;
	int end;			/* token behind the body's last one */
	bool failed;
};

static struct statement *read_one(struct reader *r, int *i,
				  struct statement *parent);

static bool is_word(const struct source *src, int i, const char *word)
{
	return source_is_name(src, i) && source_token_is(src, i, word);
}

static struct statement *statement_new(enum statement_kind kind, int first,
				       struct statement *parent)
{
	struct statement *s = g_new0(struct statement, 1);

	s->kind = kind;
	s->first = s->last = first;
	s->open = s->close = -1;
	s->parent = parent;
	s->body = g_ptr_array_new_with_free_func((GDestroyNotify)statement_free);
	return s;
}

void statement_free(struct statement *s)
{
	if (!s)
		return;
	g_ptr_array_unref(s->body);
	g_free(s);
}

static void read_list(struct reader *r, int *i, struct statement *block)
{
	int close = source_match(r->src, *i);

	if (close < 0) {
		r->failed = true;
		return;
	}
	block->last = close;
	*i = source_next(r->src, *i);
	while (!r->failed && *i >= 0 && *i < close)
		read_one(r, i, block);
	*i = source_next(r->src, close);
}

static void read_condition(struct reader *r, int *i, struct statement *s)
{
	s->open = source_next(r->src, *i);
	s->close = source_is_punct(r->src, s->open, "(") ?
		   source_match(r->src, s->open) : -1;
	if (s->close < 0)
		r->failed = true;
	else
		*i = source_next(r->src, s->close);
}

/* Up to the ";"; or a call with a statement behind it, as list macros are. */
static void read_plain(struct reader *r, int *i, struct statement *s)
{
	int at = *i;

	while (at >= 0 && at < r->end && !source_is_punct(r->src, at, ";")) {
		if (source_is_open(r->src, at)) {
			bool call = source_is_punct(r->src, at, "(") &&
				    at == source_next(r->src, s->first);
			int close = source_match(r->src, at);

			if (call && close >= 0 &&
			    source_is_punct(r->src, source_next(r->src, close), "{")) {
				s->kind = STATEMENT_LOOP;
				s->open = at;
				s->close = close;
				*i = source_next(r->src, close);
				read_one(r, i, s);
				return;
			}
			at = close;
		}
		at = at < 0 ? -1 : source_next(r->src, at);
	}
	r->failed |= at < 0 || at >= r->end;
	s->last = at;
	*i = at < 0 ? -1 : source_next(r->src, at);
}

static enum statement_kind kind_at(const struct source *src, int i)
{
	static const struct {
		const char *word;
		enum statement_kind kind;
	} words[] = {
		{ "if", STATEMENT_IF }, { "for", STATEMENT_LOOP },
		{ "while", STATEMENT_WHILE }, { "do", STATEMENT_DO },
		{ "switch", STATEMENT_SWITCH }, { "goto", STATEMENT_JUMP },
		{ "return", STATEMENT_JUMP }, { "break", STATEMENT_JUMP },
		{ "continue", STATEMENT_JUMP }, { "case", STATEMENT_LABEL },
		{ "default", STATEMENT_LABEL },
	};

	if (source_is_punct(src, i, "{"))
		return STATEMENT_BLOCK;
	for (size_t k = 0; k < G_N_ELEMENTS(words); k++)
		if (is_word(src, i, words[k].word))
			return words[k].kind;
	if (source_is_name(src, i) &&
	    source_is_punct(src, source_next(src, i), ":"))
		return STATEMENT_LABEL;
	return STATEMENT_PLAIN;
}

static void read_label(struct reader *r, int *i, struct statement *s)
{
	while (*i >= 0 && *i < r->end && !source_is_punct(r->src, *i, ":"))
		*i = source_next(r->src, *i);
	r->failed |= *i < 0 || *i >= r->end;
	s->last = *i;
	*i = *i < 0 ? -1 : source_next(r->src, *i);
}

static void read_if(struct reader *r, int *i, struct statement *s)
{
	read_condition(r, i, s);
	if (r->failed)
		return;
	read_one(r, i, s);
	if (r->failed || !is_word(r->src, *i, "else"))
		return;
	*i = source_next(r->src, *i);
	read_one(r, i, s);
}

static void read_do(struct reader *r, int *i, struct statement *s)
{
	*i = source_next(r->src, *i);
	read_one(r, i, s);
	if (r->failed || !is_word(r->src, *i, "while")) {
		r->failed = true;
		return;
	}
	read_condition(r, i, s);
	if (r->failed)
		return;
	s->last = *i;			/* the ";" */
	*i = source_next(r->src, *i);
}

static void read_kind(struct reader *r, int *i, struct statement *s)
{
	switch (s->kind) {
	case STATEMENT_BLOCK:
		read_list(r, i, s);
		break;
	case STATEMENT_IF:
		read_if(r, i, s);
		break;
	case STATEMENT_LOOP: case STATEMENT_WHILE: case STATEMENT_SWITCH:
		read_condition(r, i, s);
		if (!r->failed)
			read_one(r, i, s);
		break;
	case STATEMENT_DO:
		read_do(r, i, s);
		break;
	case STATEMENT_LABEL:
		read_label(r, i, s);
		break;
	default:
		read_plain(r, i, s);
	}
}

/* Reads the statement at *@i into @parent's list; *@i goes behind it. */
static struct statement *read_one(struct reader *r, int *i,
				  struct statement *parent)
{
	struct statement *s;

	if (*i < 0 || *i >= r->end) {
		r->failed = true;
		return NULL;
	}
	s = statement_new(kind_at(r->src, *i), *i, parent);
	g_ptr_array_add(parent->body, s);
	read_kind(r, i, s);
	if (s->body->len && s->kind != STATEMENT_BLOCK &&
	    s->kind != STATEMENT_DO) {
		const struct statement *last = s->body->pdata[s->body->len - 1];

		s->last = last->last;
	}
	return s;
}

struct statement *statement_parse(const struct source *src,
				  const struct source_function *fn)
{
	struct reader r = { .src = src, .end = fn->end };
	pfn_auto(statement) s = statement_new(STATEMENT_BLOCK, fn->body, NULL);
	int i = fn->body;

	read_list(&r, &i, s);
	return r.failed ? NULL : g_steal_pointer(&s);
}

const struct statement *statement_at(const struct statement *s, int i)
{
	if (i < s->first || i > s->last)
		return NULL;
	for (guint k = 0; k < s->body->len; k++) {
		const struct statement *in = statement_at(s->body->pdata[k], i);

		if (in)
			return in;
	}
	return s;
}

const struct statement *statement_in(const struct statement *scope,
				     const struct statement *s)
{
	while (s && s->parent != scope)
		s = s->parent;
	return s;
}

const struct statement *statement_loop(const struct statement *s)
{
	for (s = s->parent; s; s = s->parent)
		if (s->kind == STATEMENT_LOOP || s->kind == STATEMENT_WHILE ||
		    s->kind == STATEMENT_DO)
			return s;
	return NULL;
}

const struct statement *statement_exit(const struct statement *s)
{
	while (s && s->kind == STATEMENT_BLOCK && s->body->len)
		s = s->body->pdata[s->body->len - 1];
	return s && s->kind == STATEMENT_JUMP ? s : NULL;
}

guint statement_index(const struct statement *s)
{
	guint k = 0;

	while (s->parent->body->pdata[k] != s)
		k++;
	return k;
}

char *statement_text(const struct source *src, int first, int last)
{
	const struct token *a = source_token(src, first);
	const struct token *b = source_token(src, last);
	GString *out = g_string_new(NULL);
	bool blank = false;

	for (unsigned int at = a->offset; at < b->offset + b->length; at++) {
		if (g_ascii_isspace(src->text[at])) {
			blank = true;
			continue;
		}
		if (blank && out->len)
			g_string_append_c(out, ' ');
		blank = false;
		g_string_append_c(out, src->text[at]);
	}
	return g_string_free(out, FALSE);
}

bool statement_mentions(const struct source *src, int first, int last,
			const char *word)
{
	for (int i = first; i >= 0 && i <= last; i = source_next(src, i))
		if (is_word(src, i, word))
			return true;
	return false;
}
