// SPDX-License-Identifier: GPL-2.0-only
/*
 * same_mask.c - reads the one return statement of a predicate as a test of a
 * mask, and a mask as a set of flags.  Whatever is not exactly that has no
 * mask: a predicate that asks for more is never put in a test's place.
 */
#include "ground/kapi.h"
#include "mask_names.h"
#include "same_mask.h"
#include "ground/source_parts.h"

/* How far a mask or predicate is followed through others. */
#define DEPTH 4

struct test {
	const char *about;		/* "vma", "flags" or "value" */
	GTree *flags;			/* names without prefix, owned */
	bool if_clear;			/* says yes if none is set */
};

static int compare_names(gconstpointer a, gconstpointer b, gpointer data)
{
	return strcmp(a, b);
}

static void test_init(struct test *t)
{
	t->about = NULL;
	t->flags = g_tree_new_full(compare_names, NULL, g_free, NULL);
	t->if_clear = false;
}

static void test_release(struct test *t)
{
	g_tree_unref(t->flags);
}

/* What the only parameter is, and the token of its name; NULL: another type. */
static const char *parameter(const struct source *src,
			     const struct source_function *fn, int *name)
{
	int open = source_next(src, fn->name_token);
	int close = source_match(src, open);
	const char *about = NULL;
	bool pointer = false;

	*name = source_prev(src, close);
	for (int i = source_next(src, open); i >= 0 && i < close;
	     i = source_next(src, i)) {
		if (source_is_punct(src, i, ","))
			return NULL;
		pointer |= source_is_punct(src, i, "*");
		if (source_token_is(src, i, "vm_area_struct"))
			about = "vma";
		else if (source_token_is(src, i, "vma_flags_t"))
			about = "flags";
		else if (source_token_is(src, i, "vm_flags_t"))
			about = "value";
	}
	return pointer == (g_strcmp0(about, "value") != 0) ? about : NULL;
}

struct body {
	const struct source *src;
	const struct source_function *fn;
	int name;			/* of the parameter */
};

static bool is_parameter(const struct body *b, int i)
{
	g_autofree char *name = source_token_text(b->src, b->name);

	return source_is_name(b->src, i) && source_token_is(b->src, i, name);
}

/* "&vma->flags" or the parameter itself; the token behind it, -1: neither. */
static int behind_subject(const struct body *b, int i)
{
	bool address = source_is_punct(b->src, i, "&");
	g_autofree char *member = NULL;

	if (address)
		i = source_next(b->src, i);
	if (!is_parameter(b, i))
		return -1;
	i = source_next(b->src, i);
	if (!source_is_punct(b->src, i, "->"))
		return address ? -1 : i;
	i = source_next(b->src, i);
	if (!source_is_name(b->src, i))
		return -1;
	member = source_token_text(b->src, i);
	/* vm_flags, and the bitmap beside it. */
	return kapi_is(member, KAPI_FLAGS_MEMBER) || !strcmp(member, "flags") ?
	       source_next(b->src, i) : -1;
}

static bool predicate_test(struct mask_names *m, const struct carrier *c,
			   struct test *t, unsigned int depth);

/* vma_flags_test_any(&vma->flags, ...), or another predicate of the subject. */
static bool call_test(struct mask_names *m, const struct body *b, int first, int last,
		      struct test *t, unsigned int depth)
{
	g_autofree char *name = source_token_text(b->src, first);
	int behind = behind_subject(b, source_next(b->src,
						  source_next(b->src, first)));
	const struct carrier *c;
	bool inner;

	if (behind < 0)
		return false;
	if (kapi_is(name, KAPI_FLAG_TEST))
		return source_is_punct(b->src, behind, ",") &&
		       mask_names_add(m, b->src, source_next(b->src, behind),
				source_prev(b->src, last), t->flags, depth) &&
		       (!strstr(name, "_all") || g_tree_nnodes(t->flags) == 1);
	c = mask_names_carrier(m, name, CARRIER_PREDICATE);
	inner = t->if_clear;
	if (!c || behind != last || !depth ||
	    !predicate_test(m, c, t, depth - 1))
		return false;
	t->if_clear ^= inner;
	return true;
}

