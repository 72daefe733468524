// SPDX-License-Identifier: GPL-2.0-only
/*
 * ways.c - follows the address of a table through one file.
 *
 * walk_page_vma() never calls walk_page_test(), so that a table which is only used
 * with it has no gate, and its own .test_walk would never be called.  Which of the
 * walks do is read off the file of the tree that defines them.
 */
#include "ways.h"
#include "ground/source_parts.h"
#include "index/walk_source.h"

#define MAX_DEPTH 4
#define MAX_ALIASES 32

/* A name that stands for the table. */
struct alias {
	char *name;
	const struct source_function *in;	/* NULL: anywhere in the file */
};

struct ways {
	const struct tree *tree;
	struct source *walks;			/* walk_source.h, or NULL */
};

/* The search for one table. */
struct search {
	const struct source *src, *walks;
	GPtrArray *aliases;			/* struct alias *, grows */
	GPtrArray *found;			/* struct walk_way * */
};

static void alias_free(struct alias *a)
{
	g_free(a->name);
	g_free(a);
}

static void add_alias(struct search *w, const char *name, const struct source_function *in)
{
	struct alias *a;

	for (guint i = 0; i < w->aliases->len; i++) {
		a = w->aliases->pdata[i];
		if (a->in == in && !strcmp(a->name, name))
			return;
	}
	a = g_new0(struct alias, 1);
	a->name = g_strdup(name);
	a->in = in;
	g_ptr_array_add(w->aliases, a);
}

/* Whether @fn, or what it calls in the same file, asks ops->test_walk. */
static bool asks_test(const struct source *src, const struct source_function *fn,
		      unsigned int depth)
{
	for (int i = fn->body; depth && i >= 0 && i < (int)fn->end;
	     i = source_next(src, i)) {
		g_autofree char *name = source_is_name(src, i) ?
			source_token_text(src, i) : NULL;
		const struct source_function *called;

		if (!name)
			continue;
		if (kapi_is(name, KAPI_WALK_TEST))
			return true;
		called = source_is_punct(src, source_next(src, i), "(") ?
			 source_function_named(src, name) : NULL;
		if (called && called != fn && asks_test(src, called, depth - 1))
			return true;
	}
	return false;
}

static void way_free(struct walk_way *way)
{
	g_free(way->call);
	g_free(way);
}

static void add_way(struct search *w, const char *call, unsigned int line)
{
	const struct source_function *fn = w->walks ?
		source_function_named(w->walks, call) : NULL;
	struct walk_way *way;

	for (guint i = 0; i < w->found->len; i++) {
		way = w->found->pdata[i];
		if (way->line == line && !strcmp(way->call, call))
			return;
	}
	way = g_new0(struct walk_way, 1);
	way->call = g_strdup(call);
	way->line = line;
	way->tested = fn && asks_test(w->walks, fn, MAX_DEPTH);
	g_ptr_array_add(w->found, way);
}

/* The name of parameter @n of @fn, or NULL; the caller frees it. */
static char *parameter_name(const struct source *src, const struct source_function *fn,
			    unsigned int n)
{
	int open = source_next(src, fn->name_token), close = source_match(src, open);
	int last = -1;

	for (int i = source_next(src, open); i >= 0 && i <= close; i = source_next(src, i)) {
		if (i == close || source_is_punct(src, i, ",")) {
			if (!n--)
				return last < 0 ? NULL : source_token_text(src, last);
			last = -1;
		} else if (source_is_open(src, i)) {
			i = source_match(src, i);
		} else if (source_is_name(src, i)) {
			last = i;
		}
	}
	return NULL;
}

/* How many arguments stand in front of token @i in the brackets at @open. */
static unsigned int argument_of(const struct source *src, int open, int i)
{
	unsigned int n = 0;

	for (int k = source_next(src, open); k >= 0 && k < i; k = source_next(src, k)) {
		if (source_is_open(src, k))
			k = source_match(src, k);
		else if (source_is_punct(src, k, ","))
			n++;
	}
	return n;
}

/* The table is an argument of the call at @open. */
static void at_call(struct search *w, int open, int i)
{
	int callee = source_prev(w->src, open);
	g_autofree char *name = source_is_name(w->src, callee) ?
		source_token_text(w->src, callee) : NULL;
	const struct source_function *fn = name ? source_function_named(w->src, name) : NULL;
	g_autofree char *parameter = NULL;

	if (!name)
		return;
	if (kapi_is(name, KAPI_WALK) || g_str_has_prefix(name, "walk_kernel_page")) {
		add_way(w, name, source_token(w->src, callee)->line);
		return;
	}
	parameter = fn ? parameter_name(w->src, fn, argument_of(w->src, open, i)) : NULL;
	if (parameter)
		add_alias(w, parameter, fn);
}

