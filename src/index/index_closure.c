// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_closure.c - a definition is looked at again when one that it mentions
 * turns out to carry the flags, and only then: whoever defines ten thousand macros
 * by each other gets an answer in the time that it takes to read them.
 */
#include "index_parts.h"

struct mentions {
	GHashTable *by_name;		/* owned name -> GArray of guint */
	GPtrArray *names;		/* of the definitions, borrowed */
};

void mentions_add(struct mentions *mentions, const struct source *src, guint i,
		  const char *name, unsigned int first, unsigned int end)
{
	g_ptr_array_add(mentions->names, (gpointer)name);
	for (unsigned int t = first; t < end; t++) {
		g_autofree char *word = NULL;
		GArray *who;

		if (source_token(src, t)->kind != TOKEN_NAME)
			continue;
		word = source_token_text(src, t);
		who = g_hash_table_lookup(mentions->by_name, word);
		if (!who) {
			who = g_array_new(FALSE, FALSE, sizeof(guint));
			g_hash_table_insert(mentions->by_name,
					    g_steal_pointer(&word), who);
		}
		if (!who->len || g_array_index(who, guint, who->len - 1) != i)
			g_array_append_val(who, i);
	}
}

/* Looks again at those that mention definition @i; what that finds follows. */
static void look_at_users(const struct mentions *mentions, guint i,
			  const struct source *src, struct carrier_set *set,
			  index_add_fn add, GArray *changed)
{
	const GArray *who = g_hash_table_lookup(mentions->by_name,
						mentions->names->pdata[i]);

	for (guint k = 0; who && k < who->len; k++) {
		guint user = g_array_index(who, guint, k);

		if (add(src, user, set))
			g_array_append_val(changed, user);
	}
}

bool index_close_over(const struct source *src, struct carrier_set *set,
		      guint count, index_add_fn add, index_mention_fn mention)
{
	g_autoptr(GArray) changed = g_array_new(FALSE, FALSE, sizeof(guint));
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autoptr(GHashTable) by_name = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free,
			(GDestroyNotify)g_array_unref);
	struct mentions mentions = { by_name, names };

	for (guint i = 0; i < count; i++)
		if (add(src, i, set))
			g_array_append_val(changed, i);
	for (guint i = 0; changed->len && i < count; i++)
		mention(src, i, &mentions);
	/* Flags are only ever added, two to each definition: this ends. */
	for (guint next = 0; next < changed->len; next++)
		look_at_users(&mentions, g_array_index(changed, guint, next),
			      src, set, add, changed);
	return changed->len;
}
