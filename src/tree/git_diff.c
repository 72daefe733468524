// SPDX-License-Identifier: GPL-2.0-only
/*
 * git_diff.c - which lines of which files changed.
 *
 * Names are taken from the raw records in front of the patch, which end in NUL
 * and quote nothing; the patch's own headers quote names in two ways.  Its n-th
 * "diff --git" line belongs to the n-th record.
 */
#include "git_run.h"

struct git_changes {
	GHashTable *files;	/* owned name -> owned struct git_lines */
};

static void lines_free(struct git_lines *lines)
{
	g_free(lines->file);
	g_free(lines->old_file);
	g_array_unref(lines->ranges);
	g_free(lines);
}

struct git_changes *git_changes_new(void)
{
	struct git_changes *changes = g_new0(struct git_changes, 1);

	changes->files = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
					       (GDestroyNotify)lines_free);
	return changes;
}

void git_changes_free(struct git_changes *changes)
{
	if (!changes)
		return;
	g_hash_table_unref(changes->files);
	g_free(changes);
}

static struct git_lines *add_file(struct git_changes *changes, const char *file)
{
	struct git_lines *lines = g_hash_table_lookup(changes->files, file);

	if (lines)
		return lines;
	lines = g_new0(struct git_lines, 1);
	lines->file = g_strdup(file);
	lines->ranges = g_array_new(FALSE, FALSE, sizeof(struct git_range));
	g_hash_table_insert(changes->files, lines->file, lines);
	return lines;
}

/*
 * One raw record: ":... M" NUL name NUL, or ":... R090" NUL old NUL name NUL.
 * Returns what follows it, NULL where it is cut off.
 */
static const char *parse_record(struct git_changes *changes, const char *p,
				const char *end, GPtrArray *order)
{
	const char *status = strrchr(p, ' ');
	const char *name = p + strlen(p) + 1, *old = name;
	struct git_lines *lines;

	if (status && status[1] == 'R' && name < end)
		name += strlen(name) + 1;
	if (!status || name >= end)
		return NULL;
	lines = add_file(changes, name);
	g_free(lines->old_file);
	lines->old_file = status[1] == 'A' ? NULL : g_strdup(old);
	g_ptr_array_add(order, lines);
	/* A link that became a file is printed as one gone and one new. */
	if (status[1] == 'T')
		g_ptr_array_add(order, lines);
	return name + strlen(name) + 1;
}

/* The raw records.  Returns where the patch begins. */
static const char *parse_records(struct git_changes *changes, const char *p,
				 const char *end, GPtrArray *order)
{
	while (p && p < end && *p == ':')
		p = parse_record(changes, p, end, order);
	return p && p < end && !*p ? p + 1 : p;
}

static bool parse_number(const char **p, unsigned int *out)
{
	char *end;
	guint64 value = g_ascii_strtoull(*p, &end, 10);

	if (end == *p || value > G_MAXINT)
		return false;
	*out = value;
	*p = end;
	return true;
}

/* "4,2 ": a line and a count, which is 1 if it is not there. */
static bool parse_span(const char *p, unsigned int *first, unsigned int *count)
{
	*count = 1;
	if (!parse_number(&p, first))
		return false;
	if (*p == ',' && (p++, !parse_number(&p, count)))
		return false;
	return *p == ' ';
}

/*
 * "@@ -3,0 +4,2 @@": lines 4 and 5 are new.  A count of 0 only deletes, and the
 * line is then the one before the gap.
 */
static bool parse_hunk(struct git_lines *lines, const char *line)
{
	const char *minus = strchr(line, '-'), *plus = strchr(line, '+');
	unsigned int first, count, old_first, old_count;
	struct git_range range;

	if (!minus || !plus || !parse_span(minus + 1, &old_first, &old_count) ||
	    !parse_span(plus + 1, &first, &count))
		return false;
	first += !count;
	range = (struct git_range){ first, first + count - 1, old_count };
	g_array_append_val(lines->ranges, range);
	return true;
}

static bool malformed(GError **error, const char *line)
{
	g_autofree char *valid = g_utf8_make_valid(line, -1);

	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "cannot read git's diff: '%s'", valid);
	return false;
}

