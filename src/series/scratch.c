// SPDX-License-Identifier: GPL-2.0-only
/*
 * scratch.c - git as a subprocess, shielded from the user's configuration.
 *
 * Hooks, templates, signing and commit.* settings of the user must not change
 * the bytes of a series, so only the identity is taken from there.  And what the
 * environment says of a repository must not lead git out of the scratch one.
 */
#include <glib/gstdio.h>

#include "tree/git.h"
#include "tree/proc.h"
#include "scratch.h"

char *scratch_git(const struct scratch *scratch, const char *const *args,
		  GError **error)
{
	g_autoptr(GPtrArray) argv = g_ptr_array_new();

	g_ptr_array_add(argv, "git");
	for (; *args; args++)
		g_ptr_array_add(argv, (char *)*args);
	g_ptr_array_add(argv, NULL);
	return proc_must(scratch->dir, (const char *const *)scratch->env,
			 (const char *const *)argv->pdata, error);
}

static bool git(const struct scratch *scratch, GError **error,
		const char *first, ...)
{
	g_autoptr(GPtrArray) args = g_ptr_array_new();
	g_autofree char *out = NULL;
	va_list list;

	va_start(list, first);
	for (const char *a = first; a; a = va_arg(list, const char *))
		g_ptr_array_add(args, (char *)a);
	va_end(list);
	g_ptr_array_add(args, NULL);
	out = scratch_git(scratch, (const char *const *)args->pdata, error);
	return out;
}

/* What "git rev-parse --local-env-vars" lists, and what changes output. */
static const char *const shielded[] = {
	"GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE",
	"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
	"GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE",
	"GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_PREFIX",
	"GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT",
	"GIT_NAMESPACE", "GIT_QUARANTINE_PATH", "GIT_TEMPLATE_DIR",
	"GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_LITERAL_PATHSPECS", NULL,
};

const char *const *scratch_shield(void)
{
	return shielded;
}

/*
 * "Name <mail> time zone" as git var prints it.  A name that git would make
 * up of the account's and the machine's does not count.
 */
static char *ask_identity(const char *root, const char *date, GError **error)
{
	g_autofree char *set = date ?
		g_strconcat("GIT_COMMITTER_DATE=", date, NULL) : NULL;
	const char *env[] = { set ? set : "GIT_COMMITTER_DATE", NULL };
	const char *argv[] = { "git", "-c", "user.useConfigOnly=true", "var",
			       "GIT_COMMITTER_IDENT", NULL };

	return proc_must(root, env, argv, error);
}

bool scratch_check(const char *root, const char *date, GError **error)
{
	g_autofree char *plain = ask_identity(root, NULL, NULL);
	g_autofree char *dated = NULL;

	if (!plain) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "git has no identity for the mails: set user.name and user.email");
		return false;
	}
	dated = date ? ask_identity(root, date, NULL) : NULL;
	if (date && !dated)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' is not a date git understands", date);
	return !date || dated;
}

static bool read_identity(const struct tree *tree, char **name, char **mail,
			  GError **error)
{
	g_autofree char *out = ask_identity(tree->root, NULL, NULL);
	char *open = out ? strchr(out, '<') : NULL;
	char *close = open ? strchr(open, '>') : NULL;

	if (!close || open == out || close == open + 1) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "git has no identity for the mails: set user.name and user.email");
		return false;
	}
	*name = g_strstrip(g_strndup(out, open - out));
	*mail = g_strndup(open + 1, close - open - 1);
	return true;
}

static char *newest_date(const struct tree *tree)
{
	g_autofree char *makefile = g_build_filename(tree->root, "Makefile", NULL);
	GStatBuf st = { 0 };
	char *date = tree->is_git ? git_head_date(tree->root) : NULL;

	if (date)
		return date;
	g_stat(makefile, &st);
	return g_strdup_printf("@%ld +0000", (long)st.st_mtime);
}