/* The value that is returned: "!", parentheses, then one test. */
static bool value_test(struct mask_names *m, const struct body *b, int first,
		       int last, struct test *t, unsigned int depth)
{
	int behind;

	for (;;) {
		if (source_is_punct(b->src, first, "!"))
			t->if_clear = !t->if_clear;
		else if (source_is_punct(b->src, first, "(") &&
			 source_match(b->src, first) == last)
			last = source_prev(b->src, last);
		else
			break;
		first = source_next(b->src, first);
	}
	if (source_is_name(b->src, first) && !is_parameter(b, first) &&
	    source_match(b->src, source_next(b->src, first)) == last)
		return call_test(m, b, first, last, t, depth);
	behind = behind_subject(b, first);
	return behind >= 0 && source_is_punct(b->src, behind, "&") &&
	       mask_names_add(m, b->src, source_next(b->src, behind), last,
			      t->flags, depth);
}

/* The only function of that name in the file: no other branch of an #ifdef. */
static const struct source_function *only_function(const struct source *src,
						   const char *name)
{
	const struct source_function *found = NULL;

	for (guint i = 0; i < src->functions->len; i++) {
		const struct source_function *fn = src->functions->pdata[i];

		if (strcmp(fn->name, name))
			continue;
		if (found)
			return NULL;
		found = fn;
	}
	return found;
}

static bool predicate_test(struct mask_names *m, const struct carrier *c,
			   struct test *t, unsigned int depth)
{
	const struct source *src = mask_names_source(m, c->file);
	struct body b = { .src = src };
	const char *about;
	int first, end;

	b.fn = src ? only_function(src, c->name) : NULL;
	about = b.fn ? parameter(src, b.fn, &b.name) : NULL;
	if (!about)
		return false;
	/* { return ...; } */
	first = source_next(src, b.fn->body);
	end = source_prev(src, b.fn->end);
	if (!source_token_is(src, first, "return") ||
	    !source_is_punct(src, end, ";"))
		return false;
	first = source_next(src, first);
	t->if_clear = false;
	if (!value_test(m, &b, first, source_prev(src, end), t, depth))
		return false;
	t->about = about;
	return true;
}

static gboolean add_name(gpointer name, gpointer value, gpointer data)
{
	json_builder_add_string_value(data, name);
	return FALSE;
}

static void add_flags(JsonBuilder *b, GTree *flags)
{
	json_builder_begin_array(b);
	g_tree_foreach(flags, add_name, b);
	json_builder_end_array(b);
}

static bool declares_api(const char *file)
{
	for (const char *const *h = kapi_capability_headers(); *h; h++)
		if (!strcmp(*h, file))
			return true;
	return false;
}

static void add_predicate(JsonBuilder *b, const struct carrier *c,
			  const struct test *t)
{
	json_builder_set_member_name(b, c->name);
	json_builder_begin_object(b);
	json_builder_set_member_name(b, "about");
	json_builder_add_string_value(b, t->about);
	json_builder_set_member_name(b, "flags");
	add_flags(b, t->flags);
	json_builder_set_member_name(b, "clear");
	json_builder_add_boolean_value(b, t->if_clear);
	json_builder_end_object(b);
}

static void add_item(JsonBuilder *b, struct mask_names *m, const struct carrier *c)
{
	struct test t;

	test_init(&t);
	if (c->kind == CARRIER_PREDICATE && declares_api(c->file) &&
	    predicate_test(m, c, &t, DEPTH)) {
		add_predicate(b, c, &t);
	} else if (c->kind == CARRIER_MACRO &&
		   mask_names_add_macro(m, c->name, t.flags, DEPTH)) {
		json_builder_set_member_name(b, c->name);
		add_flags(b, t.flags);
	}
	test_release(&t);
}

static void add_items(JsonBuilder *b, const char *member, struct mask_names *m,
		      enum carrier_kind kind)
{
	const GPtrArray *all = carrier_set_all(m->carriers);

	json_builder_set_member_name(b, member);
	json_builder_begin_object(b);
	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		if (c->kind == kind && c->scope == SCOPE_TREE &&
		    g_str_is_ascii(c->name) &&
		    mask_names_carrier(m, c->name, kind) == c)
			add_item(b, m, c);
	}
	json_builder_end_object(b);
}

void same_mask_add(JsonBuilder *b, const struct tree *tree,
		   const struct carrier_set *carriers)
{
	struct mask_names m;

	mask_names_init(&m, tree, carriers);
	add_items(b, "same", &m, CARRIER_PREDICATE);
	add_items(b, "macros", &m, CARRIER_MACRO);
	mask_names_release(&m);
}
