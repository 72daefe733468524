// SPDX-License-Identifier: GPL-2.0-only
/*
 * git.c - runs git, and reads lists of files.  git_diff.c reads changed lines.
 */
#include <gio/gio.h>

#include "git_run.h"

/*
 * A hook's environment names the repository that is being committed to, and
 * its private index for a partial commit: only the latter is kept, the former
 * would win over the folder.
 */
static GSubprocessLauncher *launcher(bool input)
{
	GSubprocessLauncher *l = g_subprocess_launcher_new(
		G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE |
		(input ? G_SUBPROCESS_FLAGS_STDIN_PIPE : 0));

	g_subprocess_launcher_unsetenv(l, "GIT_DIR");
	g_subprocess_launcher_unsetenv(l, "GIT_WORK_TREE");
	g_subprocess_launcher_unsetenv(l, "GIT_PREFIX");
	g_subprocess_launcher_unsetenv(l, "GIT_EXTERNAL_DIFF");
	g_subprocess_launcher_unsetenv(l, "GIT_DIFF_OPTS");
	g_subprocess_launcher_setenv(l, "GIT_OPTIONAL_LOCKS", "0", TRUE);
	g_subprocess_launcher_setenv(l, "LC_ALL", "C", TRUE);
	return l;
}

/* First line of what git said, for a message. */
static char *first_line(GBytes *bytes)
{
	gsize len = 0;
	const char *text = bytes ? g_bytes_get_data(bytes, &len) : NULL;
	g_autofree char *all = g_strndup(text ? text : "", text ? len : 0);

	all[strcspn(all, "\n")] = '\0';
	return g_utf8_make_valid(all, -1);
}

GBytes *git_run(const char *root, const char *const *args, GError **error)
{
	return git_run_input(root, args, NULL, 0, error);
}

GBytes *git_run_input(const char *root, const char *const *args, GBytes *input,
		      int also_good, GError **error)
{
	g_autoptr(GSubprocessLauncher) l = launcher(input);
	g_autoptr(GPtrArray) argv = g_ptr_array_new();
	g_autoptr(GSubprocess) process = NULL;
	g_autoptr(GBytes) out = NULL, err = NULL;
	g_autofree char *said = NULL;
	const char *const fixed[] = {
		"git", "-C", root, "-c", "core.fsmonitor=false",
		"--literal-pathspecs",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
		g_ptr_array_add(argv, (gpointer)fixed[i]);
	for (; *args; args++)
		g_ptr_array_add(argv, (gpointer)*args);
	g_ptr_array_add(argv, NULL);
	process = g_subprocess_launcher_spawnv(
		l, (const char *const *)argv->pdata, error);
	if (!process ||
	    !g_subprocess_communicate(process, input, NULL, &out, &err, error)) {
		g_prefix_error(error, "cannot run git in '%s': ", root);
		return NULL;
	}
	if (g_subprocess_get_if_exited(process) &&
	    (!g_subprocess_get_exit_status(process) ||
	     (g_subprocess_get_exit_status(process) == also_good &&
	      !g_bytes_get_size(err))))
		return g_steal_pointer(&out);
	said = first_line(err);
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "cannot ask git about '%s': %s", root, said);
	return NULL;
}

/* A record of "ls-files -s": mode, object, stage, a tab, the name. */
static const char *regular_file(const char *record)
{
	const char *name = strchr(record, '\t');

	/* 120000 is a link, 160000 a submodule. */
	if (!name || !g_str_has_prefix(record, "100"))
		return NULL;
	return name + 1;
}

GPtrArray *git_list_files(const char *root, GError **error)
{
	static const char *const args[] = { "ls-files", "-s", "-z", NULL };
	g_autoptr(GBytes) out = git_run(root, args, error);
	g_autoptr(GPtrArray) files = NULL;
	const char *p, *end, *last = "";
	gsize len;

	if (!out)
		return NULL;
	files = g_ptr_array_new_with_free_func(g_free);
	p = g_bytes_get_data(out, &len);
	for (end = p + len; p < end; p += strlen(p) + 1) {
		const char *name = regular_file(p);

		/* A file in conflict is listed once for each stage. */
		if (!name || !strcmp(name, last))
			continue;
		g_ptr_array_add(files, g_strdup(name));
		last = name;
	}
	return g_steal_pointer(&files);
}

static char *read_blob(const char *root, const char *object, GError **error)
{
	const char *const args[] = { "cat-file", "blob", object, NULL };
	g_autoptr(GBytes) out = git_run(root, args, error);
	const char *data;
	gsize len;

	if (!out)
		return NULL;
	data = g_bytes_get_data(out, &len);
	return data ? g_strndup(data, len) : g_strdup("");
}

char *git_staged(const char *root, const char *file, GError **error)
{
	g_autofree char *object = g_strconcat(":0:", file, NULL);

	return read_blob(root, object, error);
}

char *git_committed(const char *root, const char *rev, const char *file,
		    GError **error)
{
	g_autofree char *object = g_strconcat(rev, ":", file, NULL);

	return read_blob(root, object, error);
}

/* What git printed, as a string; NULL if it failed or said nothing. */
static char *ask(const char *root, const char *const *args)
{
	g_autoptr(GBytes) out = git_run(root, args, NULL);

	if (!out || !g_bytes_get_size(out))
		return NULL;
	return g_strchomp(g_strndup(g_bytes_get_data(out, NULL),
				    g_bytes_get_size(out)));
}

static char *verify_commit(const char *root, const char *name)
{
	const char *const args[] = {
		"rev-parse", "--verify", "--quiet", name, NULL,
	};

	return ask(root, args);
}

char *git_head(const char *root)
{
	return verify_commit(root, "HEAD^{commit}");
}

char *git_head_date(const char *root)
{
	const char *const args[] = {
		"log", "-1", "--no-show-signature", "--format=%cI", NULL,
	};

	return ask(root, args);
}

char *git_subjects(const char *root, const char *file)
{
	const char *const args[] = {
		"log", "-n60", "--no-merges", "--no-show-signature",
		"--format=%s", "--", file, NULL,
	};
	char *subjects = ask(root, args);

	return subjects ? subjects : g_strdup("");
}

char *git_merge_head(const char *root)
{
	return verify_commit(root, "MERGE_HEAD^{commit}");
}

char *git_path(const char *root, const char *name, GError **error)
{
	const char *const args[] = { "rev-parse", "--git-path", name, NULL };
	g_autoptr(GBytes) out = git_run(root, args, error);
	g_autofree char *path = NULL;

	if (!out)
		return NULL;
	path = g_strndup(g_bytes_get_data(out, NULL), g_bytes_get_size(out));
	if (g_str_has_suffix(path, "\n"))
		path[strlen(path) - 1] = '\0';
	return g_canonicalize_filename(path, root);
}