static char **make_env(const struct tree *tree, const char *workdir,
		       const char *date, GError **error)
{
	g_autoptr(GStrvBuilder) env = g_strv_builder_new();
	g_autofree char *name = NULL, *mail = NULL;
	g_autofree char *home = g_strconcat("HOME=", workdir, NULL);
	g_autofree char *xdg = g_strconcat("XDG_CONFIG_HOME=", workdir, NULL);
	g_autofree char *when = date ? g_strdup(date) : newest_date(tree);
	static const char *const who[] = { "AUTHOR", "COMMITTER" };

	if (!read_identity(tree, &name, &mail, error))
		return NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(who); i++) {
		g_autofree char *n = g_strdup_printf("GIT_%s_NAME=%s", who[i], name);
		g_autofree char *m = g_strdup_printf("GIT_%s_EMAIL=%s", who[i], mail);
		g_autofree char *d = g_strdup_printf("GIT_%s_DATE=%s", who[i], when);

		g_strv_builder_add_many(env, n, m, d, NULL);
	}
	for (const char *const *name = shielded; *name; name++)
		g_strv_builder_add(env, *name);
	g_strv_builder_add_many(env, "GIT_CONFIG_GLOBAL=/dev/null",
				"GIT_CONFIG_SYSTEM=/dev/null",
				"GIT_CONFIG_NOSYSTEM=1", "GIT_ATTR_NOSYSTEM=1",
				home, xdg, "TZ=UTC", NULL);
	return g_strv_builder_end(env);
}

static bool write_file(const struct scratch *s, const char *file,
		       const char *text, GError **error)
{
	g_autofree char *path = g_build_filename(s->dir, file, NULL);
	g_autofree char *folder = g_path_get_dirname(path);

	if (g_mkdir_with_parents(folder, 0777)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot make '%s': %s", folder, g_strerror(errno));
		return false;
	}
	return g_file_set_contents(path, text, -1, error);
}

/* The kernel's own .gitattributes say so: else a label heads a hunk. */
static bool write_attributes(const struct scratch *s, GError **error)
{
	return write_file(s, ".git/info/attributes",
			  "*.c diff=cpp\n*.h diff=cpp\n", error);
}

/* The files as they were scanned: the first rewrite of each starts there. */
static bool write_base(const struct scratch *s, const struct tree *tree,
		       const GPtrArray *rewrites, const GPtrArray *more,
		       GError **error)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < rewrites->len; i++) {
		const struct rewrite *r = rewrites->pdata[i];

		if (g_hash_table_add(seen, r->file) &&
		    !write_file(s, r->file, r->before, error))
			return false;
	}
	for (guint i = 0; more && i < more->len; i++) {
		g_autofree char *text = NULL;

		if (!g_hash_table_add(seen, more->pdata[i]))
			continue;
		/* One that is gone by now is missed by who needs it. */
		text = tree_read(tree, more->pdata[i], NULL);
		if (text && !write_file(s, more->pdata[i], text, error))
			return false;
	}
	return true;
}

struct scratch *scratch_new(const struct tree *tree, const char *workdir,
			    const GPtrArray *rewrites, const GPtrArray *more,
			    const char *date, GError **error)
{
	pfn_auto(scratch) s = g_new0(struct scratch, 1);
	const char *head[] = { "rev-parse", "HEAD", NULL };

	s->dir = g_build_filename(workdir, "series", NULL);
	s->env = make_env(tree, workdir, date, error);
	if (!s->env)
		return NULL;
	g_mkdir(s->dir, 0777);
	if (!git(s, error, "init", "-q", "--template=", "-b", "series", NULL) ||
	    !write_attributes(s, error) ||
	    !write_base(s, tree, rewrites, more, error) ||
	    !git(s, error, "add", "-A", NULL) ||
	    !git(s, error, "commit", "-q", "--no-verify", "--allow-empty", "-m",
		 "base", NULL))
		return NULL;
	s->base = scratch_git(s, head, error);
	if (!s->base)
		return NULL;
	g_strchomp(s->base);
	return g_steal_pointer(&s);
}

bool scratch_commit(const struct scratch *scratch, const char *file,
		    const char *text, const char *message, bool signoff,
		    GError **error)
{
	return write_file(scratch, file, text, error) &&
	       git(scratch, error, "add", "--", file, NULL) &&
	       git(scratch, error, "commit", "-q", "--no-verify",
		   "--cleanup=verbatim", "-m", message,
		   signoff ? "--signoff" : NULL, NULL);
}

void scratch_free(struct scratch *scratch)
{
	if (!scratch)
		return;
	g_free(scratch->dir);
	g_free(scratch->base);
	g_strfreev(scratch->env);
	g_free(scratch);
}
