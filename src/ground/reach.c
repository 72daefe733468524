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
				  unsigned int flags, const char *gate,
				  const char *args)
{
	struct reach_call *c = g_new0(struct reach_call, 1);

	c->from = g_strdup(from);
	c->to = g_strdup(to);
	c->flags = flags;
	c->gate = g_strdup(gate);
	c->args = g_strdup(args);
	return c;
}

void reach_call_free(struct reach_call *c)
{
	if (!c)
		return;
	g_free(c->from);
	g_free(c->to);
	g_free(c->gate);
	g_free(c->args);
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
						c->gate, c->args));
}

bool reach_has(const struct reach *r, const char *name)
{
	return g_hash_table_contains(r->callers, name);
}

/* One question, on its way up. */
struct climb {
	const struct reach *r;
	GHashTable *seen;	/* need and name -> flags + 1; 1 while it is looked at */
	GPtrArray *gates;
	bool *sure;
};

static void add_gate(struct climb *climb, const char *gate)
{
	if (gate && !g_ptr_array_find_with_equal_func(climb->gates, gate,
						      g_str_equal, NULL))
		g_ptr_array_add(climb->gates, g_strdup(gate));
}

/* A static function is named with its file. */
static const char *after_colon(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

/* Bits of a parameter, of which one must be set.  No bits: it does not matter. */
struct need {
	unsigned int param;
	unsigned long long bits;
};

/* What the call has to say about @need; false: it sets none of these bits. */
static bool passes(const struct reach_call *c, struct need *need)
{
	g_auto(GStrv) items = g_strsplit(need->bits && c->args ? c->args : "",
					 " ", -1);

	for (char **item = items; *item; item++) {
		unsigned long long value;
		unsigned int n;
		char sign;

		if (sscanf(*item, "%u%c%llu", &n, &sign, &value) != 3 ||
		    n != need->param)
			continue;
		if (sign == '=' && !(value & need->bits))
			return false;
		*need = sign == '<' ?
			(struct need){ (unsigned int)value, need->bits } :
			(struct need){ 0, 0 };
		return true;
	}
	*need = (struct need){ 0, 0 };
	return true;
}

static unsigned int climb_to(struct climb *climb, const char *name,
			     struct need need);

static unsigned int climb_call(struct climb *climb, const struct reach_call *c,
			       struct need need)
{
	unsigned int above;

	if (!passes(c, &need)) {
		g_autofree char *gate = g_strdup_printf("what %s() passes",
							after_colon(c->from));

		add_gate(climb, gate);
		return 0;
	}
	above = climb_to(climb, c->from, need);
	if (above & ~c->flags)
		add_gate(climb, c->gate);
	return above & c->flags;
}

static unsigned int climb_to(struct climb *climb, const char *name,
			     struct need need)
{
	const GPtrArray *callers = g_hash_table_lookup(climb->r->callers, name);
	g_autofree char *key = g_strdup_printf("%u:%llu %s", need.param,
					       need.bits, name);
	gpointer known = g_hash_table_lookup(climb->seen, key);
	unsigned int flags = 0;

	if (known)
		return GPOINTER_TO_UINT(known) - 1;
	g_hash_table_insert(climb->seen, g_strdup(key), GUINT_TO_POINTER(1));
	if (!callers) {
		if (g_hash_table_contains(climb->r->open, name))
			*climb->sure = false;
		flags = REACH_BOTH;
	}
	for (guint i = 0; callers && i < callers->len; i++)
		flags |= climb_call(climb, callers->pdata[i], need);
	g_hash_table_insert(climb->seen, g_steal_pointer(&key),
			    GUINT_TO_POINTER(flags + 1));
	return flags;
}

unsigned int reach_of(const struct reach *r, const char *name,
		      const char *needs, GPtrArray *gates, bool *sure)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash,
						g_str_equal, g_free, NULL);
	struct climb climb = { r, seen, gates, sure };
	struct need need = { 0, 0 };

	if (needs && sscanf(needs, "%u:%llu", &need.param, &need.bits) != 2)
		need.bits = 0;
	if (!need.bits)
		need.param = 0;
	return climb_to(&climb, name, need);
}