bool git_parse_diff(struct git_changes *changes, const char *text, gsize len,
		    GError **error)
{
	g_autoptr(GPtrArray) order = g_ptr_array_new();
	const char *end = text + len;
	const char *p = len ? parse_records(changes, text, end, order) : end;
	struct git_lines *lines = NULL;
	guint next = 0;

	if (!len)
		return true;
	if (!p)
		return malformed(error, text);
	while (p < end) {
		const char *stop = memchr(p, '\n', end - p);
		g_autofree char *line = NULL;

		stop = stop ? stop : end;
		line = g_strndup(p, MIN(stop - p, 200));
		p = stop + 1;
		if (g_str_has_prefix(line, "diff --git ")) {
			if (next == order->len)
				return malformed(error, line);
			lines = g_ptr_array_index(order, next++);
		} else if (g_str_has_prefix(line, "@@ ") &&
			   (!lines || !parse_hunk(lines, line))) {
			return malformed(error, line);
		}
	}
	return true;
}

/* "git diff" with everything fixed that a user's configuration could change. */
static GBytes *run_diff(const char *root, bool staged, const char *rev,
			GError **error)
{
	const char *const args[] = {
		"diff", "-z", "--patch-with-raw", "-U0", "--no-color", "--text",
		"--no-ext-diff", "--no-textconv", "-M", "--no-relative",
		"--diff-filter=ADMRT", "--inter-hunk-context=0", "-O/dev/null",
		"--ignore-submodules=all", staged ? "--cached" : rev,
		staged && rev ? rev : "--", staged && rev ? "--" : NULL, NULL,
	};

	return staged ? git_run(root, args, error) :
			git_diff_work_tree(root, args, error);
}

static struct git_changes *changes_of(const char *root, bool staged,
				      const char *rev, GError **error)
{
	g_autoptr(GBytes) out = run_diff(root, staged, rev, error);
	pfn_auto(git_changes) changes = NULL;
	const char *text;
	gsize len;

	if (!out)
		return NULL;
	changes = git_changes_new();
	text = g_bytes_get_data(out, &len);
	if (!git_parse_diff(changes, text, len, error))
		return NULL;
	return g_steal_pointer(&changes);
}

struct git_changes *git_changes_since(const char *root, const char *rev,
				      GError **error)
{
	g_autofree char *commit = g_strconcat(rev, "^{commit}", NULL);
	const char *const args[] = {
		"rev-parse", "--verify", "--end-of-options", commit, NULL,
	};
	g_autoptr(GBytes) out = git_run(root, args, error);
	g_autofree char *sha = NULL;
	gsize len;

	if (!out) {
		g_prefix_error(error, "no revision '%s': ", rev);
		return NULL;
	}
	sha = g_strndup(g_bytes_get_data(out, &len), g_bytes_get_size(out));
	return changes_of(root, false, g_strchomp(sha), error);
}

struct git_changes *git_changes_staged(const char *root, GError **error)
{
	return changes_of(root, true, NULL, error);
}

struct git_changes *git_changes_staged_against(const char *root,
					       const char *rev, GError **error)
{
	return changes_of(root, true, rev, error);
}

bool git_changes_touch(const struct git_changes *changes, const char *file)
{
	const struct git_lines *lines = g_hash_table_lookup(changes->files,
							    file);

	return lines && lines->ranges->len;
}

const char *git_changes_old_file(const struct git_changes *changes,
				 const char *file)
{
	const struct git_lines *lines = g_hash_table_lookup(changes->files,
							    file);

	return lines ? lines->old_file : file;
}

unsigned int git_changes_old_line(const struct git_changes *changes,
				  const char *file, unsigned int line)
{
	const struct git_lines *lines = g_hash_table_lookup(changes->files,
							    file);
	unsigned int old = line;

	for (guint i = 0; lines && i < lines->ranges->len; i++) {
		const struct git_range *r =
			&g_array_index(lines->ranges, struct git_range, i);

		if (line < r->first)
			break;
		if (line <= r->last)
			return 0;
		old += r->old - (r->last + 1 - r->first);
	}
	return old;
}

bool git_changes_hold(const struct git_changes *changes, const char *file,
		      unsigned int first, unsigned int last)
{
	const struct git_lines *lines = g_hash_table_lookup(changes->files,
							    file);

	for (guint i = 0; lines && i < lines->ranges->len; i++) {
		const struct git_range *r =
			&g_array_index(lines->ranges, struct git_range, i);

		if (r->first <= last && first <= r->last)
			return true;
	}
	return false;
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *git_changes_files(const struct git_changes *changes)
{
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
	GHashTableIter iter;
	gpointer lines;

	g_hash_table_iter_init(&iter, changes->files);
	while (g_hash_table_iter_next(&iter, NULL, &lines))
		g_ptr_array_add(files,
				g_strdup(((struct git_lines *)lines)->file));
	g_ptr_array_sort(files, compare_names);
	return files;
}
