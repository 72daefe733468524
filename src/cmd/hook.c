// SPDX-License-Identifier: GPL-2.0-only
/*
 * hook.c - the script in the hooks folder.
 *
 * Its last line is a checksum of the lines before it: what somebody changed by
 * hand is not ours to remove.
 */
#include <glib/gstdio.h>
#include <unistd.h>

#include "tree/file.h"
#include "tree/git.h"
#include "hook.h"

#define CHAINED ".pfncheck-chained"
#define SUM "# pfncheck sum "

static const char script_head[] =
	"#!/bin/sh\n"
	"# Put here by 'pfncheck hook install'; 'pfncheck hook uninstall' takes it\n"
	"# away and puts back what was here before.\n"
	"if [ -x \"$0" CHAINED "\" ]; then\n"
	"\t\"$0" CHAINED "\" \"$@\" || exit $?\n"
	"fi\n";

static bool fail(GError **error, const char *what, const char *path)
{
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE, "cannot %s '%s': %s",
		    what, path, g_strerror(errno));
	return false;
}

/* The script's text, with its sum. */
static char *script_text(const char *program, char *const *args)
{
	g_autoptr(GString) text = g_string_new(script_head);
	g_autofree char *quoted = g_shell_quote(program);
	g_autofree char *sum = NULL;

	g_string_append_printf(text, "if ! [ -x %s ]; then\n", quoted);
	g_string_append_printf(text,
		"\techo %s'is gone: git commit --no-verify goes on without it' >&2\n",
		quoted);
	g_string_append_printf(text, "\texit 2\nfi\nexec %s hook run", quoted);
	for (; args && *args; args++) {
		g_autofree char *arg = g_shell_quote(*args);

		g_string_append_printf(text, " %s", arg);
	}
	g_string_append_c(text, '\n');
	sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->str, -1);
	g_string_append_printf(text, SUM "%.16s\n", sum);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* HOOK_ODD: a folder, a fifo, ... */
enum whose { HOOK_NONE, HOOK_OURS, HOOK_CHANGED, HOOK_OTHER, HOOK_ODD };

static enum whose whose_hook(const char *path)
{
	g_autofree char *text = NULL, *sum = NULL, *ours = NULL;
	char *last;

	if (g_file_test(path, G_FILE_TEST_IS_SYMLINK))
		return HOOK_OTHER;
	text = file_read(path, NULL);
	if (!text && !g_file_test(path, G_FILE_TEST_EXISTS))
		return HOOK_NONE;
	if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
		return HOOK_ODD;
	if (!text)
		return HOOK_OTHER;
	if (!g_str_has_prefix(text, script_head))
		return HOOK_OTHER;
	last = g_strrstr(text, SUM);
	if (!last)
		return HOOK_CHANGED;
	sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256,
					  (const guchar *)text, last - text);
	sum[16] = '\0';
	ours = g_strconcat(SUM, sum, "\n", NULL);
	return strcmp(last, ours) ? HOOK_CHANGED : HOOK_OURS;
}

/* True if @dir, by its real name, stands in the folder @top or is it. */
static bool is_below(const char *dir, const char *top)
{
	char *real = realpath(dir, NULL), *real_top = realpath(top, NULL);
	size_t n = real_top ? strlen(real_top) : 0;
	bool below = real && real_top && !strncmp(real, real_top, n) &&
		(!real[n] || real[n] == '/');

	free(real);
	free(real_top);
	return below;
}

/* What of the folder @dir, which may have to be made, is there already. */
static char *existing_part(const char *dir)
{
	char *part = g_strdup(dir);

	while (!g_file_test(part, G_FILE_TEST_EXISTS) && strcmp(part, "/")) {
		char *parent = g_path_get_dirname(part);

		g_free(part);
		part = parent;
	}
	return part;
}

/* The hook's path; the folder is made.  One for all repositories is refused. */
static char *hook_path(const char *root, GError **error)
{
	g_autofree char *dir = git_path(root, "hooks", error);
	g_autofree char *git_dir = dir ? git_common_folder(root, error) : NULL;
	g_autofree char *there = git_dir ? existing_part(dir) : NULL;

	if (!there)
		return NULL;
	if (!is_below(there, git_dir) && !is_below(there, root)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "the hooks folder '%s' is not this repository's own: call 'pfncheck hook run' from the pre-commit hook there",
			    dir);
		return NULL;
	}
	if (g_mkdir_with_parents(dir, 0777)) {
		fail(error, "make the folder", dir);
		return NULL;
	}
	return g_build_filename(dir, "pre-commit", NULL);
}

static bool write_script(const char *path, const char *text, GError **error)
{
	g_autofree char *fresh = g_strconcat(path, ".pfncheck-new", NULL);

	if (!g_file_set_contents(fresh, text, -1, error))
		return false;
	if (!g_chmod(fresh, 0755) && !g_rename(fresh, path))
		return true;
	fail(error, "write", path);
	g_unlink(fresh);
	return false;
}

bool hook_install(const char *root, const char *program, char *const *args,
		  char **path, GError **error)
{
	g_autofree char *text = script_text(program, args);
	g_autofree char *chained = NULL;
	enum whose whose;

	*path = hook_path(root, error);
	if (!*path)
		return false;
	chained = g_strconcat(*path, CHAINED, NULL);
	whose = whose_hook(*path);
	if (whose == HOOK_CHANGED || whose == HOOK_ODD) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    whose == HOOK_ODD ?
			    "'%s' is not a regular file: move it away first" :
			    "'%s' is ours but was changed by hand: move it away first",
			    *path);
		return false;
	}
	if (whose == HOOK_OTHER) {
		if (g_file_test(chained, G_FILE_TEST_EXISTS)) {
			g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
				    "'%s' is in the way", chained);
			return false;
		}
		if (g_rename(*path, chained))
			return fail(error, "move away", *path);
	}
	if (write_script(*path, text, error))
		return true;
	if (whose == HOOK_OTHER)
		g_rename(chained, *path);
	return false;
}

bool hook_uninstall(const char *root, char **path, GError **error)
{
	g_autofree char *chained = NULL, *dir = NULL;
	enum whose whose;

	*path = hook_path(root, error);
	if (!*path)
		return false;
	chained = g_strconcat(*path, CHAINED, NULL);
	whose = whose_hook(*path);
	if (whose != HOOK_OURS) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    whose == HOOK_CHANGED ?
			    "'%s' is ours but was changed by hand: remove it yourself" :
			    "'%s' is not a hook of pfncheck", *path);
		return false;
	}
	/* A rename replaces ours in one step: there is always a hook. */
	if (g_file_test(chained, G_FILE_TEST_EXISTS) ||
	    g_file_test(chained, G_FILE_TEST_IS_SYMLINK)) {
		if (g_rename(chained, *path))
			return fail(error, "move back", chained);
		return true;
	}
	return !g_unlink(*path) || fail(error, "remove", *path);
}
