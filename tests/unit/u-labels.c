// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-labels.c - index and source against what was labelled by hand in the real
 * kernels: the carriers, the place and the words of each read, and that no
 * token of a candidate is unaccounted for.
 */
#include "index/index.h"
#include "ground/source.h"

struct kernel {
	const char *version;
	struct tree *tree;
	struct index *index;
	GHashTable *sources;	/* file -> struct source * */
	GHashTable *accounted;	/* set of "file:line:name" */
};

static char *labels_dir;	/* with the lines of the kernels that are here */

static char **label_lines(const char *what, const char *version)
{
	g_autofree char *name = g_strdup_printf("%s-%s.tsv", what, version);
	g_autofree char *path = g_build_filename(labels_dir, name, NULL);
	g_autofree char *text = NULL;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	return g_strsplit(text, "\n", -1);
}

static bool is_data(const char *line)
{
	return *line && *line != '#';
}

static void free_source(gpointer src)
{
	source_free(src);
}

static struct source *source_of(struct kernel *k, const char *file)
{
	struct source *src = g_hash_table_lookup(k->sources, file);
	g_autofree char *text = NULL;

	if (src)
		return src;
	text = tree_read(k->tree, file, NULL);
	g_assert_nonnull(text);
	src = source_new(file, text);
	g_hash_table_insert(k->sources, g_strdup(file), src);
	return src;
}

static void account(struct kernel *k, const char *file, unsigned int line,
		    const char *name)
{
	g_hash_table_add(k->accounted,
			 g_strdup_printf("%s:%u:%s", file, line, name));
}

static unsigned int compare_carriers(struct kernel *k)
{
	g_auto(GStrv) want = label_lines("carriers", k->version);
	g_autofree char *printed = carrier_set_print(k->index->carriers);
	g_auto(GStrv) got = g_strsplit(printed, "\n", -1);
	unsigned int bad = 0;

	for (unsigned int i = 0; want[i]; i++) {
		if (is_data(want[i]) &&
		    !g_strv_contains((const char *const *)got, want[i])) {
			g_test_message("not found: %s", want[i]);
			bad++;
		}
	}
	for (unsigned int i = 0; got[i]; i++) {
		if (!g_strv_contains((const char *const *)want, got[i])) {
			g_test_message("not expected: %s", got[i]);
			bad++;
		}
	}
	return bad;
}

static bool is_read_as_labelled(struct kernel *k, char **label)
{
	struct source *src = source_of(k, label[0]);
	unsigned int line = strtoul(label[1], NULL, 10);
	unsigned int column = strtoul(label[2], NULL, 10);
	int token = source_token_at(src, line, column);
	const struct source_function *fn = source_function_at(src, line);
	g_autofree char *expression = NULL;
	struct source_read read;

	if (token < 0 ||
	    !source_read_at(src, token, k->index->carriers, &read))
		return false;
	expression = read.expression;
	for (unsigned int i = read.first; i <= read.last; i++) {
		g_autofree char *name = source_token_text(src, i);

		account(k, label[0], source_token(src, i)->line, name);
	}
	return read.line == line && read.column == column && fn &&
	       !strcmp(fn->name, label[3]) && !strcmp(expression, label[4]) &&
	       index_holds(k->index, label[0], line, line);
}

static unsigned int compare_reads(struct kernel *k)
{
	g_auto(GStrv) lines = label_lines("reads", k->version);
	unsigned int bad = 0;

	for (unsigned int i = 0; lines[i]; i++) {
		g_auto(GStrv) label = g_strsplit(lines[i], "\t", -1);

		if (!is_data(lines[i]) || is_read_as_labelled(k, label))
			continue;
		g_test_message("differs: %s", lines[i]);
		bad++;
	}
	return bad;
}

static void account_not_reads(struct kernel *k)
{
	g_auto(GStrv) lines = label_lines("not-reads", k->version);

	for (unsigned int i = 0; lines[i]; i++) {
		g_auto(GStrv) label = g_strsplit(lines[i], "\t", -1);

		if (is_data(lines[i]))
			account(k, label[0], strtoul(label[1], NULL, 10),
				label[2]);
	}
}

/* A predicate's own definition and its declarations are no labels. */
static bool is_predicate(const struct kernel *k, const char *name)
{
	const struct carrier *c = carrier_set_find(k->index->carriers, name,
						   NULL, NULL);

	return c && c->kind == CARRIER_PREDICATE;
}

static bool is_call(struct kernel *k, const char *file,
		    const struct index_token *t)
{
	const struct source_function *fn =
		source_function_at(source_of(k, file), t->line);

	return fn && strcmp(fn->name, t->name);
}

static unsigned int unaccounted(struct kernel *k)
{
	unsigned int bad = 0;

	for (guint i = 0; i < k->index->candidates->len; i++) {
		const struct candidate *c =
			g_ptr_array_index(k->index->candidates, i);

		for (guint j = 0; j < c->tokens->len; j++) {
			const struct index_token *t =
				g_ptr_array_index(c->tokens, j);
			g_autofree char *key = g_strdup_printf(
				"%s:%u:%s", c->file, t->line, t->name);

			if (g_hash_table_contains(k->accounted, key) ||
			    (is_predicate(k, t->name) && !is_call(k, c->file, t)))
				continue;
			g_test_message("no label: %s", key);
			bad++;
		}
	}
	return bad;
}

static void test_kernel(gconstpointer version)
{
	const char *cache = g_getenv("PFN_CACHE");
	g_autofree char *name = g_strconcat("linux-source-", version, NULL);
	g_autofree char *root = g_build_filename(cache ? cache : ".cache", name,
						 NULL);
	struct kernel k = { .version = version };

	if (!g_file_test(root, G_FILE_TEST_IS_DIR)) {
		g_test_skip("the kernel is not unpacked; 'make kernels' does it");
		return;
	}
	k.tree = tree_open(root, NULL, NULL);
	k.index = index_build(k.tree, 2, NULL, NULL, NULL, NULL);
	k.sources = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					  free_source);
	k.accounted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					    NULL);
	g_assert_cmpuint(compare_carriers(&k), ==, 0);
	g_assert_cmpuint(compare_reads(&k), ==, 0);
	account_not_reads(&k);
	g_assert_cmpuint(unaccounted(&k), ==, 0);
	g_assert_cmpuint(k.index->unreadable->len, ==, 0);
	g_hash_table_unref(k.sources);
	g_hash_table_unref(k.accounted);
	index_free(k.index);
	tree_free(k.tree);
}

int main(int argc, char **argv)
{
	const char *cache = g_getenv("PFN_CACHE");
	int status;

	labels_dir = g_build_filename(cache ? cache : ".cache", "labels", NULL);
	g_test_init(&argc, &argv, NULL);
	g_test_add_data_func("/labels/linux-6.12", "6.12", test_kernel);
	g_test_add_data_func("/labels/linux-6.1", "6.1", test_kernel);
	g_test_add_data_func("/labels/linux-7.3", "7.3", test_kernel);
	status = g_test_run();
	g_free(labels_dir);
	return status;
}
