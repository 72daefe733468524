// SPDX-License-Identifier: GPL-2.0-only
/*
 * branch.c - git's plumbing with an index of our own beside the user's.
 */
#include "branch.h"
#include "tree/git.h"
#include "tree/proc.h"

/* What the commits have in common. */
struct branch {
	const char *root;
	char *index, *text, *message;	/* files of ours */
	char **env;
};

/* NULL and @error if git says no; else what it prints, one line of it. */
static char *tell(const char *root, const char *const *env,
		  const char *const *args, GError **error)
{
	static const char *const fixed[] = {
		"git", "-c", "core.hooksPath=/dev/null", "-c",
		"core.fsmonitor=false", "--literal-pathspecs",
	};
	g_autoptr(GPtrArray) argv = g_ptr_array_new();
	char *out;

	for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
		g_ptr_array_add(argv, (char *)fixed[i]);
	for (; *args; args++)
		g_ptr_array_add(argv, (char *)*args);
	g_ptr_array_add(argv, NULL);
	out = proc_must(root, env, (const char *const *)argv->pdata, error);
	return out ? g_strchomp(out) : NULL;
}

bool branch_check(const char *root, const char *name, GError **error)
{
	g_autofree char *ref = g_strconcat("refs/heads/", name, NULL);
	const char *const check[] = { "check-ref-format", "--branch", name, NULL };
	const char *const find[] = { "rev-parse", "--verify", "--quiet", ref, NULL };
	g_autofree char *head = git_head(root);
	g_autofree char *ok = NULL, *there = NULL;

	if (!head) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "--branch needs a repository with a commit to stand on");
		return false;
	}
	/* "@{-1}" would be a branch by another name. */
	ok = tell(root, scratch_shield(), check, NULL);
	if (!ok || strcmp(ok, name)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' is not a name git takes for a branch", name);
		return false;
	}
	there = tell(root, scratch_shield(), find, NULL);
	if (there)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "there is a branch '%s' already", name);
	return !there;
}

/* Who and when, as in the mails; but the user's own configuration is read. */
static char **make_env(const struct scratch *s, const char *index)
{
	g_autoptr(GStrvBuilder) env = g_strv_builder_new();
	g_autofree char *own = g_strconcat("GIT_INDEX_FILE=", index, NULL);

	for (char **e = s->env; *e; e++)
		if (!g_str_has_prefix(*e, "GIT_CONFIG_") &&
		    !g_str_has_prefix(*e, "HOME=") &&
		    !g_str_has_prefix(*e, "XDG_"))
			g_strv_builder_add(env, *e);
	g_strv_builder_add(env, own);
	return g_strv_builder_end(env);
}

static void release(struct branch *b)
{
	g_free(b->index);
	g_free(b->text);
	g_free(b->message);
	g_strfreev(b->env);
}

static char *told(const struct branch *b, const char *const *args, GError **error)
{
	return tell(b->root, (const char *const *)b->env, args, error);
}

/* The index holds @file as it is after the patch, with the mode that it had. */
static bool stage(const struct branch *b, const struct rewrite *r, GError **error)
{
	const char *const hash[] = {
		"hash-object", "-w", "--no-filters", "--", b->text, NULL,
	};
	const char *const list[] = {
		"ls-files", "--stage", "--full-name", "--", r->file, NULL,
	};
	g_autofree char *blob = NULL, *was = NULL, *info = NULL, *done = NULL;
	const char *update[] = { "update-index", "--cacheinfo", NULL, NULL };

	if (!g_file_set_contents(b->text, r->after, -1, error))
		return false;
	blob = told(b, hash, error);
	was = blob ? told(b, list, error) : NULL;
	if (!was)
		return false;
	info = g_strdup_printf("%.6s,%s,%s", *was ? was : "100644", blob, r->file);
	update[2] = info;
	done = told(b, update, error);
	return done;
}

static char *commit(const struct branch *b, const struct scratch *s,
		    const char *source, const char *parent, GError **error)
{
	const char *say[] = { "show", "-s", "--format=%B", source, NULL };
	const char *const write[] = { "write-tree", NULL };
	g_autofree char *said = scratch_git(s, say, error);
	g_autofree char *message = said ? g_strconcat(g_strchomp(said), "\n", NULL) :
					  NULL;
	g_autofree char *tree = NULL;
	const char *make[] = {
		"commit-tree", "-p", parent, "-F", b->message, NULL, NULL,
	};

	if (!message ||
	    !g_file_set_contents(b->message, message, -1, error))
		return NULL;
	tree = told(b, write, error);
	make[5] = tree;
	return tree ? told(b, make, error) : NULL;
}

static char *make_commits(const struct branch *b, const struct scratch *s,
			  const GPtrArray *rewrites, GError **error)
{
	g_autofree char *range = g_strdup_printf("%s..series", s->base);
	const char *list[] = { "rev-list", "--reverse", range, NULL };
	const char *const read[] = { "read-tree", "HEAD", NULL };
	g_autofree char *names = scratch_git(s, list, error);
	g_auto(GStrv) sources = names ? g_strsplit(names, "\n", -1) : NULL;
	g_autofree char *done = sources ? told(b, read, error) : NULL;
	char *last = done ? git_head(b->root) : NULL;

	for (guint i = 0; last && i < rewrites->len; i++) {
		char *next = stage(b, rewrites->pdata[i], error) ?
			commit(b, s, sources[i], last, error) : NULL;

		g_free(last);
		last = next;
	}
	return last;
}

char *branch_commits(const struct tree *tree, const struct scratch *scratch,
		     const char *workdir, const GPtrArray *rewrites,
		     GError **error)
{
	struct branch b = {
		.root = tree->root,
		.index = g_build_filename(workdir, "branch-index", NULL),
		.text = g_build_filename(workdir, "branch-text", NULL),
		.message = g_build_filename(workdir, "branch-message", NULL),
	};
	char *last;

	b.env = make_env(scratch, b.index);
	last = make_commits(&b, scratch, rewrites, error);
	release(&b);
	return last;
}

bool branch_set(const struct tree *tree, const char *name, const char *commit,
		GError **error)
{
	g_autofree char *ref = g_strconcat("refs/heads/", name, NULL);
	/* An empty old value: it must not be there. */
	const char *const set[] = { "update-ref", ref, commit, "", NULL };
	g_autofree char *done = tell(tree->root, scratch_shield(), set, error);

	return done;
}
