// SPDX-License-Identifier: GPL-2.0-only
/*
 * source.c - life cycle of a source file, and where its tokens are.
 */
#include "source_parts.h"

static void macro_free(struct source_macro *m)
{
	g_free(m->name);
	g_free(m);
}

static void function_free(struct source_function *f)
{
	g_free(f->name);
	g_free(f);
}

struct source *source_new(const char *file, const char *text)
{
	struct source *src = g_new0(struct source, 1);

	src->file = g_strdup(file);
	src->text = g_strdup(text);
	src->tokens = g_array_new(FALSE, FALSE, sizeof(struct token));
	src->conditionals = g_array_new(FALSE, FALSE,
					sizeof(struct source_conditional));
	src->macros = g_ptr_array_new_with_free_func((GDestroyNotify)macro_free);
	src->functions =
		g_ptr_array_new_with_free_func((GDestroyNotify)function_free);
	source_lex(src);
	source_pair_brackets(src);
	source_find_functions(src);
	return src;
}

void source_free(struct source *src)
{
	if (!src)
		return;
	g_ptr_array_unref(src->functions);
	g_ptr_array_unref(src->macros);
	g_array_unref(src->conditionals);
	g_free(src->match);
	g_free(src->outer);
	g_array_unref(src->tokens);
	g_free(src->text);
	g_free(src->file);
	g_free(src);
}

const struct token *source_token(const struct source *src, unsigned int i)
{
	g_assert(i < src->tokens->len);
	return &g_array_index(src->tokens, struct token, i);
}

char *source_token_text(const struct source *src, unsigned int i)
{
	const struct token *t = source_token(src, i);
	const char *p = src->text + t->offset, *end = p + t->length;
	GString *out = g_string_sized_new(t->length);

	while (p < end) {
		unsigned int splice = source_splice(p);

		if (splice) {
			p += splice;
			continue;
		}
		g_string_append_c(out, *p++);
	}
	return g_string_free(out, FALSE);
}

bool source_token_is(const struct source *src, unsigned int i, const char *text)
{
	const struct token *t = source_token(src, i);
	g_autofree char *spliced = NULL;

	/* A token never begins with a splice; this settles most questions. */
	if (src->text[t->offset] != text[0])
		return false;
	if (!memchr(src->text + t->offset, '\\', t->length))
		return strlen(text) == t->length &&
		       !memcmp(src->text + t->offset, text, t->length);
	spliced = source_token_text(src, i);
	return !strcmp(spliced, text);
}

int source_token_at(const struct source *src, unsigned int line,
		    unsigned int column)
{
	unsigned int low = 0, high = src->tokens->len;

	/* The first token that ends behind the place. */
	while (low < high) {
		unsigned int mid = low + (high - low) / 2;
		const struct token *t = source_token(src, mid);

		if (t->line < line ||
		    (t->line == line && t->column + t->length <= column))
			low = mid + 1;
		else
			high = mid;
	}
	return low < src->tokens->len ? (int)low : -1;
}

const struct source_function *source_function_named(const struct source *src,
						    const char *name)
{
	for (guint i = 0; i < src->functions->len; i++) {
		const struct source_function *fn = src->functions->pdata[i];

		if (!strcmp(fn->name, name))
			return fn;
	}
	return NULL;
}

const struct source_function *source_function_at(const struct source *src,
						 unsigned int line)
{
	guint low = 0, high = src->functions->len;
	const struct source_function *f;

	/* The first one that ends on this line or behind it. */
	while (low < high) {
		guint mid = low + (high - low) / 2;

		f = g_ptr_array_index(src->functions, mid);
		if (f->last < line)
			low = mid + 1;
		else
			high = mid;
	}
	f = low < src->functions->len ?
		g_ptr_array_index(src->functions, low) : NULL;
	return f && f->first <= line ? f : NULL;
}

const struct source_macro *source_macro_at(const struct source *src,
					   unsigned int i)
{
	guint low = 0, high = src->macros->len;

	if (!source_token(src, i)->in_define)
		return NULL;
	/* The first macro that ends behind the token. */
	while (low < high) {
		guint mid = low + (high - low) / 2;
		const struct source_macro *m =
			g_ptr_array_index(src->macros, mid);

		if (m->end <= i)
			low = mid + 1;
		else
			high = mid;
	}
	return low < src->macros->len ? g_ptr_array_index(src->macros, low) :
					NULL;
}

/*
 * A macro body that stands inside a function is another text: stepping along
 * the function jumps over it, stepping inside the body ends with it.
 */
static int step(const struct source *src, int i, int by)
{
	const struct source_macro *macro;
	int len = src->tokens->len;

	if (i < 0)
		return -1;
	macro = source_macro_at(src, i);
	for (i += by; i >= 0 && i < len; i += by) {
		if (macro)
			return i >= (int)macro->first && i < (int)macro->end ?
				i : -1;
		if (!source_token(src, i)->in_define)
			return i;
	}
	return -1;
}

int source_next(const struct source *src, int i)
{
	return step(src, i, 1);
}

int source_prev(const struct source *src, int i)
{
	return step(src, i, -1);
}
