// SPDX-License-Identifier: GPL-2.0-only
/*
 * cocci.c - fills the marked places of a semantic patch.
 *
 * A place is a comment line '// carriers: masks' (predicates, fields), followed
 * by a declaration with one set of names in braces.
 */
#include "cocci.h"

static const struct {
	const char *mark;
	unsigned int kinds;		/* bits 1 << enum carrier_kind */
} places[] = {
	{ "// carriers: masks", 1u << CARRIER_MACRO | 1u << CARRIER_MASK },
	{ "// carriers: predicates", 1u << CARRIER_PREDICATE },
	{ "// carriers: fields", 1u << CARRIER_FIELD },
};

/* ", A, B" of the carriers of those kinds that count in every file. */
static char *names_of(const struct carrier_set *carriers, unsigned int kinds)
{
	const GPtrArray *all = carrier_set_all(carriers);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GString *names = g_string_new(NULL);

	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		/* A local mask variable is found by the script itself. */
		if (!(kinds & 1u << c->kind) || c->function ||
		    !g_hash_table_add(seen, c->name))
			continue;
		g_string_append_printf(names, ", %s", c->name);
	}
	return g_string_free(names, FALSE);
}

static void fill_place(GString *text, const char *mark, const char *names)
{
	char *at = strstr(text->str, mark);
	char *brace = at ? strchr(at, '}') : NULL;

	if (brace)
		g_string_insert(text, brace - text->str, names);
}

char *cocci_fill(const char *script, const struct carrier_set *carriers)
{
	GString *text = g_string_new(script);

	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *names = names_of(carriers, places[i].kinds);

		fill_place(text, places[i].mark, names);
	}
	return g_string_free(text, FALSE);
}

char *cocci_instance(const struct engine_run *run, const char *name,
		     const char *at, GError **error)
{
	g_autofree char *base = g_strconcat(name, ".cocci", NULL);
	g_autofree char *from = g_build_filename(run->datadir, base, NULL);
	g_autofree char *to = g_build_filename(run->workdir, base, NULL);
	g_autofree char *script = NULL, *text = NULL;

	if (!g_file_get_contents(from, &script, NULL, error))
		return NULL;
	text = cocci_fill(script, run->index->carriers);
	if (at) {
		g_autoptr(GString) s = g_string_new(text);

		fill_place(s, "\nAT = {", at);
		g_free(text);
		text = g_strdup(s->str);
	}
	if (!g_file_set_contents(to, text, -1, error))
		return NULL;
	return g_steal_pointer(&to);
}
