// SPDX-License-Identifier: GPL-2.0-only
/*
 * cocci.c - fills the marked places of a semantic patch.
 *
 * A place is a comment line '// carriers: masks {}' (predicates, fields) at the
 * end of a disjunction, where each name becomes a branch.
 */
#include "cocci.h"
#include "index/residue.h"
#include "index/same_mask.h"

static const struct {
	const char *mark;
	unsigned int kinds;		/* bits 1 << enum carrier_kind */
	const char *before[2];		/* of a branch; the second may be NULL */
	const char *after;
} places[] = {
	{ "// carriers: masks", 1u << CARRIER_MACRO | 1u << CARRIER_MASK,
	  { "", NULL }, "@p" },
	{ "// carriers: predicates", 1u << CARRIER_PREDICATE,
	  { "", NULL }, "@p(...)" },
	{ "// carriers: fields", 1u << CARRIER_FIELD, { "E->", "E." }, "@p" },
};

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/*
 * Branches for the carriers of place @place that count in every file; by name,
 * so that a script, and with it a cached answer, does not depend on the order in
 * which they were found.
 */
static char *names_of(const struct carrier_set *carriers, size_t place)
{
	const GPtrArray *all = carrier_set_all(carriers);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) sorted = g_ptr_array_new();
	GString *names = g_string_new(NULL);

	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		/* A local mask variable is found by the script itself. */
		if (places[place].kinds & 1u << c->kind && !c->function &&
		    g_hash_table_add(seen, c->name))
			g_ptr_array_add(sorted, c->name);
	}
	g_ptr_array_sort(sorted, compare_names);
	for (guint i = 0; i < sorted->len; i++)
		for (int n = 0; n < 2 && places[place].before[n]; n++)
			g_string_append_printf(names, "\n|\n%s%s%s\n// ",
					       places[place].before[n],
					       (char *)sorted->pdata[i],
					       places[place].after);
	return g_string_free(names, FALSE);
}

/* What may stand between quotes in a script: tree contents are data. */
#define HARMLESS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_()%|&!,.>- "

/* '"NAME": "RESIDUE", ' of a predicate, appended if it has one (residue.h). */
static void add_residue(GString *text, const struct engine_run *run,
			const struct carrier *c)
{
	g_autofree char *contents = tree_read(run->tree, c->file, NULL);
	pfn_auto(source) src = contents ? source_new(c->file, contents) : NULL;
	const struct source_function *fn =
		src ? source_function_at(src, c->line) : NULL;
	g_autofree char *residue = fn ? residue_of(src, fn) : NULL;

	if (residue && residue[strspn(residue, HARMLESS)] == '\0')
		g_string_append_printf(text, "\"%s\": \"%s\", ", c->name,
				       residue);
}

static char *residues_of(const struct engine_run *run)
{
	const GPtrArray *all = carrier_set_all(run->index->carriers);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		if (c->kind == CARRIER_PREDICATE)
			add_residue(text, run, c);
	}
	return g_string_free(text, FALSE);
}

static void fill_place(GString *text, const char *mark, const char *names)
{
	char *at = strstr(text->str, mark);
	char *brace = at ? strchr(at, '}') : NULL;

	if (brace)
		g_string_insert(text, brace - text->str, names);
}

/* "\"pmd_special\", ...": what the tree declares, as Python strings. */
static char *capabilities_of(const struct tree *tree)
{
	GString *names = g_string_new(NULL);

	for (const char *const *c = kapi_capabilities(); *c; c++)
		if (tree_has(tree, *c))
			g_string_append_printf(names, "%s\"%s\"",
					       names->len ? ", " : "", *c);
	return g_string_free(names, FALSE);
}

char *cocci_fill(const char *script, const struct tree *tree,
		 const struct carrier_set *carriers)
{
	g_autofree char *has = capabilities_of(tree);
	GString *text = g_string_new(script);

	fill_place(text, "# tree has:", has);

	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *names = names_of(carriers, i);

		fill_place(text, places[i].mark, names);
	}
	return g_string_free(text, FALSE);
}

/* What rewrites want to know of the tree's predicates and masks. */
static void fill_predicates(GString *script, const struct engine_run *run)
{
	const struct carrier_set *carriers = run->index->carriers;

	if (strstr(script->str, "\nRESIDUES = {")) {
		g_autofree char *residues = residues_of(run);

		fill_place(script, "\nRESIDUES = {", residues);
	}
	if (strstr(script->str, "\nPREDICATES = {")) {
		g_autofree char *predicates =
			same_mask_predicates(run->tree, carriers);
		g_autofree char *masks = same_mask_macros(run->tree, carriers);

		fill_place(script, "\nPREDICATES = {", predicates);
		fill_place(script, "\nMASKS = {", masks);
	}
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
	text = cocci_fill(script, run->tree, run->index->carriers);
	if (!at) {
		g_autofree char *whole = g_strconcat(text,
			"\n@finalize:python@\n@@\n"
			/* SmPL would take the sign for the start of a comment. */
			"print('%s pfnmap: whole' % chr(35))\n", NULL);

		g_free(text);
		text = g_steal_pointer(&whole);
	}
	if (at) {
		g_autoptr(GString) s = g_string_new(text);

		fill_place(s, "\nAT = {", at);
		fill_predicates(s, run);
		g_free(text);
		text = g_strdup(s->str);
	}
	if (!g_file_set_contents(to, text, -1, error))
		return NULL;
	return g_steal_pointer(&to);
}

static bool is_script(const char *path)
{
	char start[2] = "";
	FILE *f = fopen(path, "r");
	bool is = f && fread(start, 1, 2, f) == 2 && !memcmp(start, "#!", 2);

	if (f)
		fclose(f);
	return is;
}

const char *cocci_python(void)
{
	static const char system_python[] = "/usr/bin/python3";
	static char *python;

	if (python)
		return python;
	python = g_find_program_in_path("python3");
	if (!python)
		python = g_strdup("python3");
	else if (is_script(python) &&
		 g_file_test(system_python, G_FILE_TEST_IS_EXECUTABLE)) {
		g_free(python);
		python = g_strdup(system_python);
	}
	return python;
}
