// SPDX-License-Identifier: GPL-2.0-only
/*
 * cocci.c - a tree as data for the semantic patches.
 */
#include <json-glib/json-glib.h>

#include "cocci.h"
#include "ground/kapi.h"
#include "index/index.h"
#include "index/residue.h"
#include "index/same_mask.h"
#include "tree/cache.h"

/* What stands where in the data; bits are 1 << enum carrier_kind. */
static const struct {
	const char *name;
	unsigned int kinds;
} kinds_told[] = {
	{ "masks", 1u << CARRIER_MACRO | 1u << CARRIER_MASK },
	{ "predicates", 1u << CARRIER_PREDICATE },
	{ "fields", 1u << CARRIER_FIELD },
};

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/*
 * True for what scripts are told of: a local mask variable they find themselves,
 * and spatch parses no function with a name outside of ASCII.
 */
static bool is_told(const struct carrier *c, unsigned int kinds)
{
	return kinds & 1u << c->kind && !c->function && g_str_is_ascii(c->name);
}

/*
 * The names of @kinds, borrowed; by name, so that the data, and with it a cached
 * answer, does not depend on the order in which they were found.
 */
static GPtrArray *names_of(const struct carrier_set *carriers, unsigned int kinds)
{
	const GPtrArray *all = carrier_set_all(carriers);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *names = g_ptr_array_new();

	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		if (is_told(c, kinds) && g_hash_table_add(seen, c->name))
			g_ptr_array_add(names, c->name);
	}
	g_ptr_array_sort(names, compare_names);
	return names;
}

/* The files and "folders/" in which the name counts; none: it counts in all. */
static GPtrArray *places_of(const struct carrier_set *carriers, const char *name,
			    unsigned int kinds)
{
	const GPtrArray *same = carrier_set_named(carriers, name);
	GPtrArray *found = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < same->len; i++) {
		const struct carrier *c = same->pdata[i];
		g_autofree char *folder = g_path_get_dirname(c->file);

		if (!is_told(c, kinds))
			continue;
		if (c->scope == SCOPE_TREE) {
			g_ptr_array_set_size(found, 0);
			break;
		}
		g_ptr_array_add(found, c->scope == SCOPE_FILE ?
				g_strdup(c->file) : g_strconcat(folder, "/", NULL));
	}
	g_ptr_array_sort(found, compare_names);
	return found;
}

static void add_strings(JsonBuilder *b, const GPtrArray *strings)
{
	json_builder_begin_array(b);
	for (guint i = 0; i < strings->len; i++)
		json_builder_add_string_value(b, strings->pdata[i]);
	json_builder_end_array(b);
}

static void add_carriers(JsonBuilder *b, const struct carrier_set *carriers)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kinds_told); i++) {
		unsigned int kinds = kinds_told[i].kinds;
		g_autoptr(GPtrArray) names = names_of(carriers, kinds);

		json_builder_set_member_name(b, kinds_told[i].name);
		json_builder_begin_object(b);
		for (guint n = 0; n < names->len; n++) {
			g_autoptr(GPtrArray) places =
				places_of(carriers, names->pdata[n], kinds);

			json_builder_set_member_name(b, names->pdata[n]);
			add_strings(b, places);
		}
		json_builder_end_object(b);
	}
}

/* The sense in which all predicates of that name answer, or 0. */
static int sense_of(const GPtrArray *same)
{
	int sense = 0;

	for (guint i = 0; i < same->len; i++) {
		const struct carrier *c = same->pdata[i];

		if (c->kind != CARRIER_PREDICATE)
			continue;
		if (!c->sense || (sense && c->sense != sense))
			return 0;
		sense = c->sense;
	}
	return sense;
}

static bool asks_writes(const struct carrier *c)
{
	return c->asks_writes;
}

static bool judges_flags(const struct carrier *c)
{
	return c->judges_flags;
}

