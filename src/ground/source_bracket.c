// SPDX-License-Identifier: GPL-2.0-only
/*
 * source_bracket.c - which brackets belong together, and which one is open at a
 * token, found in one pass.  A macro body is a text of its own: brackets that it
 * leaves open concern nobody else.
 */
#include "source_parts.h"

enum bracket { ROUND, SQUARE, CURLY, BRACKET_COUNT };

struct pairing {
	struct source *src;
	GArray *open[BRACKET_COUNT];	/* int, tokens */
	int before;			/* previous token of this text, or -1 */
};

static char punct_of(const struct source *src, int i)
{
	const struct token *t = source_token(src, i);

	if (t->kind != TOKEN_PUNCT || t->length != 1)
		return '\0';
	return src->text[t->offset];
}

static void pair(struct pairing *p, int i)
{
	static const char opening[] = "([{", closing[] = ")]}";
	char c = punct_of(p->src, i);
	const char *at = c ? strchr(opening, c) : NULL;
	GArray *stack;

	p->src->match[i] = -1;
	if (at) {
		g_array_append_val(p->open[at - opening], i);
		return;
	}
	at = c ? strchr(closing, c) : NULL;
	stack = at ? p->open[at - closing] : NULL;
	if (!stack || !stack->len)
		return;
	p->src->match[i] = g_array_index(stack, int, stack->len - 1);
	p->src->match[p->src->match[i]] = i;
	g_array_set_size(stack, stack->len - 1);
}

/* The round or square bracket that is open at @i in its statement, or -1. */
static int outer_of(const struct pairing *p, int i)
{
	int before = p->before;
	char c = before < 0 ? ';' : punct_of(p->src, before);

	if (c == '(' || c == '[')
		return before;
	if (c == ')' || c == ']')
		return p->src->match[before] < 0 ? -1 :
			p->src->outer[p->src->match[before]];
	if (c == ';' || c == '{' || c == '}')
		return -1;
	return p->src->outer[before];
}

static void visit(struct pairing *p, int i)
{
	p->src->outer[i] = outer_of(p, i);
	pair(p, i);
	p->before = i;
}

static struct pairing pairing_new(struct source *src)
{
	struct pairing p = { .src = src, .before = -1 };

	for (int k = 0; k < BRACKET_COUNT; k++)
		p.open[k] = g_array_new(FALSE, FALSE, sizeof(int));
	return p;
}

static void pairing_clear(struct pairing *p)
{
	for (int k = 0; k < BRACKET_COUNT; k++)
		g_array_unref(p->open[k]);
}

void source_pair_brackets(struct source *src)
{
	struct pairing code = pairing_new(src);

	src->match = g_new(int, src->tokens->len);
	src->outer = g_new(int, src->tokens->len);
	for (guint m = 0; m < src->macros->len; m++) {
		const struct source_macro *macro =
			g_ptr_array_index(src->macros, m);
		struct pairing body = pairing_new(src);

		for (unsigned int i = macro->first; i < macro->end; i++)
			visit(&body, i);
		pairing_clear(&body);
	}
	for (unsigned int i = 0; i < src->tokens->len; i++)
		if (!source_token(src, i)->in_define)
			visit(&code, i);
	pairing_clear(&code);
}

int source_match(const struct source *src, int i)
{
	return i < 0 ? -1 : src->match[i];
}
