// SPDX-License-Identifier: GPL-2.0-only
/*
 * spots.c - texts of the files that a unit is made of, read when first asked
 * for, and the questions about one position in them.
 */
#include "spots_text.h"

#include <limits.h>
#include <sys/stat.h>

/* libsparse keeps a column in ten bits. */
#define COLUMN_WRAP 1024

static void free_source(gpointer data)
{
	if (data)
		source_free(data);
}

struct spots *spots_new(const char *root)
{
	struct spots *spots = g_new0(struct spots, 1);

	if (root)
		spots->root = realpath(root, NULL);
	spots->carriers = carrier_set_new();
	spots->sources = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					       free_source);
	spots->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					     g_free);
	spots->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					       free);
	return spots;
}

void spots_free(struct spots *spots)
{
	carrier_set_free(spots->carriers);
	g_hash_table_unref(spots->sources);
	g_hash_table_unref(spots->names);
	g_hash_table_unref(spots->folders);
	spots_names_free(spots->mentioned);
	free(spots->root);
	g_free(spots);
}

struct carrier_set *spots_carriers(struct spots *spots)
{
	return spots->carriers;
}

/* A unit has hundreds of headers in a few dozen folders. */
static const char *real_folder(struct spots *spots, const char *file)
{
	g_autofree char *folder = g_path_get_dirname(file);
	char *path = g_hash_table_lookup(spots->folders, folder);

	if (!path) {
		path = realpath(folder, NULL);
		if (path)
			g_hash_table_insert(spots->folders,
					    g_steal_pointer(&folder), path);
	}
	return path;
}

static char *real_path(struct spots *spots, const char *file)
{
	const char *folder = real_folder(spots, file);
	const char *name = strrchr(file, '/');
	g_autofree char *path = NULL;
	char *target, *copy;
	struct stat st;

	if (!folder)
		return NULL;
	path = g_strconcat(strcmp(folder, "/") ? folder : "", "/",
			   name ? name + 1 : file, NULL);
	if (lstat(path, &st))
		return NULL;
	if (!S_ISLNK(st.st_mode))
		return g_steal_pointer(&path);
	target = realpath(path, NULL);
	copy = g_strdup(target);
	free(target);
	return copy;
}

static char *name_below(struct spots *spots, const char *file)
{
	g_autofree char *path = spots->root ? real_path(spots, file) : NULL;
	size_t n;

	if (!spots->root)
		return g_strdup(file);
	n = strlen(spots->root);
	return path && !strncmp(path, spots->root, n) && path[n] == '/' ?
	       g_strdup(path + n + 1) : NULL;
}

const char *spots_name(struct spots *spots, const char *file)
{
	gpointer name;

	if (!g_hash_table_lookup_extended(spots->names, file, NULL, &name)) {
		name = name_below(spots, file);
		g_hash_table_insert(spots->names, g_strdup(file), name);
	}
	return name;
}

struct source *spots_source(struct spots *spots, const char *file)
{
	const char *name = spots_name(spots, file);
	g_autofree char *text = NULL;
	gpointer src;

	if (!name)
		return NULL;
	if (g_hash_table_lookup_extended(spots->sources, name, NULL, &src))
		return src;
	src = NULL;
	if (g_file_get_contents(file, &text, NULL, NULL))
		src = source_new(name, text);
	g_hash_table_insert(spots->sources, g_strdup(name), src);
	return src;
}

static bool read_at_token(struct spots *spots, struct source *src, int i,
			  struct spot *out)
{
	struct source_read read;

	if (i < 0 || !source_read_at(src, i, spots->carriers, &read))
		return false;
	g_free(read.expression);
	*out = (struct spot){
		.file = src->file,
		.line = read.line,
		.column = read.column,
		.flags = read.flags,
		.carrier = read.carrier,
		.token = read.first,
		.hands_flags = read.hands_flags,
		.asks_writes = read.asks_writes,
		.in_text = true,
	};
	return true;
}

bool spots_read(struct spots *spots, const char *file, unsigned int line,
		unsigned int column, struct spot *out)
{
	struct source *src = spots_source(spots, file);

	for (; src; column += COLUMN_WRAP) {
		int i = source_token_at(src, line, column);

		if (i < 0 || source_token(src, i)->line != line)
			return false;
		if (read_at_token(spots, src, i, out))
			return true;
	}
	return false;
}

/* The bracket that is open at token @i, in the same text, or -1. */
static int open_around(struct source *src, int i)
{
	while ((i = source_prev(src, i)) >= 0) {
		if (source_token_is(src, i, ";") || source_token_is(src, i, "}"))
			return -1;
		if (source_token_is(src, i, ")")) {
			i = source_match(src, i);
			if (i < 0)
				return -1;
		} else if (source_token_is(src, i, "(")) {
			return i;
		}
	}
	return -1;
}