/* The predicates of which one of that name has the trait, as a member @key. */
static void add_trait(JsonBuilder *b, const struct carrier_set *carriers,
		      const char *key, bool (*has)(const struct carrier *c))
{
	g_autoptr(GPtrArray) names = names_of(carriers, 1u << CARRIER_PREDICATE);

	json_builder_set_member_name(b, key);
	json_builder_begin_array(b);
	for (guint n = 0; n < names->len; n++) {
		const GPtrArray *same = carrier_set_named(carriers, names->pdata[n]);
		bool any = false;

		for (guint i = 0; i < same->len; i++)
			any |= has(same->pdata[i]);
		if (any)
			json_builder_add_string_value(b, names->pdata[n]);
	}
	json_builder_end_array(b);
}

/* What is known of the predicates. */
static void add_traits(JsonBuilder *b, const struct carrier_set *carriers)
{
	g_autoptr(GPtrArray) names = names_of(carriers, 1u << CARRIER_PREDICATE);

	json_builder_set_member_name(b, "senses");
	json_builder_begin_object(b);
	for (guint n = 0; n < names->len; n++) {
		const GPtrArray *same = carrier_set_named(carriers, names->pdata[n]);
		int sense = sense_of(same);

		if (sense) {
			json_builder_set_member_name(b, names->pdata[n]);
			json_builder_add_int_value(b, sense);
		}
	}
	json_builder_end_object(b);
	add_trait(b, carriers, "writes", asks_writes);
	add_trait(b, carriers, "judges", judges_flags);
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

/* The residue of a predicate, or (@excluded) what it excludes (residue.h). */
static void add_residue(JsonBuilder *b, const struct tree *tree,
			const struct carrier *c, bool excluded)
{
	g_autofree char *contents = tree_read(tree, c->file, NULL);
	pfn_auto(source) src = contents ? source_new(c->file, contents) : NULL;
	const struct source_function *fn =
		src ? source_function_at(src, c->line) : NULL;
	g_autofree char *but = NULL;
	g_autofree char *residue = fn ? residue_of(src, fn, &but) : NULL;
	const char *text = excluded ? but : residue;

	if (!text || !g_str_is_ascii(text) || !g_str_is_ascii(c->name))
		return;
	json_builder_set_member_name(b, c->name);
	json_builder_add_string_value(b, text);
}

static void add_residues(JsonBuilder *b, const struct tree *tree,
			 const struct carrier_set *carriers, bool excluded)
{
	const GPtrArray *all = carrier_set_all(carriers);

	json_builder_set_member_name(b, excluded ? "excluded" : "residues");
	json_builder_begin_object(b);
	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		if (c->kind == CARRIER_PREDICATE)
			add_residue(b, tree, c, excluded);
	}
	json_builder_end_object(b);
}

/*
 * Of a module: its files that work with VMAs, absolute, with a digest of each, since
 * an answer about one depends on the others.
 */
static void add_beside(JsonBuilder *b, const struct tree *tree)
{
	g_autoptr(GPtrArray) files = index_files_with(tree, "vm_area_", NULL);

	json_builder_set_member_name(b, "beside");
	json_builder_begin_object(b);
	for (guint i = 0; files && i < files->len; i++) {
		g_autofree char *path = g_build_filename(tree->root,
							 files->pdata[i], NULL);
		g_autofree char *text = tree_read(tree, files->pdata[i], NULL);
		g_autofree char *sum = text ? g_compute_checksum_for_string(
				G_CHECKSUM_SHA256, text, -1) : NULL;

		if (!sum || !g_utf8_validate(path, -1, NULL))
			continue;
		json_builder_set_member_name(b, path);
		json_builder_add_string_value(b, sum);
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
	add_traits(b, carriers);
	if (tree->headers)
		add_beside(b, tree);
	if (rewrites) {
		add_residues(b, tree, carriers, false);
		add_residues(b, tree, carriers, true);
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
