// SPDX-License-Identifier: GPL-2.0-only
/*
 * cocci.c - a tree as data for the semantic patches.
 */
#include <json-glib/json-glib.h>

#include "cocci.h"
#include "ground/kapi.h"
#include "index/residue.h"
#include "index/same_mask.h"
#include "tree/cache.h"

/* What stands where in the data; bits are 1 << enum carrier_kind. */
static const struct {
	const char *name;
	unsigned int kinds;
} places[] = {
	{ "masks", 1u << CARRIER_MACRO | 1u << CARRIER_MASK },
	{ "predicates", 1u << CARRIER_PREDICATE },
	{ "fields", 1u << CARRIER_FIELD },
};

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/*
 * The names of @kinds that count in every file, borrowed; by name, so that the
 * data, and with it a cached answer, does not depend on the order in which they
 * were found.
 */
static GPtrArray *names_of(const struct carrier_set *carriers, unsigned int kinds)
{
	const GPtrArray *all = carrier_set_all(carriers);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *names = g_ptr_array_new();

	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		/*
		 * A local mask variable is found by the script itself, and
		 * spatch parses no function with a name outside of ASCII.
		 */
		if (kinds & 1u << c->kind && !c->function &&
		    g_str_is_ascii(c->name) && g_hash_table_add(seen, c->name))
			g_ptr_array_add(names, c->name);
	}
	g_ptr_array_sort(names, compare_names);
	return names;
}

static void add_carriers(JsonBuilder *b, const struct carrier_set *carriers)
{
	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autoptr(GPtrArray) names = names_of(carriers, places[i].kinds);

		json_builder_set_member_name(b, places[i].name);
		json_builder_begin_array(b);
		for (guint n = 0; n < names->len; n++)
			json_builder_add_string_value(b, names->pdata[n]);
		json_builder_end_array(b);
	}
}

static void add_capabilities(JsonBuilder *b, const struct tree *tree)
{
	json_builder_set_member_name(b, "has");
	json_builder_begin_array(b);
	for (const char *const *c = kapi_capabilities(); *c; c++)
		if (tree_has(tree, *c))
			json_builder_add_string_value(b, *c);
	json_builder_end_array(b);
}

/* The residue of a predicate (residue.h), if it has one. */
static void add_residue(JsonBuilder *b, const struct tree *tree,
			const struct carrier *c)
{
	g_autofree char *contents = tree_read(tree, c->file, NULL);
	pfn_auto(source) src = contents ? source_new(c->file, contents) : NULL;
	const struct source_function *fn =
		src ? source_function_at(src, c->line) : NULL;
	g_autofree char *residue = fn ? residue_of(src, fn) : NULL;

	if (!residue || !g_str_is_ascii(residue) || !g_str_is_ascii(c->name))
		return;
	json_builder_set_member_name(b, c->name);
	json_builder_add_string_value(b, residue);
}

static void add_residues(JsonBuilder *b, const struct tree *tree,
			 const struct carrier_set *carriers)
{
	const GPtrArray *all = carrier_set_all(carriers);

	json_builder_set_member_name(b, "residues");
	json_builder_begin_object(b);
	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		if (c->kind == CARRIER_PREDICATE)
			add_residue(b, tree, c);
	}
	json_builder_end_object(b);
}

char *cocci_data(const struct tree *tree, const struct carrier_set *carriers,
		 bool rewrites)
{
	g_autoptr(JsonBuilder) b = json_builder_new();
	g_autoptr(JsonNode) root = NULL;

	json_builder_begin_object(b);
	add_capabilities(b, tree);
	add_carriers(b, carriers);
	if (rewrites) {
		add_residues(b, tree, carriers);
		same_mask_add(b, tree, carriers);
	}
	json_builder_end_object(b);
	root = json_builder_get_root(b);
	return json_to_string(root, TRUE);
}

char *cocci_write_data(const char *dir, const struct tree *tree,
		       const struct carrier_set *carriers, bool rewrites,
		       GError **error)
{
	g_autofree char *name = g_build_filename(dir, rewrites ?
			"rewrites.json" : "tree.json", NULL);
	g_autofree char *text = cocci_data(tree, carriers, rewrites);

	if (!g_file_set_contents(name, text, -1, error))
		return NULL;
	return g_steal_pointer(&name);
}

/* Adds the contents of the files of one folder to @sum, by name. */
static bool add_folder(GChecksum *sum, const char *path, GError **error)
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, error);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		g_ptr_array_add(names, g_build_filename(path, name, NULL));
	g_ptr_array_sort(names, compare_names);
	for (guint i = 0; i < names->len; i++) {
		g_autofree char *text = NULL;

		if (g_file_test(names->pdata[i], G_FILE_TEST_IS_DIR))
			continue;
		if (!g_file_get_contents(names->pdata[i], &text, NULL, error))
			return false;
		g_checksum_update(sum, (const guchar *)text, strlen(text) + 1);
	}
	return dir;
}

char *cocci_digest(const char *datadir, GError **error)
{
	g_autofree char *package = g_build_filename(datadir, "pfnmap", NULL);
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	if (!add_folder(sum, datadir, error) || !add_folder(sum, package, error))
		return NULL;
	return g_strdup(g_checksum_get_string(sum));
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
