// SPDX-License-Identifier: GPL-2.0-only
/*
 * unfiltered.c - effects of entries that nobody asked, made and copied.
 */
#include "unfiltered.h"

static const char *const use_names[] = {
	"page", "frame", "split", "changed", "counted", "call",
};

static const char *const level_names[LEVEL_COUNT] = { "pte", "pmd", "pud" };

static bool find_name(const char *const *names, size_t n, const char *name,
		      unsigned int *found)
{
	for (size_t i = 0; i < n; i++) {
		if (g_strcmp0(names[i], name))
			continue;
		*found = i;
		return true;
	}
	return false;
}

const char *entry_use_name(enum entry_use use)
{
	return use_names[use];
}

bool entry_use_parse(const char *name, enum entry_use *use)
{
	unsigned int found;

	if (!find_name(use_names, G_N_ELEMENTS(use_names), name, &found))
		return false;
	*use = found;
	return true;
}

const char *pt_level_name(enum pt_level level)
{
	return level_names[level];
}

bool pt_level_parse(const char *name, enum pt_level *level)
{
	unsigned int found;

	if (!find_name(level_names, LEVEL_COUNT, name, &found))
		return false;
	*level = found;
	return true;
}

struct step *step_new(const char *file, unsigned int line, const char *text)
{
	struct step *s = g_new0(struct step, 1);

	s->file = g_strdup(file);
	s->line = line;
	s->text = g_strdup(text);
	return s;
}

void step_free(struct step *s)
{
	if (!s)
		return;
	g_free(s->file);
	g_free(s->text);
	g_free(s);
}

struct unfiltered *unfiltered_new(enum pt_level level, enum entry_use use,
				  const char *file, unsigned int line,
				  unsigned int column, const char *function,
				  const char *entry)
{
	struct unfiltered *u = g_new0(struct unfiltered, 1);

	u->level = level;
	u->use = use;
	u->file = g_strdup(file);
	u->line = line;
	u->column = column;
	u->function = g_strdup(function);
	u->entry = g_strdup(entry);
	u->locks = g_ptr_array_new_with_free_func(g_free);
	u->path = g_ptr_array_new_with_free_func((GDestroyNotify)step_free);
	return u;
}

struct unfiltered *unfiltered_copy(const struct unfiltered *u)
{
	struct unfiltered *c = unfiltered_new(u->level, u->use, u->file, u->line,
					      u->column, u->function, u->entry);

	unfiltered_take(c, u->taken.file, u->taken.line, u->taken.column,
			u->taken.function);
	for (guint i = 0; i < u->locks->len; i++)
		g_ptr_array_add(c->locks, g_strdup(u->locks->pdata[i]));
	for (guint i = 0; i < u->path->len; i++) {
		const struct step *s = u->path->pdata[i];

		g_ptr_array_add(c->path, step_new(s->file, s->line, s->text));
	}
	return c;
}

void unfiltered_take(struct unfiltered *u, const char *file, unsigned int line,
		     unsigned int column, const char *function)
{
	g_free(u->taken.file);
	g_free(u->taken.function);
	u->taken.file = g_strdup(file);
	u->taken.function = g_strdup(function);
	u->taken.line = line;
	u->taken.column = column;
}

void unfiltered_free(struct unfiltered *u)
{
	if (!u)
		return;
	g_free(u->file);
	g_free(u->function);
	g_free(u->entry);
	g_free(u->taken.file);
	g_free(u->taken.function);
	g_ptr_array_unref(u->locks);
	g_ptr_array_unref(u->path);
	g_free(u);
}

GPtrArray *unfiltered_list_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)unfiltered_free);
}
