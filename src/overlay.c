// SPDX-License-Identifier: GPL-2.0-only
/*
 * overlay.c - cp makes the links and the copies, make builds.
 */
#include <glib/gstdio.h>

#include "overlay.h"
#include "proc.h"

struct overlay {
	const struct tree *tree;
	char *dir;			/* the links */
	GPtrArray *builds;		/* char *, copies of the builds */
};

static bool copy_builds(struct overlay *o, const char *workdir, GError **error)
{
	for (guint i = 0; i < o->tree->builds->len; i++) {
		const struct tree_build *b = o->tree->builds->pdata[i];
		g_autofree char *name = g_strdup_printf("build-%u", i);
		g_autofree char *dir = g_build_filename(workdir, name, NULL);
		const char *argv[] = { "cp", "-a", b->dir, dir, NULL };
		g_autofree char *out = proc_must(NULL, NULL, argv, error);

		if (!out)
			return false;
		g_ptr_array_add(o->builds, g_steal_pointer(&dir));
	}
	return true;
}

struct overlay *overlay_new(const struct tree *tree, const char *workdir,
			    GError **error)
{
	pfn_auto(overlay) o = g_new0(struct overlay, 1);
	g_autofree char *out = NULL;
	const char *argv[] = { "cp", "-rs", tree->root, NULL, NULL };

	o->tree = tree;
	o->dir = g_build_filename(workdir, "overlay", NULL);
	o->builds = g_ptr_array_new_with_free_func(g_free);
	argv[3] = o->dir;
	out = proc_must(NULL, NULL, argv, error);
	if (!out || !copy_builds(o, workdir, error))
		return NULL;
	return g_steal_pointer(&o);
}

void overlay_free(struct overlay *o)
{
	if (!o)
		return;
	g_free(o->dir);
	g_clear_pointer(&o->builds, g_ptr_array_unref);
	g_free(o);
}

bool overlay_write(struct overlay *o, const char *file, const char *text,
		   GError **error)
{
	g_autofree char *path = g_build_filename(o->dir, file, NULL);

	g_unlink(path);
	return g_file_set_contents(path, text, -1, error);
}

/* The first line of a build's output that says what went wrong. */
static char *first_error(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **l = lines; *l; l++)
		if (strstr(*l, "error") || strstr(*l, "warning"))
			return g_strdup(*l);
	return g_strdup(lines[0] && *lines[0] ? lines[0] : "no word why");
}

static bool run(struct overlay *o, const char *const *argv, const char *file,
		GError **error)
{
	struct proc_output out = { 0 };
	bool ok;

	if (!proc_run(o->dir, NULL, argv, &out, error))
		return false;
	ok = !out.status && !strstr(out.err, "warning:");
	if (!ok) {
		g_autofree char *why = first_error(out.err);

		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' does not build: %s", file, why);
	}
	proc_output_clear(&out);
	return ok;
}

bool overlay_build(struct overlay *o, unsigned int i, const char *file,
		   const char *command, unsigned int jobs, GError **error)
{
	g_autofree char *object = g_strdup(file);
	g_autofree char *into = g_strconcat("O=", (char *)o->builds->pdata[i], NULL);
	g_autofree char *j = g_strdup_printf("-j%u", jobs);
	const char *make[] = { "make", "-s", into, j, "W=1", object, NULL };
	g_auto(GStrv) own = NULL;

	if (!g_str_has_suffix(file, ".c"))
		return true;
	object[strlen(object) - 1] = 'o';
	if (!command)
		return run(o, make, file, error);
	if (!g_shell_parse_argv(command, NULL, &own, error))
		return false;
	{
		g_autoptr(GPtrArray) argv = g_ptr_array_new();

		for (char **a = own; *a; a++)
			g_ptr_array_add(argv, *a);
		g_ptr_array_add(argv, into);
		g_ptr_array_add(argv, object);
		g_ptr_array_add(argv, NULL);
		return run(o, (const char *const *)argv->pdata, file, error);
	}
}
