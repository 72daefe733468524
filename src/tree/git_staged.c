// SPDX-License-Identifier: GPL-2.0-only
/*
 * git_staged.c - what stands in the index: names, words, contents.
 *
 * A hook has milliseconds: each call here is one git process, whatever the
 * number of files, and names go through stdin ended by NUL.
 */
#include "beneath.h"
#include "git_run.h"

static void staged_file_free(struct git_staged_file *f)
{
	g_free(f->file);
	g_free(f->object);
	g_free(f->old_object);
	g_free(f);
}

struct git_staged_file *git_staged_file_copy(const struct git_staged_file *f)
{
	struct git_staged_file *copy = g_new0(struct git_staged_file, 1);

	copy->status = f->status;
	copy->file = g_strdup(f->file);
	copy->object = g_strdup(f->object);
	copy->old_object = g_strdup(f->old_object);
	return copy;
}

/* ":100644 100644 OLD NEW M" */
static struct git_staged_file *parse_record(const char *record,
					    const char *name)
{
	g_auto(GStrv) fields = g_strsplit(record, " ", -1);
	struct git_staged_file *f;

	if (g_strv_length(fields) != 5 || !*name)
		return NULL;
	f = g_new0(struct git_staged_file, 1);
	f->file = g_strdup(name);
	f->old_object = g_strdup(fields[2]);
	f->object = g_strdup(fields[3]);
	f->status = *fields[4];
	return f;
}

GPtrArray *git_staged_files(const char *root, const char *rev, GError **error)
{
	const char *const args[] = {
		"diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames",
		"--no-relative", "--no-ext-diff", "--ignore-submodules=all",
		rev ? rev : "--", rev ? "--" : NULL, NULL,
	};
	g_autoptr(GBytes) out = git_run(root, args, error);
	g_autoptr(GPtrArray) files = NULL;
	const char *p, *end;
	gsize len;

	if (!out)
		return NULL;
	files = g_ptr_array_new_with_free_func(
			(GDestroyNotify)staged_file_free);
	p = g_bytes_get_data(out, &len);
	for (end = p + len; p < end;) {
		const char *name = p + strlen(p) + 1;
		struct git_staged_file *f = name < end ? parse_record(p, name) :
			NULL;

		if (!f) {
			g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
				    "cannot read what git says is staged");
			return NULL;
		}
		g_ptr_array_add(files, f);
		p = name + strlen(name) + 1;
	}
	return g_steal_pointer(&files);
}

GPtrArray *git_staged_grep(const char *root, const GPtrArray *words,
			   GError **error)
{
	g_autoptr(GPtrArray) args = g_ptr_array_new();
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GBytes) out = NULL;
	static const char *const fixed[] = {
		"grep", "--cached", "--no-color", "-l", "-z", "-w", "-F", "-a",
		"--full-name",
	};
	const char *p, *end;
	gsize len;

	for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
		g_ptr_array_add(args, (gpointer)fixed[i]);
	for (guint i = 0; i < words->len; i++) {
		g_ptr_array_add(args, (gpointer)"-e");
		g_ptr_array_add(args, words->pdata[i]);
	}
	g_ptr_array_add(args, NULL);
	out = git_run_input(root, (const char *const *)args->pdata, NULL, 1,
			    error);
	if (!out)
		return NULL;
	p = g_bytes_get_data(out, &len);
	for (end = p + len; p < end; p += strlen(p) + 1)
		g_ptr_array_add(files, g_strdup(p));
	return g_steal_pointer(&files);
}

/* @names one after the other, each ended by @end. */
static GBytes *join(const GPtrArray *names, char end)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < names->len; i++) {
		g_string_append(text, names->pdata[i]);
		g_string_append_c(text, end);
	}
	return g_string_free_to_bytes(text);
}

/* "OBJECT blob SIZE\n" and as many bytes, then a newline. */
static const char *next_blob(const char *p, const char *end, size_t *len)
{
	const char *stop = memchr(p, '\n', end - p);
	g_autofree char *head = stop ? g_strndup(p, stop - p) : NULL;
	g_auto(GStrv) fields = head ? g_strsplit(head, " ", -1) : NULL;

	if (!fields || g_strv_length(fields) != 3 || strcmp(fields[1], "blob"))
		return NULL;
	*len = g_ascii_strtoull(fields[2], NULL, 10);
	return *len < (size_t)(end - stop) ? stop + 1 : NULL;
}

bool git_blobs_any(const char *root, const GPtrArray *objects,
		   bool (*fn)(const char *text, size_t len, void *data),
		   void *data, GError **error)
{
	static const char *const args[] = { "cat-file", "--batch", NULL };
	g_autoptr(GBytes) names = join(objects, '\n');
	g_autoptr(GBytes) out = git_run_input(root, args, names, 0, error);
	const char *p, *end;
	gsize all;

	if (!out)
		return false;
	p = g_bytes_get_data(out, &all);
	for (end = p + all; p < end;) {
		size_t len;
		const char *text = next_blob(p, end, &len);

		if (!text) {
			g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
				    "cannot read a staged file from git: '%.*s'",
				    (int)MIN(strcspn(p, "\n"), 80), p);
			return false;
		}
		if (fn(text, len, data))
			return true;
		p = text + len + 1;
	}
	return false;
}

/* Files that wait for their contents, in the order of the objects. */
struct checkout {
	const char *dir;
	GPtrArray *names, *objects;	/* char *, owned */
	guint next;
	GError *error;
};

/* "MODE OBJECT STAGE", a tab, the name: a regular file that is not in conflict. */
static void add_wanted(struct checkout *c, const char *record,
		       GHashTable *wanted)
{
	const char *name = strchr(record, '\t');
	g_autofree char *head = name ? g_strndup(record, name - record) : NULL;
	g_auto(GStrv) fields = head ? g_strsplit(head, " ", -1) : NULL;

	if (!fields || g_strv_length(fields) != 3 ||
	    !g_str_has_prefix(fields[0], "100") || strcmp(fields[2], "0") ||
	    !g_hash_table_contains(wanted, name + 1))
		return;
	g_ptr_array_add(c->names, g_strdup(name + 1));
	g_ptr_array_add(c->objects, g_strdup(fields[1]));
}

static bool write_next(const char *text, size_t len, void *data)
{
	struct checkout *c = data;
	const char *name = c->names->pdata[c->next++];

	return !beneath_write(c->dir, name, text, len, &c->error);
}

/* Which of @files the index holds, with their objects. */
static bool find_objects(struct checkout *c, const char *root,
			 const GPtrArray *files, GError **error)
{
	static const char *const args[] = { "ls-files", "-s", "-z", NULL };
	g_autoptr(GHashTable) wanted = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GBytes) out = git_run(root, args, error);
	const char *p, *end;
	gsize len;

	if (!out)
		return false;
	for (guint i = 0; i < files->len; i++)
		g_hash_table_add(wanted, files->pdata[i]);
	p = g_bytes_get_data(out, &len);
	for (end = p + len; p < end; p += strlen(p) + 1)
		add_wanted(c, p, wanted);
	return true;
}

bool git_staged_checkout(const char *root, const GPtrArray *files,
			 const char *dir, GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func(g_free);
	struct checkout c = { dir, names, objects, 0, NULL };
	GError *failed = NULL;

	if (!files->len)
		return true;
	if (!find_objects(&c, root, files, error))
		return false;
	git_blobs_any(root, objects, write_next, &c, &failed);
	if (!failed)
		failed = c.error;
	if (failed)
		g_propagate_error(error, failed);
	return !failed;
}
