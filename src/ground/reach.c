// SPDX-License-Identifier: GPL-2.0-only
/*
 * reach.c - goes up the calls.
 */
#include "reach.h"

struct reach {
	GHashTable *callers;	/* name -> GPtrArray of struct reach_call * */
	GHashTable *open;	/* names, owned */
};

struct reach_call *reach_call_new(const char *from, const char *to,
				  unsigned int flags, const char *gate)
{
	struct reach_call *c = g_new0(struct reach_call, 1);

	c->from = g_strdup(from);
	c->to = g_strdup(to);
	c->flags = flags;
	c->gate = g_strdup(gate);
	return c;
}

void reach_call_free(struct reach_call *c)
{
	if (!c)
		return;
	g_free(c->from);
	g_free(c->to);
	g_free(c->gate);
	g_free(c);
}

struct reach *reach_new(void)
{
	struct reach *r = g_new0(struct reach, 1);

	r->callers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					   (GDestroyNotify)g_ptr_array_unref);
	r->open = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return r;
}

void reach_free(struct reach *r)
{
	g_hash_table_unref(r->callers);
	g_hash_table_unref(r->open);
	g_free(r);
}

void reach_add(struct reach *r, const struct reach_call *c)
{
	GPtrArray *callers = g_hash_table_lookup(r->callers, c->to);

	if (!c->from) {
		g_hash_table_add(r->open, g_strdup(c->to));
		return;
	}
	if (!callers) {
		callers = g_ptr_array_new_with_free_func(
				(GDestroyNotify)reach_call_free);
		g_hash_table_insert(r->callers, g_strdup(c->to), callers);
	}
	g_ptr_array_add(callers, reach_call_new(c->from, c->to, c->flags,
						c->gate));
}

/* One question, on its way up. */
struct climb {
	const struct reach *r;
	GHashTable *seen;	/* name -> flags + 1; 1 while it is looked at */
	GPtrArray *gates;
	bool *sure;
};

static void add_gate(struct climb *climb, const char *gate)
{
	if (gate && !g_ptr_array_find_with_equal_func(climb->gates, gate,
						      g_str_equal, NULL))
		g_ptr_array_add(climb->gates, g_strdup(gate));
}

static unsigned int climb_to(struct climb *climb, const char *name)
{
	const GPtrArray *callers = g_hash_table_lookup(climb->r->callers, name);
	gpointer known = g_hash_table_lookup(climb->seen, name);
	unsigned int flags = 0;

	if (known)
		return GPOINTER_TO_UINT(known) - 1;
	g_hash_table_insert(climb->seen, (gpointer)name, GUINT_TO_POINTER(1));
	if (!callers) {
		if (g_hash_table_contains(climb->r->open, name))
			*climb->sure = false;
		flags = REACH_BOTH;
	}
	for (guint i = 0; callers && i < callers->len; i++) {
		const struct reach_call *c = callers->pdata[i];
		unsigned int above = climb_to(climb, c->from);

		if (above & ~c->flags)
			add_gate(climb, c->gate);
		flags |= above & c->flags;
	}
	g_hash_table_insert(climb->seen, (gpointer)name,
			    GUINT_TO_POINTER(flags + 1));
	return flags;
}

unsigned int reach_of(const struct reach *r, const char *name,
		      GPtrArray *gates, bool *sure)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	struct climb climb = { r, seen, gates, sure };

	return climb_to(&climb, name);
}
