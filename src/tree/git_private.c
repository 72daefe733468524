// SPDX-License-Identifier: GPL-2.0-only
/*
 * git_private.c - the alternates file lends the objects, so that nothing has to
 * be fetched or copied.
 */
#include <glib/gstdio.h>

#include "git_private.h"
#include "git_run.h"

char *git_commit_of(const char *repo, const char *name)
{
	g_autofree char *commit = g_strconcat(name, "^{commit}", NULL);
	const char *const args[] = {
		"rev-parse", "--verify", "--quiet", "--end-of-options", commit,
		NULL,
	};
	g_autoptr(GBytes) out = git_run(repo, args, NULL);

	if (!out || !g_bytes_get_size(out))
		return NULL;
	return g_strchomp(g_strndup(g_bytes_get_data(out, NULL),
				    g_bytes_get_size(out)));
}

static bool run(const char *root, const char *const *args, GError **error)
{
	g_autoptr(GBytes) out = git_run(root, args, error);

	return out;
}

/* A line of the alternates file; git reads quotes around odd names. */
static bool lend_objects(const struct git_private *p, GError **error)
{
	g_autofree char *objects = git_path(p->repo, "objects", error);
	g_autofree char *list = g_build_filename(p->root, ".git", "objects",
						 "info", "alternates", NULL);
	g_autofree char *line = NULL;

	if (!objects)
		return false;
	if (strchr(objects, '\n')) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot borrow objects from '%s': its name holds a line break",
			    objects);
		return false;
	}
	line = g_strconcat(objects, "\n", NULL);
	return g_file_set_contents(list, line, -1, error);
}

static char *object_format(const char *repo)
{
	static const char *const args[] = {
		"rev-parse", "--show-object-format", NULL,
	};
	g_autoptr(GBytes) out = git_run(repo, args, NULL);
	g_autofree char *name = out ? g_strndup(g_bytes_get_data(out, NULL),
						g_bytes_get_size(out)) : NULL;

	return g_strdup_printf("--object-format=%s",
			       name ? g_strchomp(name) : "sha1");
}

struct git_private *git_private_new(const char *dir, const char *repo,
				    const char *base, GError **error)
{
	pfn_auto(git_private) p = g_new0(struct git_private, 1);
	g_autofree char *format = object_format(repo);
	const char *const init[] = {
		"init", "--quiet", "--template=", format, dir, NULL,
	};

	/* A hook's own index must not be mistaken for ours. */
	g_unsetenv("GIT_INDEX_FILE");
	p->root = g_strdup(dir);
	p->repo = g_canonicalize_filename(repo, NULL);
	p->base = g_strdup(base);
	if (g_mkdir(dir, 0700)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot make the folder '%s': %s", dir,
			    g_strerror(errno));
		return NULL;
	}
	if (!run(dir, init, error))
		return NULL;
	if (g_mkdir_with_parents(p->root, 0700) || !lend_objects(p, error) ||
	    !git_private_stand(p, base, base, error))
		return NULL;
	return g_steal_pointer(&p);
}

void git_private_free(struct git_private *p)
{
	if (!p)
		return;
	g_free(p->root);
	g_free(p->repo);
	g_free(p->base);
	g_free(p->staged);
	g_free(p);
}

bool git_private_stand(struct git_private *p, const char *head,
		       const char *staged, GError **error)
{
	const char *const ref[] = { "update-ref", "HEAD", head, NULL };
	const char *const read[] = { "read-tree", staged, NULL };

	if (!run(p->root, ref, error))
		return false;
	if (!g_strcmp0(p->staged, staged))
		return true;
	g_clear_pointer(&p->staged, g_free);
	if (!run(p->root, read, error))
		return false;
	p->staged = g_strdup(staged);
	return true;
}

/* What git prints, one line of it. */
static char *told(const char *root, const char *const *args, GError **error)
{
	g_autoptr(GBytes) out = git_run(root, args, error);

	return out ? g_strchomp(g_strndup(g_bytes_get_data(out, NULL),
					  g_bytes_get_size(out))) : NULL;
}

/* "cannot ask git about 'DIR': error: patch failed: mm/gup.c:12" */
static void keep_complaint(GError **error)
{
	const char *at;
	char *kept;

	if (!error || !*error)
		return;
	at = strstr((*error)->message, "error: ");
	kept = g_strdup(at ? at + strlen("error: ") : (*error)->message);
	g_free((*error)->message);
	(*error)->message = kept;
}

char *git_private_commit(struct git_private *p, const char *parent,
			 const char *diff, GError **error)
{
	static const char *const apply[] = {
		"apply", "--cached", "--whitespace=nowarn", "-", NULL,
	};
	static const char *const write[] = { "write-tree", NULL };
	g_autoptr(GBytes) input = g_bytes_new(diff, strlen(diff));
	g_autoptr(GBytes) done = NULL;
	g_autofree char *tree = NULL;
	const char *commit[] = {
		"-c", "user.name=pfncheck", "-c", "user.email=pfncheck@localhost",
		"commit-tree", "-p", parent, "-m", "patch", NULL, NULL,
	};

	if (!git_private_stand(p, parent, parent, error))
		return NULL;
	done = git_run_input(p->root, apply, input, 0, error);
	if (!done) {
		keep_complaint(error);
		return NULL;
	}
	g_clear_pointer(&p->staged, g_free);
	tree = told(p->root, write, error);
	if (!tree)
		return NULL;
	commit[9] = tree;
	p->staged = told(p->root, commit, error);
	return g_strdup(p->staged);
}
