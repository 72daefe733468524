// SPDX-License-Identifier: GPL-2.0-only
/*
 * walkers.c - merges and prints what the checkers say about mm_walk_ops.
 */
#include <json-glib/json-glib.h>

#include "walkers.h"
#include "ground/plain.h"
#include "ways.h"

static const char *const levels[LEVEL_COUNT] = { "pte", "pmd", "pud" };

static int compare(gconstpointer a, gconstpointer b)
{
	const struct walker *x = *(const struct walker **)a;
	const struct walker *y = *(const struct walker **)b;
	int by_file = strcmp(x->file, y->file);

	if (by_file)
		return by_file;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return strcmp(x->name, y->name);
}

static bool is_answered(const struct walker *w)
{
	for (int i = 0; i < LEVEL_COUNT; i++)
		if (w->filtered[i] != FILTER_UNKNOWN)
			return true;
	return false;
}

GPtrArray *walkers_merge(GPtrArray *found)
{
	GPtrArray *all = g_ptr_array_new_with_free_func(
			(GDestroyNotify)walker_free);

	g_ptr_array_sort(found, compare);
	while (found->len) {
		struct walker *w = g_ptr_array_steal_index(found, 0);
		struct walker *last = all->len ? all->pdata[all->len - 1] : NULL;

		if (!last || compare(&last, &w)) {
			g_ptr_array_add(all, w);
		} else if (!is_answered(last) && is_answered(w)) {
			walker_free(last);
			all->pdata[all->len - 1] = w;
		} else {
			walker_free(w);
		}
	}
	return all;
}

/* What a reader calls the answers of "filtered", at a level. */
static const char *level_words(enum filter_answer answer, int level)
{
	switch (answer) {
	case FILTER_YES:
		return "asked first";
	case FILTER_NO:
		return "used without asking";
	case FILTER_MARKED:
		return "asked, special ones are told as an error";
	case FILTER_NOT_WALKED:
		return level == LEVEL_PTE ? "no callback" :
					    "no callback, a leaf is split";
	case FILTER_NOT_BUILT:
		return "left out of this build";
	default:
		return "not known";
	}
}

static void print_ways(const struct walker *w, struct ways *ways, GString *out)
{
	g_autoptr(GPtrArray) all = ways_of(ways, w);

	for (guint i = 0; i < all->len; i++) {
		const struct walk_way *way = all->pdata[i];
		g_autofree char *gate = ways_gate(w, way);

		plain_add(out, "    %s:%u: entered by %s(), %s\n", w->file,
			  way->line, way->call, gate);
	}
	if (!all->len)
		g_string_append(out, "    entered from another file, its gate is not known\n");
}

static void print_walker(const struct walker *w, struct ways *ways, GString *out)
{
	plain_add(out, "%s:%u: %s\n", w->file, w->line, w->name);
	print_ways(w, ways, out);
	for (int l = 0; l < LEVEL_COUNT; l++)
		g_string_append_printf(out, "%s%s %s", l ? "; " : "    ", levels[l],
				       level_words(w->filtered[l], l));
	g_string_append(out, "\n   ");
	for (guint c = 0; c < w->callbacks->len; c++)
		plain_add(out, " .%s", w->callbacks->pdata[c]);
	g_string_append_c(out, '\n');
	for (guint s = 0; w->path && s < w->path->len; s++) {
		const struct step *step = w->path->pdata[s];

		plain_add(out, "    %s:%u: note: %s\n", step->file, step->line,
			  step->text);
	}
}

void walkers_print_text(const GPtrArray *walkers, const struct tree *tree,
			const struct index *index, GString *out)
{
	pfn_auto(ways) ways = ways_new(tree, index);

	for (guint i = 0; i < walkers->len; i++)
		print_walker(walkers->pdata[i], ways, out);
}

static void add_element(JsonBuilder *b, const char *value)
{
	g_autofree char *utf8 = g_utf8_make_valid(value, -1);

	json_builder_add_string_value(b, utf8);
}

static void add_string(JsonBuilder *b, const char *name, const char *value)
{
	json_builder_set_member_name(b, name);
	add_element(b, value);
}

