// SPDX-License-Identifier: GPL-2.0-only
/*
 * summaries.c - finds the files that define a walk and asks them first.
 */
#include "summaries.h"

#include "ground/kapi.h"
#include "ground/source.h"
#include "ground/wire.h"

static bool defines_walk(const struct tree *tree, const char *file)
{
	g_autofree char *text = tree_read(tree, file, NULL);
	pfn_auto(source) src = text ? source_new(file, text) : NULL;

	for (guint i = 0; src && i < src->functions->len; i++) {
		const struct source_function *f = src->functions->pdata[i];

		if (!f->is_static && kapi_is(f->name, KAPI_WALK))
			return true;
	}
	return false;
}

/* Walks of the core are in files that hold the flags: they are candidates. */
static GPtrArray *defining_files(const struct engine_run *run)
{
	GPtrArray *files = g_ptr_array_new();

	for (guint i = 0; i < run->index->candidates->len; i++) {
		const struct candidate *c = run->index->candidates->pdata[i];

		if (g_str_has_suffix(c->file, ".c") &&
		    !g_str_has_prefix(c->file, "arch/") &&
		    defines_walk(run->tree, c->file))
			g_ptr_array_add(files, c->file);
	}
	return files;
}

/* Jobs end in any order; the text is part of cache keys. */
static int by_name(gconstpointer a, gconstpointer b)
{
	const struct walker *x = *(const struct walker **)a;
	const struct walker *y = *(const struct walker **)b;
	int names = strcmp(x->name, y->name);

	return names ? names : strcmp(x->file, y->file);
}

static bool keep(struct engine_run *run, const GPtrArray *walks, GError **error)
{
	g_autofree char *path = g_build_filename(run->workdir, "summaries", NULL);
	g_autoptr(GString) text = g_string_new(NULL);

	if (!walks->len)
		return true;
	for (guint i = 0; i < walks->len; i++) {
		g_autofree char *line = wire_print_walker(walks->pdata[i]);

		g_string_append_printf(text, "%s\n", line);
	}
	if (!g_file_set_contents(path, text->str, text->len, error))
		return false;
	run->summaries = g_steal_pointer(&path);
	run->summaries_text = g_string_free(g_steal_pointer(&text), FALSE);
	return true;
}

bool summaries_make(struct engine_run *run, unsigned int jobs, GError **error)
{
	g_autoptr(GPtrArray) files = defining_files(run);
	struct engine_options options = {
		.engines = ENGINE_SPARSE, .jobs = jobs,
	};
	struct engine_run ask = *run;
	pfn_auto(answer) answer = NULL;
	struct engine_stats stats;

	if (!files->len)
		return true;
	ask.summary = true;
	answer = engine_run_all(&ask, files, &options, &stats, error);
	if (!answer)
		return false;
	g_ptr_array_sort(answer->walkers, by_name);
	return keep(run, answer->walkers, error);
}

void summaries_clear(struct engine_run *run)
{
	g_clear_pointer(&run->summaries, g_free);
	g_clear_pointer(&run->summaries_text, g_free);
}
