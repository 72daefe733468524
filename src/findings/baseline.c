// SPDX-License-Identifier: GPL-2.0-only
/*
 * baseline.c - reads, applies and writes baselines.
 *
 * Fields are escaped as C strings, so a file name may hold a tab or a newline.
 */
#include "baseline.h"
#include "tree/file.h"

#define HEADER "# pfncheck baseline 1"

enum { FIELD_FINGERPRINT, FIELD_RULE, FIELD_FILE, FIELD_FUNCTION,
	FIELD_EXPRESSION, FIELD_COUNT };

static void entry_free(struct baseline_entry *e)
{
	g_free(e->fingerprint);
	g_free(e->slug);
	g_free(e->file);
	g_free(e->function);
	g_free(e->expression);
	g_free(e);
}

static bool is_fingerprint(const char *text)
{
	return strlen(text) == 16 &&
		strspn(text, "0123456789abcdef") == 16;
}

/* A backslash that escapes nothing. */
static bool is_cut_off(const char *text)
{
	size_t n = strlen(text), slashes = 0;

	while (slashes < n && text[n - 1 - slashes] == '\\')
		slashes++;
	return slashes % 2;
}

static bool is_entry(char **fields)
{
	if (g_strv_length(fields) != FIELD_COUNT ||
	    !is_fingerprint(fields[FIELD_FINGERPRINT]))
		return false;
	for (int i = 0; i < FIELD_COUNT; i++)
		if (is_cut_off(fields[i]))
			return false;
	return true;
}

static bool parse_line(struct baseline *b, const char *line, unsigned int n,
		       GError **error)
{
	g_auto(GStrv) fields = g_strsplit(line, "\t", -1);
	struct baseline_entry *e;

	if (!is_entry(fields)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot read the baseline '%s': line %u is not an entry",
			    b->path, n);
		return false;
	}
	e = g_new0(struct baseline_entry, 1);
	e->fingerprint = g_strdup(fields[FIELD_FINGERPRINT]);
	e->slug = g_strcompress(fields[FIELD_RULE]);
	e->rule = rule_find(e->slug);
	e->file = g_strcompress(fields[FIELD_FILE]);
	e->function = g_strcompress(fields[FIELD_FUNCTION]);
	e->expression = g_strcompress(fields[FIELD_EXPRESSION]);
	e->line = n;
	g_ptr_array_add(b->entries, e);
	g_hash_table_replace(b->by_fingerprint, e->fingerprint, e);
	return true;
}

struct baseline *baseline_parse(const char *path, const char *text,
				GError **error)
{
	pfn_auto(baseline) b = g_new0(struct baseline, 1);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	b->path = g_strdup(path);
	b->entries = g_ptr_array_new_with_free_func((GDestroyNotify)entry_free);
	b->by_fingerprint = g_hash_table_new(g_str_hash, g_str_equal);
	if (g_strcmp0(lines[0], HEADER)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' is not a baseline: its first line is not '%s'",
			    path, HEADER);
		return NULL;
	}
	for (unsigned int i = 1; lines[i]; i++)
		if (*lines[i] && *lines[i] != '#' &&
		    !parse_line(b, lines[i], i + 1, error))
			return NULL;
	return g_steal_pointer(&b);
}

struct baseline *baseline_read(const char *path, GError **error)
{
	g_autofree char *text = file_read(path, error);

	if (text)
		return baseline_parse(path, text, error);
	g_prefix_error(error, "no baseline: ");
	return NULL;
}

void baseline_free(struct baseline *baseline)
{
	if (!baseline)
		return;
	g_clear_pointer(&baseline->by_fingerprint, g_hash_table_unref);
	g_clear_pointer(&baseline->entries, g_ptr_array_unref);
	g_free(baseline->path);
	g_free(baseline);
}

unsigned int baseline_take(struct baseline *baseline, GPtrArray *findings)
{
	unsigned int taken = 0;

	for (guint i = findings->len; i-- > 0;) {
		const struct finding *f = findings->pdata[i];
		struct baseline_entry *e = g_hash_table_lookup(
				baseline->by_fingerprint, f->fingerprint);

		if (!e)
			continue;
		e->seen = true;
		taken++;
		g_ptr_array_remove_index(findings, i);
	}
	return taken;
}

/* An escaped field holds no tab and no newline, and is never empty. */
static void add_field(GString *out, const char *text)
{
	g_autofree char *escaped = g_strescape(text && *text ? text : "-", "\"");

	g_string_append_printf(out, "\t%s", escaped);
}

static char *print_entry(const char *fingerprint, const char *slug,
			 const char *file, const char *function,
			 const char *expression)
{
	GString *line = g_string_new(fingerprint);

	add_field(line, slug);
	add_field(line, file);
	add_field(line, function);
	add_field(line, expression);
	g_string_append_c(line, '\n');
	return g_string_free(line, FALSE);
}

/* By file and rule rather than by number: what belongs together stays so. */
static int compare_lines(gconstpointer a, gconstpointer b)
{
	const char *x = *(const char *const *)a, *y = *(const char *const *)b;
	g_auto(GStrv) p = g_strsplit(x, "\t", -1), q = g_strsplit(y, "\t", -1);
	int by_file = strcmp(p[FIELD_FILE], q[FIELD_FILE]);
	int by_function = strcmp(p[FIELD_FUNCTION], q[FIELD_FUNCTION]);

	if (by_file)
		return by_file;
	return by_function ? by_function : strcmp(x, y);
}

static char *print_lines(GPtrArray *lines)
{
	GString *out = g_string_new(HEADER "\n");

	g_ptr_array_sort(lines, compare_lines);
	for (guint i = 0; i < lines->len; i++)
		g_string_append(out, lines->pdata[i]);
	return g_string_free(out, FALSE);
}

char *baseline_print(const GPtrArray *findings)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < findings->len; i++) {
		const struct finding *f = findings->pdata[i];

		g_ptr_array_add(lines, print_entry(f->fingerprint,
				f->rule->slug, f->file, f->function,
				f->expression));
	}
	return print_lines(lines);
}

bool baseline_prune(const struct baseline *baseline, const GPtrArray *stale,
		    GError **error)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *text = NULL;

	for (guint i = 0; i < baseline->entries->len; i++) {
		struct baseline_entry *e = baseline->entries->pdata[i];

		if (!g_ptr_array_find((GPtrArray *)stale, e, NULL))
			g_ptr_array_add(lines, print_entry(e->fingerprint,
					e->slug, e->file, e->function,
					e->expression));
	}
	text = print_lines(lines);
	return file_write(baseline->path, text, error);
}