/* "ops = &table", "ops = c ? &a : &table", "return &table". */
static void at_value(struct search *w, const struct source_function *fn, int i)
{
	int k = source_prev(w->src, i);

	while (k >= 0 && !source_is_punct(w->src, k, ";") &&
	       !source_is_punct(w->src, k, "{") && !source_is_punct(w->src, k, "}") &&
	       !source_is_punct(w->src, k, "=") && !source_token_is(w->src, k, "return"))
		k = source_is_close(w->src, k) ?
			source_prev(w->src, source_match(w->src, k)) :
			source_prev(w->src, k);
	if (k < 0 || !fn)
		return;
	if (source_token_is(w->src, k, "return")) {
		add_alias(w, fn->name, NULL);
	} else if (source_is_punct(w->src, k, "=") &&
		   source_is_name(w->src, source_prev(w->src, k))) {
		g_autofree char *name = source_token_text(w->src,
							  source_prev(w->src, k));

		add_alias(w, name, fn);
	}
}

static void follow(struct search *w, const struct alias *a)
{
	const struct source *src = w->src;

	for (int i = 0; i < (int)src->tokens->len; i++) {
		const struct token *t = source_token(src, i);
		const struct source_function *fn;
		int open;

		if (t->in_define || !source_is_name(src, i) ||
		    !source_token_is(src, i, a->name))
			continue;
		fn = source_function_at(src, t->line);
		if (!fn || (a->in && a->in != fn) || (int)fn->name_token == i ||
		    i < (int)fn->body)
			continue;
		open = source_enclosing(src, (struct span){ i, i });
		if (source_is_punct(src, open, "("))
			at_call(w, open, i);
		else
			at_value(w, fn, i);
	}
}

static gint compare_lines(gconstpointer a, gconstpointer b)
{
	const struct walk_way *x = *(const struct walk_way *const *)a;
	const struct walk_way *y = *(const struct walk_way *const *)b;

	return x->line < y->line ? -1 : x->line > y->line;
}

struct ways *ways_new(const struct tree *tree, const struct index *index)
{
	struct ways *ways = g_new0(struct ways, 1);

	ways->tree = tree;
	ways->walks = walk_source_read(tree, index);
	return ways;
}

void ways_free(struct ways *ways)
{
	if (!ways)
		return;
	source_free(ways->walks);
	g_free(ways);
}

GPtrArray *ways_of(struct ways *ways, const struct walker *w)
{
	g_autofree char *text = tree_read(ways->tree, w->file, NULL);
	pfn_auto(source) src = source_new(w->file, text ? text : "");
	struct search search = {
		src, ways->walks,
		g_ptr_array_new_with_free_func((GDestroyNotify)alias_free),
		g_ptr_array_new_with_free_func((GDestroyNotify)way_free),
	};

	/* A table in a function is known there only: damon has two walk_ops. */
	add_alias(&search, w->name, source_function_at(src, w->line));
	for (guint i = 0; i < search.aliases->len && i < MAX_ALIASES; i++)
		follow(&search, search.aliases->pdata[i]);
	g_ptr_array_unref(search.aliases);
	g_ptr_array_sort(search.found, compare_lines);
	return search.found;
}

char *ways_gate(const struct walker *w, const struct walk_way *way)
{
	GString *text = g_string_new(NULL);

	if (!way->tested)
		return g_string_free(g_string_append(text, w->own_test_walk ?
			"no gate, test_walk is not called" : "no gate"), FALSE);
	g_string_append(text, w->own_test_walk ?
			"own test_walk, not walk_page_test()'s" : "walk_page_test()");
	if (!w->gate_flags && !w->gate_io)
		return g_string_free(g_string_append(text, w->own_test_walk ?
			": asks neither flag" : ""), FALSE);
	g_string_append(text, ":");
	if (w->gate_flags & PFN_FLAG_PFNMAP)
		g_string_append(text, " VM_PFNMAP");
	if (w->gate_flags & PFN_FLAG_MIXEDMAP)
		g_string_append(text, " VM_MIXEDMAP");
	if (w->gate_io)
		g_string_append(text, " VM_IO");
	return g_string_free(text, FALSE);
}
