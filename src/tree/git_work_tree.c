// SPDX-License-Identifier: GPL-2.0-only
/*
 * git_work_tree.c - compares the work tree: no filter is run, and no file is left
 * out that the index marks as one to leave alone ("git update-index
 * --assume-unchanged", "--skip-worktree").
 *
 * What a sparse checkout leaves out is marked too, and is not there to look at.
 */
#include <fcntl.h>
#include <unistd.h>

#include "beneath.h"
#include "file.h"
#include "git_run.h"
#include "temp.h"

/* A record of "ls-files -v": a small letter or an S says that it is marked. */
static bool is_marked(const char *record)
{
	return (g_ascii_islower(*record) || *record == 'S') && record[1] == ' ';
}

static bool is_there(const char *root, const char *file)
{
	int fd = beneath_open(root, file);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* The marked files that are there, each ended by NUL; NULL and @error. */
static GBytes *marked_files(const char *root, GError **error)
{
	static const char *const args[] = { "ls-files", "-v", "-z", NULL };
	g_autoptr(GBytes) out = git_run(root, args, error);
	GString *names;
	const char *p, *end;
	gsize len;

	if (!out)
		return NULL;
	names = g_string_new(NULL);
	p = g_bytes_get_data(out, &len);
	for (end = p + len; p < end; p += strlen(p) + 1)
		if (is_marked(p) && is_there(root, p + 2))
			g_string_append_len(names, p + 2, strlen(p + 2) + 1);
	return g_string_free_to_bytes(names);
}

static bool copy_index(const char *root, const char *to, GError **error)
{
	g_autofree char *from = git_path(root, "index", error);
	g_autofree char *data = NULL;
	gsize len;
	int fd;

	if (!from)
		return false;
	fd = open(from, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	data = fd < 0 ? NULL : file_read_fd(fd, &len);
	if (!data)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot read '%s': %s", from, g_strerror(errno));
	if (fd >= 0)
		close(fd);
	return data && g_file_set_contents(to, data, len, error);
}

static bool unmark(const char *root, const char *index, GBytes *files,
		   GError **error)
{
	static const char *const marks[] = {
		"--no-assume-unchanged", "--no-skip-worktree",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		const char *const args[] = {
			"update-index", marks[i], "-z", "--stdin", NULL,
		};
		g_autoptr(GBytes) out = git_run_index(root, index, args, files,
						      error);

		if (!out)
			return false;
	}
	return true;
}

/*
 * Sets @index to a copy without marks, in a folder @dir for temp_remove(); both to
 * NULL where nothing is marked.
 */
static bool unmarked_index(const char *root, char **dir, char **index,
			   GError **error)
{
	g_autoptr(GBytes) files = marked_files(root, error);
	g_autofree char *copy = NULL;

	*dir = *index = NULL;
	if (!files)
		return false;
	if (!g_bytes_get_size(files))
		return true;
	*dir = temp_folder(error);
	if (!*dir)
		return false;
	copy = g_build_filename(*dir, "index", NULL);
	if (!copy_index(root, copy, error) || !unmark(root, copy, files, error)) {
		temp_remove(g_steal_pointer(dir));
		return false;
	}
	*index = g_steal_pointer(&copy);
	return true;
}

/*
 * "-c NAME=" for each program that the configuration names for a filter; NULL and
 * @error where a name cannot be said so.
 */
static GPtrArray *without_filters(const char *root, GError **error)
{
	static const char *const args[] = {
		"config", "-z", "--name-only", "--get-regexp",
		"^filter\\..*\\.(clean|smudge|process|required)$", NULL,
	};
	/* git exits with 1 if no such option is set. */
	g_autoptr(GBytes) out = git_run_input(root, args, NULL, 1, error);
	g_autoptr(GPtrArray) options = g_ptr_array_new_with_free_func(g_free);
	const char *p, *end;
	gsize len;

	if (!out)
		return NULL;
	p = g_bytes_get_data(out, &len);
	for (end = p + len; p < end; p += strlen(p) + 1) {
		if (strchr(p, '=')) {
			g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
				    "cannot switch off the filter '%s' of '%s'",
				    p, root);
			return NULL;
		}
		g_ptr_array_add(options, g_strdup("-c"));
		g_ptr_array_add(options, g_strconcat(p, "=", NULL));
	}
	return g_steal_pointer(&options);
}

GBytes *git_diff_work_tree(const char *root, const char *const *args,
			   GError **error)
{
	g_autoptr(GPtrArray) all = without_filters(root, error);
	g_autofree char *index = NULL;
	char *dir = NULL;
	GBytes *out;

	if (!all || !unmarked_index(root, &dir, &index, error))
		return NULL;
	for (const char *const *a = args; *a; a++)
		g_ptr_array_add(all, g_strdup(*a));
	g_ptr_array_add(all, NULL);
	out = git_run_index(root, index, (const char *const *)all->pdata, NULL,
			    error);
	temp_remove(dir);
	return out;
}
