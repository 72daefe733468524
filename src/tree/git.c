// SPDX-License-Identifier: GPL-2.0-only
/*
 * git.c - runs git, and reads lists of files.  git_diff.c reads changed lines.
 */
#include "git_run.h"
#include "proc.h"

#define INDEX_FILE "GIT_INDEX_FILE"

/* How git is called. */
struct way {
	bool hooks;		/* with the folder of hooks that is configured */
	const char *index;	/* instead of the repository's, or NULL */
	int also_good;		/* status of a success too, if git says nothing */
};

/*
 * Nothing of a repository is run: no monitor, no hook, no filter, and no helper
 * that would fetch what a partial clone does not hold.  And where git looks for
 * files outside of it, it finds none.
 */
static const char *const fixed_options[] = {
	"-c", "core.fsmonitor=false", "-c", "core.attributesFile=/dev/null",
	"-c", "core.excludesFile=/dev/null", "-c", "protocol.allow=never",
	"-c", "submodule.recurse=false", "-c", "log.showSignature=false",
	/* No file is taken for unchanged that is not. */
	"-c", "core.trustctime=true", "-c", "core.checkStat=default",
	"--literal-pathspecs", "--no-pager",
};

/*
 * An empty list of protocols wins over what the configuration allows.  An object is
 * what its name says, and nothing that refs/replace/ puts in its place.
 */
static const char *const fixed_environment[] = {
	"GIT_OPTIONAL_LOCKS=0", "GIT_ALLOW_PROTOCOL=", "GIT_NO_LAZY_FETCH=1",
	"GIT_TERMINAL_PROMPT=0", "GIT_ATTR_NOSYSTEM=1",
	"GIT_NO_REPLACE_OBJECTS=1",
};

/*
 * A hook's environment names the repository that is being committed to, and
 * its private index for a partial commit: only the latter is kept, the former
 * would win over the folder.  Where the user's own configuration lies is kept too.
 */
static bool is_kept(const char *name)
{
	static const char *const kept[] = {
		INDEX_FILE, "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM",
		"GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES", NULL,
	};

	return !g_str_has_prefix(name, "GIT_") || g_strv_contains(kept, name);
}

static char **environment(const char *index)
{
	g_autoptr(GStrvBuilder) env = g_strv_builder_new();
	g_auto(GStrv) names = g_listenv();
	g_autofree char *own = index ?
		g_strconcat(INDEX_FILE "=", index, NULL) : NULL;

	for (char **n = names; *n; n++)
		if (!is_kept(*n) &&
		    !(own && g_str_has_prefix(*n, INDEX_FILE "=")))
			g_strv_builder_add(env, *n);
	if (own)
		g_strv_builder_add(env, own);
	for (size_t i = 0; i < G_N_ELEMENTS(fixed_environment); i++)
		g_strv_builder_add(env, fixed_environment[i]);
	return g_strv_builder_end(env);
}

/* "git -C ROOT ARGS..." */
static bool call(const char *root, const struct way *way,
		 const char *const *args, GBytes *input,
		 struct proc_output *output, GError **error)
{
	g_autoptr(GPtrArray) argv = g_ptr_array_new();
	g_auto(GStrv) env = environment(way->index);
	struct proc_spec spec = {
		.env = (const char *const *)env, .input = input,
	};

	g_ptr_array_add(argv, (gpointer)"git");
	g_ptr_array_add(argv, (gpointer)"-C");
	g_ptr_array_add(argv, (gpointer)root);
	for (size_t i = 0; i < G_N_ELEMENTS(fixed_options); i++)
		g_ptr_array_add(argv, (gpointer)fixed_options[i]);
	if (!way->hooks) {
		g_ptr_array_add(argv, (gpointer)"-c");
		g_ptr_array_add(argv, (gpointer)"core.hooksPath=/dev/null");
	}
	for (; *args; args++)
		g_ptr_array_add(argv, (gpointer)*args);
	g_ptr_array_add(argv, NULL);
	spec.argv = (const char *const *)argv->pdata;
	return proc_call(&spec, output, error);
}

/* First line of what git said, for a message. */
static char *first_line(const struct proc_output *o)
{
	if (o->end != PROC_EXITED)
		return g_strdup(proc_end_text(o->end));
	return g_strndup(o->err, strcspn(o->err, "\n"));
}

/*
 * Some commands do without a repository that git will not open, as one of
 * another user, and then say something else: so this one is asked.
 */
static char *why_no_repository(const char *root)
{
	static const char *const args[] = { "rev-parse", "--git-dir", NULL };
	static const struct way plain = { .hooks = true };
	struct proc_output o = { 0 };
	char *why = NULL;

	if (call(root, &plain, args, NULL, &o, NULL) && o.status)
		why = first_line(&o);
	proc_output_clear(&o);
	return why;
}

static GBytes *run(const char *root, const struct way *way,
		   const char *const *args, GBytes *input, GError **error)
{
	struct proc_output o = { 0 };
	g_autofree char *said = NULL;
	GBytes *out = NULL;

	if (!call(root, way, args, input, &o, error)) {
		g_prefix_error(error, "cannot run git in '%s': ", root);
		return NULL;
	}
	if (!o.status || (way->also_good && o.status == way->also_good)) {
		out = g_bytes_new_take(g_steal_pointer(&o.out), o.out_len);
	} else {
		said = why_no_repository(root);
		if (!said)
			said = first_line(&o);
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot ask git about '%s': %s", root, said);
	}
	proc_output_clear(&o);
	return out;
}

GBytes *git_run(const char *root, const char *const *args, GError **error)
{
	static const struct way plain = { 0 };

	return run(root, &plain, args, NULL, error);
}

GBytes *git_run_input(const char *root, const char *const *args, GBytes *input,
		      int also_good, GError **error)
{
	const struct way way = { .also_good = also_good };

	return run(root, &way, args, input, error);
}

GBytes *git_run_index(const char *root, const char *index,
		      const char *const *args, GBytes *input, GError **error)
{
	const struct way way = { .index = index };

	return run(root, &way, args, input, error);
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

/* What "git rev-parse OPTION..." prints as a name, absolute. */
static char *ask_path(const char *root, const char *const *args, GError **error)
{
	static const struct way with_hooks = { .hooks = true };
	g_autoptr(GBytes) out = run(root, &with_hooks, args, NULL, error);
	g_autofree char *path = NULL;

	if (!out)
		return NULL;
	path = g_strndup(g_bytes_get_data(out, NULL), g_bytes_get_size(out));
	if (g_str_has_suffix(path, "\n"))
		path[strlen(path) - 1] = '\0';
	return g_canonicalize_filename(path, root);
}

char *git_path(const char *root, const char *name, GError **error)
{
	const char *const args[] = { "rev-parse", "--git-path", name, NULL };

	return ask_path(root, args, error);
}

char *git_common_folder(const char *root, GError **error)
{
	const char *const args[] = { "rev-parse", "--git-common-dir", NULL };

	return ask_path(root, args, error);
}
