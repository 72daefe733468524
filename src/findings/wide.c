// SPDX-License-Identifier: GPL-2.0-only
/*
 * wide.c - the other bits of a mask, by name.
 */
#include "wide.h"
#include "index/mask_names.h"
#include "ground/source_parts.h"

/* Predicates that call predicates end somewhere. */
#define MAX_DEPTH 4

struct wide {
	struct mask_names names;
	GTree *bits;		/* set of char *: "LOCKED" */
};

static void add_span(struct wide *w, const struct source *src, int first, int last,
		     unsigned int depth);

/* "mask = A; mask |= B;" in @fn, or at file scope. */
static void add_fills(struct wide *w, const struct source *src,
		      const struct carrier *mask, unsigned int depth)
{
	for (int i = 0; i < (int)src->tokens->len; i++) {
		const struct source_function *fn;
		int op = source_next(src, i), end = op;

		if (!source_is_name(src, i) || !source_token_is(src, i, mask->name) ||
		    !(source_is_punct(src, op, "=") || source_is_punct(src, op, "|=")))
			continue;
		fn = source_function_at(src, source_token(src, i)->line);
		if (g_strcmp0(fn ? fn->name : NULL, mask->function))
			continue;
		while (end >= 0 && !source_is_punct(src, end, ";"))
			end = source_next(src, end);
		add_span(w, src, source_next(src, op), end, depth);
	}
}

/* What the reads of a predicate's body ask. */
static void add_predicate(struct wide *w, const struct carrier *c, unsigned int depth)
{
	const struct source *src = mask_names_source(&w->names, c->file);
	const struct source_function *fn = src ? source_function_at(src, c->line) : NULL;

	for (int i = fn ? (int)fn->body : -1; i >= 0 && i < (int)fn->end;
	     i = source_next(src, i)) {
		struct source_read read = { 0 };

		if (!source_is_name(src, i) ||
		    !(source_flag_at(src, i) ||
		      source_carrier_at(src, i, w->names.carriers)) ||
		    !source_read_at(src, i, w->names.carriers, &read))
			continue;
		g_free(read.expression);
		add_span(w, src, read.first, read.last, depth);
		i = MAX(i, (int)read.last);
	}
}

static void add_macro(struct wide *w, const struct carrier *c, unsigned int depth)
{
	const struct source *src = mask_names_source(&w->names, c->file);

	for (guint i = 0; src && i < src->macros->len; i++) {
		const struct source_macro *m = src->macros->pdata[i];

		if (m->line == c->line && !strcmp(m->name, c->name) && m->end > m->first)
			add_span(w, src, m->first, m->end - 1, depth);
	}
}

static void add_carrier(struct wide *w, const struct source *src,
			const struct carrier *c, unsigned int depth)
{
	if (!depth)
		return;
	if (c->kind == CARRIER_MASK)
		add_fills(w, src, c, depth - 1);
	else if (c->kind == CARRIER_PREDICATE)
		add_predicate(w, c, depth - 1);
	if (c->kind == CARRIER_MACRO || c->kind == CARRIER_PREDICATE)
		add_macro(w, c, depth - 1);
}

static void add_span(struct wide *w, const struct source *src, int first, int last,
		     unsigned int depth)
{
	for (int i = first; i >= 0 && i <= last; i = source_next(src, i)) {
		const struct carrier *c = source_carrier_at(src, i, w->names.carriers);

		if (c)
			add_carrier(w, src, c, depth);
		else if (source_is_name(src, i) &&
			 !source_is_punct(src, source_next(src, i), "("))
			mask_names_add(&w->names, src, i, i, w->bits, 1);
	}
}

static gboolean append(gpointer key, gpointer value, gpointer data)
{
	const char *bit = key;
	GString *text = data;

	if (strcmp(bit, "PFNMAP") && strcmp(bit, "MIXEDMAP") && strcmp(bit, "IO"))
		g_string_append_printf(text, "%sVM_%s", text->len ? ", " : "", bit);
	return false;
}

static int compare(gconstpointer a, gconstpointer b, gpointer data)
{
	return strcmp(a, b);
}

/* "VM_DONTEXPAND, VM_LOCKED", "" for a mask that asks no more; caller frees. */
static char *other_bits(struct wide *w, const struct finding *f)
{
	const struct source *src = mask_names_source(&w->names, f->file);
	int i = src ? source_token_at(src, f->line, f->column) : -1;
	GString *text = g_string_new(NULL);
	struct source_read read = { 0 };

	w->bits = g_tree_new_full(compare, NULL, g_free, NULL);
	if (i >= 0 && source_read_at(src, i, w->names.carriers, &read)) {
		add_span(w, src, read.first, read.last, MAX_DEPTH);
		g_free(read.expression);
	}
	g_tree_foreach(w->bits, append, text);
	g_tree_unref(w->bits);
	return g_string_free(text, FALSE);
}

static void mark(struct wide *w, struct finding *f)
{
	g_autofree char *bits = other_bits(w, f), *old = NULL;

	if (!*bits)
		return;
	old = f->message;
	f->level = LEVEL_NOTE;
	f->message = g_strdup_printf("%s%sit asks %s too, so it decides about the whole VMA",
				     old ? old : "", old ? "; " : "", bits);
}

void wide_mark(GPtrArray *findings, const struct tree *tree,
	       const struct carrier_set *carriers)
{
	struct wide w = { 0 };

	mask_names_init(&w.names, tree, carriers);
	for (guint i = 0; i < findings->len; i++) {
		struct finding *f = findings->pdata[i];

		if (f->level != LEVEL_NOTE && rule_is_about_reads(f->rule))
			mark(&w, f);
	}
	mask_names_release(&w.names);
}
