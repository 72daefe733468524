// SPDX-License-Identifier: GPL-2.0-only
/*
 * lacks.c - tells what a build leaves out from what cannot be analysed.
 */
#include "lacks.h"
#include "tree/file.h"

#include "ground/rules.h"
#include "tree/kbuild.h"

/* The options that a summary names; the others are counted. */
#define OPTIONS_NAMED 6

static void absent_free(gpointer data)
{
	struct absent *a = data;

	g_free(a->file);
	g_free(a->option);
	g_free(a);
}

static char *config_of(const struct tree_build *build)
{
	g_autofree char *path = g_build_filename(build->dir, ".config", NULL);

	return file_read(path, NULL);
}

/* What would bring @file into a build; NULL: the one for it has it. */
static char *missing_option(const struct tree *tree, const char *file)
{
	const struct tree_build *build = tree_build_for(tree, file);
	g_autofree char *config = build ? config_of(build) : NULL;
	const char *arch = g_str_has_prefix(file, "arch/") ? file + 5 : NULL;

	if (config)
		return kbuild_missing(tree, file, config);
	if (build || !arch)
		return NULL;
	return g_strdup_printf("ARCH=%.*s", (int)strcspn(arch, "/"), arch);
}

static bool needs_build(const struct incomplete *inc)
{
	return inc->engine == ENGINE_CLANG || inc->engine == ENGINE_SPARSE;
}

/* Takes what was said about @file away; true if something was. */
static bool take_said(GPtrArray *incomplete, const char *file)
{
	bool said = false;

	for (guint i = incomplete->len; i-- > 0;) {
		const struct incomplete *inc = incomplete->pdata[i];

		if (!needs_build(inc) || strcmp(inc->file, file))
			continue;
		g_ptr_array_remove_index(incomplete, i);
		said = true;
	}
	return said;
}

static bool was_said(const GPtrArray *incomplete, const char *file)
{
	for (guint i = 0; i < incomplete->len; i++) {
		const struct incomplete *inc = incomplete->pdata[i];

		if (needs_build(inc) && !strcmp(inc->file, file))
			return true;
	}
	return false;
}

static void take_file(struct lacks *lacks, const struct tree *tree,
		      const char *file, GPtrArray *incomplete)
{
	bool asked = tree_build_for(tree, file);
	g_autofree char *option = NULL;
	struct absent *a;

	if (!g_str_has_suffix(file, ".c") ||
	    (asked && incomplete && !was_said(incomplete, file)))
		return;
	option = missing_option(tree, file);
	if (!option)
		return;
	if (incomplete)
		take_said(incomplete, file);
	a = g_new0(struct absent, 1);
	a->file = g_strdup(file);
	a->option = g_steal_pointer(&option);
	g_ptr_array_add(lacks->absent, a);
}

/* Generic code is parsed in the first build: has that leaves above ptes? */
static bool lacks_huge(const struct tree *tree)
{
	g_autofree char *config = config_of(tree->builds->pdata[0]);

	return config && !kbuild_is_set(config, "CONFIG_TRANSPARENT_HUGEPAGE");
}

/* A module that was not built may lack any flag: not a failure to analyse. */
static void take_guessed(struct lacks *lacks, const struct tree *tree,
			 GPtrArray *incomplete)
{
	g_autofree char *last = NULL;

	for (guint i = 0; i < incomplete->len;) {
		const struct incomplete *inc = incomplete->pdata[i];

		if (!needs_build(inc) || !tree_is_guess(tree, inc->file)) {
			i++;
			continue;
		}
		if (!lacks->guess)
			lacks->guess = g_strdup_printf("%s: %s", inc->file,
						       inc->reason);
		lacks->guessed += g_strcmp0(last, inc->file) != 0;
		g_free(last);
		last = g_strdup(inc->file);
		g_ptr_array_remove_index(incomplete, i);
	}
}

struct lacks *lacks_take(const struct tree *tree, const GPtrArray *files,
			 GPtrArray *incomplete)
{
	struct lacks *lacks = g_new0(struct lacks, 1);

	lacks->absent = g_ptr_array_new_with_free_func(absent_free);
	if (tree->headers) {
		lacks->no_build = !tree_can_compile(tree);
		take_guessed(lacks, tree, incomplete);
	}
	if (!tree->builds->len)
		return lacks;
	lacks->huge = lacks_huge(tree);
	for (guint i = 0; !tree->headers && i < files->len; i++)
		take_file(lacks, tree, files->pdata[i], incomplete);
	return lacks;
}

void lacks_free(struct lacks *lacks)
{
	if (!lacks)
		return;
	g_ptr_array_unref(lacks->absent);
	g_free(lacks->guess);
	g_free(lacks);
}

static unsigned int count_option(const struct lacks *lacks, const char *option)
{
	unsigned int n = 0;

	for (guint i = 0; i < lacks->absent->len; i++) {
		const struct absent *a = lacks->absent->pdata[i];

		n += !strcmp(a->option, option);
	}
	return n;
}

/* The options, those of most files first; each once. */
static GPtrArray *options_of(const struct lacks *lacks)
{
	GPtrArray *options = g_ptr_array_new();

	for (guint i = 0; i < lacks->absent->len; i++) {
		const struct absent *a = lacks->absent->pdata[i];
		unsigned int n = count_option(lacks, a->option);
		guint at = 0;

		if (g_ptr_array_find_with_equal_func(options, a->option,
						     g_str_equal, NULL))
			continue;
		while (at < options->len &&
		       count_option(lacks, options->pdata[at]) >= n)
			at++;
		g_ptr_array_insert(options, at, a->option);
	}
	return options;
}

static void add_summary(const struct lacks *lacks, bool each, GString *text)
{
	g_autoptr(GPtrArray) options = options_of(lacks);
	guint n = lacks->absent->len;

	g_string_append_printf(text, "%u file%s not built here:", n,
			       n == 1 ? " is" : "s are");
	for (guint i = 0; i < options->len && i < OPTIONS_NAMED; i++)
		g_string_append_printf(text, "%s %s would bring in %u",
				       i ? "," : "", (char *)options->pdata[i],
				       count_option(lacks, options->pdata[i]));
	if (options->len > OPTIONS_NAMED)
		g_string_append_printf(text, ", %u more options the others",
				       options->len - OPTIONS_NAMED);
	g_string_append(text, each ? "\n" : " (-v lists them)\n");
}

char *lacks_text(const struct lacks *lacks, bool each)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; each && i < lacks->absent->len; i++) {
		const struct absent *a = lacks->absent->pdata[i];

		g_string_append_printf(text, "%s: not built here: %s would bring it in\n",
				       a->file, a->option);
	}
	if (lacks->absent->len)
		add_summary(lacks, each, text);
	if (lacks->guessed)
		g_string_append_printf(text, "%u file%s judged without clang or sparse, which had to guess the flags (%s): build the module first\n",
				       lacks->guessed,
				       lacks->guessed == 1 ? " was" : "s were",
				       lacks->guess);
	if (lacks->no_build)
		g_string_append(text, "no build of this kernel: only semantic patches were asked\n");
	if (lacks->huge)
		g_string_append(text, "this build has no pmd or pud leaves: CONFIG_TRANSPARENT_HUGEPAGE is off\n");
	return g_string_free(text, FALSE);
}
