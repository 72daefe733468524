// SPDX-License-Identifier: GPL-2.0-only
/*
 * respin.c - the last version stands on the same base as the new one, in the
 * same scratch repository, so that git can compare them commit by commit.
 */
#include "respin.h"
#include "tree/file.h"

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *respin_mails(const char *dir, GError **error)
{
	g_autoptr(GPtrArray) mails = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *full = g_canonicalize_filename(dir, NULL);
	g_autoptr(GDir) d = g_dir_open(full, 0, error);
	const char *name;

	if (!d)
		return NULL;
	while ((name = g_dir_read_name(d)))
		if (g_str_has_suffix(name, ".patch") && !strstr(name, "0000-"))
			g_ptr_array_add(mails, g_build_filename(full, name, NULL));
	if (!mails->len) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "no mails (*.patch) in '%s'", dir);
		return NULL;
	}
	g_ptr_array_sort(mails, compare_names);
	return g_steal_pointer(&mails);
}

GPtrArray *respin_files(const GPtrArray *mails)
{
	static const char head[] = "--- a/";
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < mails->len; i++) {
		g_autofree char *text = file_read(mails->pdata[i], NULL);
		g_auto(GStrv) lines = NULL;

		if (!text)
			continue;
		lines = g_strsplit(text, "\n", -1);
		for (char **l = lines; *l; l++)
			if (g_str_has_prefix(*l, head) && !strstr(*l, "/../"))
				g_ptr_array_add(files,
						g_strdup(*l + strlen(head)));
	}
	return files;
}

char *respin_apply(const struct scratch *s, const GPtrArray *mails,
		   GError **error)
{
	const char *checkout[] = { "checkout", "-q", "-b", "previous", s->base,
				   NULL };
	const char *back[] = { "checkout", "-q", "series", NULL };
	g_autofree char *out = scratch_git(s, checkout, error);
	g_autofree char *done = NULL;

	for (guint i = 0; out && i < mails->len; i++) {
		const char *am[] = { "am", "-q", mails->pdata[i], NULL };
		g_autofree char *name = g_path_get_basename(mails->pdata[i]);

		g_free(out);
		out = scratch_git(s, am, error);
		if (!out)
			g_prefix_error(error,
				"'%s' of the last version does not fit this tree: ",
				name);
	}
	done = out ? scratch_git(s, back, error) : NULL;
	return done ? g_strdup_printf("%s..previous", s->base) : NULL;
}