/* The first token of what stands left of the "&" before token @i, or @i. */
static int left_operand(struct source *src, int i)
{
	int at = i, open;

	while ((i = source_prev(src, i)) >= 0 && !source_token_is(src, i, "&")) {
		if (source_token_is(src, i, ";"))
			return at;
		if (source_token_is(src, i, ")"))
			i = source_match(src, i);
	}
	i = i < 0 ? -1 : source_prev(src, i);
	if (i < 0 || !source_token_is(src, i, ")"))
		return i < 0 ? at : i;
	open = source_match(src, i);
	i = open < 0 ? -1 : source_prev(src, open);
	/* "BIT(10) & flags"; no macro in "return (1UL << 10) & flags". */
	return i >= 0 && source_token(src, i)->kind == TOKEN_NAME &&
	       !g_ascii_islower(src->text[source_token(src, i)->offset]) ?
		i : open + 1;
}

/* "& (1UL << 10)": libsparse points at what joins the numbers. */
static int right_operand(struct source *src, int i)
{
	int open = open_around(src, i);
	int before = open < 0 ? -1 : source_prev(src, open);

	return before >= 0 && source_token_is(src, before, "&") ? open + 1 : i;
}

void spots_bare(struct spots *spots, const char *file, unsigned int line,
		unsigned int column, bool left, struct spot *out)
{
	struct source *src = spots_source(spots, file);
	int i = src ? source_token_at(src, line, column) : -1;

	if (i >= 0) {
		i = left ? left_operand(src, i) : right_operand(src, i);
		line = source_token(src, i)->line;
		column = source_token(src, i)->column;
	}
	*out = (struct spot){
		.file = spots_name(spots, file),
		.line = line,
		.column = column,
		.token = i < 0 ? 0 : i,
	};
}

bool spots_enclosing(struct spots *spots, const char *file,
		     const struct spot *spot,
		     bool (*fn)(const char *name, void *data), void *data)
{
	struct source *src = spots_source(spots, file);
	int i = spot->token;

	while (src && i >= 0) {
		g_autofree char *name = NULL;
		int callee;

		i = open_around(src, i);
		callee = i < 0 ? -1 : source_prev(src, i);
		if (callee < 0 || source_token(src, callee)->kind != TOKEN_NAME)
			continue;
		name = source_token_text(src, callee);
		if (fn(name, data))
			return true;
	}
	return false;
}

bool spots_function_lines(struct spots *spots, const char *file,
			  unsigned int line, unsigned int *first,
			  unsigned int *last)
{
	struct source *src = spots_source(spots, file);
	const struct source_function *fn =
		src ? source_function_at(src, line) : NULL;

	if (fn) {
		*first = fn->first;
		*last = fn->last;
	}
	return fn;
}

char **spots_body(struct spots *spots, const char *file, unsigned int line,
		  unsigned int *first)
{
	struct source *src = spots_source(spots, file);
	const struct source_function *fn =
		src ? source_function_at(src, line) : NULL;
	const struct token *a, *b;
	g_autofree char *text = NULL;

	if (!fn)
		return NULL;
	a = source_token(src, fn->body);
	b = source_token(src, fn->end);
	text = g_strndup(src->text + a->offset, b->offset - a->offset);
	*first = a->line;
	return g_strsplit(text, "\n", -1);
}

unsigned int spots_definitions(struct spots *spots, const char *file,
			       const char *name)
{
	struct source *src = spots_source(spots, file);
	unsigned int n = 0;

	for (guint i = 0; src && i < src->functions->len; i++) {
		const struct source_function *fn = src->functions->pdata[i];

		n += !strcmp(fn->name, name);
	}
	return n;
}

/* Nearly no function of a header: cheaper than to ask for each of its names. */
static bool mention_lines(struct spots *spots, struct source *src, int begin,
			  unsigned int last)
{
	int end = source_token_at(src, last + 1, 1);

	return spots_mention_between(spots,
			src->text + source_token(src, begin)->offset,
			end < 0 ? src->text + strlen(src->text) :
				  src->text + source_token(src, end)->offset);
}

bool spots_hold_flags(struct spots *spots, const char *file,
		      unsigned int first, unsigned int last)
{
	struct source *src = spots_source(spots, file);
	int begin = src ? source_token_at(src, first, 1) : -1;

	if (begin < 0 || !mention_lines(spots, src, begin, last))
		return false;
	for (unsigned int i = begin; i < src->tokens->len; i++) {
		const struct token *t = source_token(src, i);

		if (t->line > last)
			break;
		if (t->kind != TOKEN_NAME)
			continue;
		if (source_flag_at(src, i) ||
		    source_carrier_at(src, i, spots->carriers))
			return true;
	}
	return false;
}