static void add_path(JsonBuilder *b, const GPtrArray *path)
{
	json_builder_set_member_name(b, "path");
	json_builder_begin_array(b);
	for (guint i = 0; path && i < path->len; i++) {
		const struct step *s = path->pdata[i];

		json_builder_begin_object(b);
		add_string(b, "file", s->file);
		json_builder_set_member_name(b, "line");
		json_builder_add_int_value(b, s->line);
		add_string(b, "text", s->text);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
}

static void add_filtered(JsonBuilder *b, const struct walker *w)
{
	json_builder_set_member_name(b, "filtered");
	json_builder_begin_object(b);
	for (int l = 0; l < LEVEL_COUNT; l++)
		add_string(b, levels[l], filter_answer_name(w->filtered[l]));
	json_builder_end_object(b);
}

static void add_locks(JsonBuilder *b, const struct unfiltered *u)
{
	json_builder_set_member_name(b, "locks");
	json_builder_begin_array(b);
	for (guint i = 0; i < u->locks->len; i++)
		json_builder_add_string_value(b, u->locks->pdata[i]);
	json_builder_end_array(b);
}

static void add_unfiltered(JsonBuilder *b, const GPtrArray *list)
{
	json_builder_set_member_name(b, "unfiltered");
	json_builder_begin_array(b);
	for (guint i = 0; i < list->len; i++) {
		const struct unfiltered *u = list->pdata[i];

		json_builder_begin_object(b);
		add_string(b, "level", pt_level_name(u->level));
		add_string(b, "use", entry_use_name(u->use));
		add_string(b, "file", u->file);
		json_builder_set_member_name(b, "line");
		json_builder_add_int_value(b, u->line);
		json_builder_set_member_name(b, "column");
		json_builder_add_int_value(b, u->column);
		add_string(b, "function", u->function);
		json_builder_set_member_name(b, "entry");
		if (u->entry)
			json_builder_add_string_value(b, u->entry);
		else
			json_builder_add_null_value(b);
		add_locks(b, u);
		add_path(b, u->path);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
}

static void add_ways(JsonBuilder *b, const struct walker *w, struct ways *ways)
{
	g_autoptr(GPtrArray) all = ways_of(ways, w);

	json_builder_set_member_name(b, "ways");
	json_builder_begin_array(b);
	for (guint i = 0; i < all->len; i++) {
		const struct walk_way *way = all->pdata[i];
		g_autofree char *gate = ways_gate(w, way);

		json_builder_begin_object(b);
		add_string(b, "call", way->call);
		json_builder_set_member_name(b, "line");
		json_builder_add_int_value(b, way->line);
		json_builder_set_member_name(b, "tested");
		json_builder_add_boolean_value(b, way->tested);
		add_string(b, "gate", gate);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
}

/* The flags that its gate asks where a way has one. */
static char *gate_of(const struct walker *w)
{
	const struct walk_way way = { .tested = true };

	return ways_gate(w, &way);
}

static void add_walker(JsonBuilder *b, const struct walker *w, struct ways *ways)
{
	g_autofree char *gate = gate_of(w);

	json_builder_begin_object(b);
	add_string(b, "file", w->file);
	json_builder_set_member_name(b, "line");
	json_builder_add_int_value(b, w->line);
	add_string(b, "name", w->name);
	json_builder_set_member_name(b, "callbacks");
	json_builder_begin_array(b);
	for (guint c = 0; c < w->callbacks->len; c++)
		add_element(b, w->callbacks->pdata[c]);
	json_builder_end_array(b);
	json_builder_set_member_name(b, "test_walk");
	json_builder_add_boolean_value(b, w->own_test_walk);
	add_string(b, "gate", gate);
	add_ways(b, w, ways);
	add_filtered(b, w);
	add_path(b, w->path);
	add_unfiltered(b, w->unfiltered);
	json_builder_end_object(b);
}

void walkers_print_json(const GPtrArray *walkers, const struct tree *tree,
			const struct index *index, GString *out)
{
	pfn_auto(ways) ways = ways_new(tree, index);
	g_autoptr(JsonBuilder) b = json_builder_new();
	g_autoptr(JsonNode) root = NULL;
	g_autofree char *text = NULL;

	json_builder_begin_object(b);
	json_builder_set_member_name(b, "version");
	json_builder_add_int_value(b, 1);
	json_builder_set_member_name(b, "walkers");
	json_builder_begin_array(b);
	for (guint i = 0; i < walkers->len; i++)
		add_walker(b, walkers->pdata[i], ways);
	json_builder_end_array(b);
	json_builder_end_object(b);
	root = json_builder_get_root(b);
	text = json_to_string(root, TRUE);
	g_string_append_printf(out, "%s\n", text);
}
