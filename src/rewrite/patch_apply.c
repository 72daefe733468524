// SPDX-License-Identifier: GPL-2.0-only
/*
 * patch_apply.c - a tree is changed wholly or not at all, and nothing else is:
 * each file is written through the folder that holds it, which no link leads to.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "patch_parts.h"
#include "tree/beneath.h"
#include "tree/file.h"

#define BESIDE ".pfncheck-new"

/* A file that is being written; its new contents lie beside it. */
struct target {
	const struct patch_change *change;
	int folder;
	char *name, *beside;
};

static bool fail(const struct target *t, const char *why, GError **error)
{
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE, "cannot write '%s': %s",
		    t->change->file, why);
	return false;
}

static bool open_target(struct target *t, const struct tree *tree,
			const struct patch_change *change, GError **error)
{
	const char *name;

	t->change = change;
	t->folder = beneath_folder(tree->root, change->file, &name);
	if (t->folder < 0 && (errno == ELOOP || errno == ENOTDIR))
		return fail(t, "its folder is a link", error);
	if (t->folder < 0)
		return fail(t, g_strerror(errno), error);
	t->name = g_strdup(name);
	t->beside = g_strconcat(name, BESIDE, NULL);
	return true;
}

static void close_targets(struct target *targets, guint n)
{
	for (guint i = 0; i < n; i++) {
		if (targets[i].folder >= 0)
			close(targets[i].folder);
		g_free(targets[i].name);
		g_free(targets[i].beside);
	}
	g_free(targets);
}

/* @text beside the file, with its mode: a rename is what is left. */
static bool write_beside(const struct target *t, const char *text,
			 GError **error)
{
	struct stat st;
	bool ok;
	int fd;

	if (fstatat(t->folder, t->name, &st, AT_SYMLINK_NOFOLLOW))
		return fail(t, g_strerror(errno), error);
	if (!S_ISREG(st.st_mode))
		return fail(t, "it is not a regular file", error);
	unlinkat(t->folder, t->beside, 0);
	fd = openat(t->folder, t->beside,
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return fail(t, g_strerror(errno), error);
	ok = file_write_fd(fd, text, strlen(text)) && !fsync(fd) &&
	     !fchmod(fd, st.st_mode & 07777);
	if (!ok)
		fail(t, g_strerror(errno), error);
	if (close(fd) && ok)
		ok = fail(t, g_strerror(errno), error);
	return ok;
}

static bool put_in_place(const struct target *t)
{
	return !renameat(t->folder, t->beside, t->folder, t->name);
}

static bool prepare_all(const struct tree *tree, const GArray *changes,
			struct target *targets, GError **error)
{
	for (guint i = 0; i < changes->len; i++) {
		const struct patch_change *c =
			&g_array_index(changes, struct patch_change, i);

		if (!open_target(&targets[i], tree, c, error) ||
		    !patch_unchanged(tree, c, error) ||
		    !write_beside(&targets[i], c->after, error))
			return false;
	}
	return true;
}

/* Files before @n have their new contents: give them the old ones back. */
static void roll_back(const struct target *targets, guint n)
{
	for (guint i = 0; i < n; i++)
		if (write_beside(&targets[i], targets[i].change->before, NULL))
			put_in_place(&targets[i]);
}

static bool rename_all(const struct target *targets, guint n, GError **error)
{
	for (guint i = 0; i < n; i++) {
		if (put_in_place(&targets[i]))
			continue;
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot write '%s': %s; the tree is as it was",
			    targets[i].change->file, g_strerror(errno));
		roll_back(targets, i);
		return false;
	}
	return true;
}

static void remove_beside(const struct target *targets, guint n)
{
	for (guint i = 0; i < n; i++)
		if (targets[i].beside)
			unlinkat(targets[i].folder, targets[i].beside, 0);
}

bool patch_apply(const struct tree *tree, const GPtrArray *rewrites,
		 GError **error)
{
	g_autoptr(GArray) changes = patch_changes(rewrites);
	struct target *targets = g_new0(struct target, changes->len);
	sigset_t all, before;
	bool ok;

	for (guint i = 0; i < changes->len; i++)
		targets[i].folder = -1;
	/* Who stops it gets a tree that is wholly changed, or not at all. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	ok = prepare_all(tree, changes, targets, error) &&
	     rename_all(targets, changes->len, error);
	if (!ok)
		remove_beside(targets, changes->len);
	close_targets(targets, changes->len);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return ok;
}
