// SPDX-License-Identifier: GPL-2.0-only
/*
 * filter.c - level, rule and path.
 */
#include "filter.h"

static bool below(const char *file, const char *path)
{
	size_t n = strlen(path);

	if (!n || !strcmp(path, "."))
		return true;
	return !strncmp(file, path, n) && (!file[n] || file[n] == '/');
}

bool filter_has_path(const struct filter *filter, const char *file)
{
	if (!filter->paths || !*filter->paths)
		return true;
	for (char **p = filter->paths; *p; p++)
		if (below(file, *p))
			return true;
	return false;
}

/* What is hidden is a note, but one that would be a warning if its gate went. */
static bool has_level(const struct filter *filter, const struct finding *f)
{
	if (f->hidden)
		return filter->hidden && (filter->level == LEVEL_NOTE ||
					  unasked_is_strong(f->unasked));
	return f->level >= filter->level;
}

bool filter_wants(const struct filter *filter, const struct finding *f)
{
	if (!has_level(filter, f))
		return false;
	if (filter->any_rule && !filter->rules[f->rule->id])
		return false;
	return filter_has_path(filter, f->file);
}

void filter_findings(const struct filter *filter, GPtrArray *findings)
{
	for (guint i = findings->len; i-- > 0;)
		if (!filter_wants(filter, findings->pdata[i]))
			g_ptr_array_remove_index(findings, i);
}
