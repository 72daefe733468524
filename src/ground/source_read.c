// SPDX-License-Identifier: GPL-2.0-only
/*
 * source_read.c - which token makes an expression a read, and what is said of
 * that read.  How far the expression goes is source_span.c's.
 */
#include "kapi.h"
#include "source_parts.h"

unsigned int source_flag_at(const struct source *src, unsigned int i)
{
	const struct token *t = source_token(src, i);
	g_autofree char *name = NULL;

	/* Nearly all names fail here; the look-up is dear. */
	if (t->kind != TOKEN_NAME || src->text[t->offset] != 'V')
		return 0;
	name = source_token_text(src, i);
	return kapi_flag(name);
}

static bool is_member(const struct source *src, int i)
{
	int before = source_prev(src, i);

	return source_is_punct(src, before, ".") || source_is_punct(src, before, "->");
}

/*
 * A macro or static function of that name in this file is another one than a
 * carrier that came from elsewhere.
 */
static bool is_shadowed(const struct source *src, const char *name)
{
	for (guint i = 0; i < src->macros->len; i++) {
		const struct source_macro *m = g_ptr_array_index(src->macros, i);
		bool alias = m->end > m->first &&
			     source_token_is(src, m->first, name);

		/* "#define f(x) f(x)" only says that f() is there. */
		if (!alias && !strcmp(m->name, name))
			return true;
	}
	for (guint i = 0; i < src->functions->len; i++) {
		const struct source_function *f =
			g_ptr_array_index(src->functions, i);

		if (f->is_static && !strcmp(f->name, name))
			return true;
	}
	return false;
}

const struct carrier *source_carrier_at(const struct source *src, unsigned int i,
					const struct carrier_set *set)
{
	const struct source_function *fn;
	const struct carrier *c;
	g_autofree char *name = NULL;

	if (!set || !source_is_name(src, i))
		return NULL;
	name = source_token_text(src, i);
	if (!carrier_set_find(set, name, src->file, NULL))
		return NULL;
	fn = source_function_at(src, source_token(src, i)->line);
	c = carrier_set_find_use(set, name, src->file, fn ? fn->name : "",
				 is_member(src, i));
	if (c && c->kind != CARRIER_FIELD && strcmp(c->file, src->file) &&
	    is_shadowed(src, name))
		return NULL;
	return c;
}

static bool is_anchor(const struct source *src, int i,
		      const struct carrier_set *set)
{
	return source_flag_at(src, i) || source_carrier_at(src, i, set);
}

/* Where to look from: "if" and "return" mean what stands behind them. */
static struct span first_span(const struct source *src, int i)
{
	int close;

	while (i >= 0 && source_is_boundary(src, i))
		i = source_next(src, i);
	close = source_is_open(src, i) ? source_match(src, i) : -1;
	return (struct span){ i, close < 0 ? i : close };
}

/* Tokens other than the anchor: the expression around them, or in it. */
static int find_anchor(const struct source *src, unsigned int i,
		       const struct carrier_set *set)
{
	struct span s = first_span(src, i);

	if (is_anchor(src, i, set))
		return i;
	while (s.first >= 0) {
		int open;

		s = source_widen(src, s);
		for (int k = s.first; k >= 0 && k <= s.last;
		     k = source_next(src, k))
			if (is_anchor(src, k, set))
				return k;
		open = source_enclosing(src, s);
		if (open < 0 || source_match(src, open) < 0)
			return -1;
		if (source_called_carrier(src, open, set))
			return source_prev(src, open);
		if (source_is_keyword(src, source_prev(src, open)))
			return -1;
		s = (struct span){ open, source_match(src, open) };
	}
	return -1;
}

static char *render(const struct source *src, struct span s)
{
	GString *out = g_string_new(NULL);
	unsigned int end = 0;

	for (int i = s.first; i >= 0 && i <= s.last; i = source_next(src, i)) {
		const struct token *t = source_token(src, i);
		g_autofree char *text = source_token_text(src, i);

		if (end && t->offset > end)
			g_string_append_c(out, ' ');
		g_string_append(out, text);
		end = t->offset + t->length;
	}
	return g_string_free(out, FALSE);
}

/* hugepage_vma_check(vma, vm_flags, ...): a word of flags is an argument. */
static bool hands_flags(const struct source *src, int callee)
{
	int open = source_next(src, callee);
	int close = source_is_punct(src, open, "(") ? source_match(src, open) : -1;

	for (int i = open; i >= 0 && i < close; i = source_next(src, i)) {
		g_autofree char *name = source_is_name(src, i) ?
			source_token_text(src, i) : NULL;

		if (name && kapi_is(name, KAPI_FLAGS_MEMBER))
			return true;
	}
	return false;
}

bool source_read_at(const struct source *src, unsigned int i,
		    const struct carrier_set *carriers,
		    struct source_read *out)
{
	int anchor = find_anchor(src, i, carriers), at = -1;
	struct span s;

	if (anchor < 0)
		return false;
	s = source_test_around(src, anchor, carriers);
	*out = (struct source_read){ .first = s.first, .last = s.last };
	for (int k = s.first; k >= 0 && k <= s.last; k = source_next(src, k)) {
		const struct carrier *c = source_carrier_at(src, k, carriers);
		unsigned int flag = source_flag_at(src, k);

		if (!c && !flag)
			continue;
		out->flags |= flag | (c ? c->flags : 0);
		if (at < 0) {
			at = k;
			out->carrier = c;
		}
	}
	out->line = source_token(src, at)->line;
	out->column = source_token(src, at)->column;
	out->hands_flags = out->carrier &&
			   out->carrier->kind == CARRIER_PREDICATE &&
			   (out->carrier->judges_flags || hands_flags(src, at));
	out->asks_writes = out->carrier && out->carrier->asks_writes;
	out->expression = render(src, s);
	return true;
}

/* thp_vma_allowable_order(vma, vma->vm_flags, ...): a VMA, and flags for it. */
static bool hands_vma_with_flags(const struct source *src, int callee)
{
	int open = source_next(src, callee);
	int close = source_is_punct(src, open, "(") ? source_match(src, open) : -1;

	for (int i = source_next(src, open); i >= 0 && i < close;
	     i = source_is_open(src, i) ? source_next(src, source_match(src, i)) :
					  source_next(src, i))
		if (source_is_punct(src, i, ","))
			return hands_flags(src, callee);
	return false;
}

void source_add_traits(struct carrier *predicate, const struct source *src,
		       const struct source_function *fn,
		       const struct carrier_set *carriers)
{
	for (int i = fn->body; i >= 0 && i < (int)fn->end; i = source_next(src, i)) {
		const struct carrier *c = source_carrier_at(src, i, carriers);
		g_autofree char *name = source_is_name(src, i) ?
			source_token_text(src, i) : NULL;

		if ((name && kapi_is(name, KAPI_WRITE_FLAG)) ||
		    (c && c->asks_writes))
			predicate->asks_writes = true;
		if (c && c->kind == CARRIER_PREDICATE &&
		    (c->judges_flags || hands_vma_with_flags(src, i)))
			predicate->judges_flags = true;
	}
}

char *source_test_text(const struct source *src, unsigned int i,
		       const struct carrier_set *carriers)
{
	return render(src, source_test_around(src, i, carriers));
}
