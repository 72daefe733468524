// SPDX-License-Identifier: GPL-2.0-only
/*
 * kapi.c - looks names up in kapi.def.
 */
#include "kapi.h"

struct kapi_row {
	enum kapi_role role;
	const char *name;
};

static const struct kapi_row rows[] = {
#define KAPI(role_, name_) { KAPI_##role_, name_ },
#include "kapi.def"
#undef KAPI
};

static bool row_matches(const struct kapi_row *row, const char *name)
{
	if (!strchr(row->name, '*'))
		return !strcmp(row->name, name);
	return g_pattern_match_simple(row->name, name);
}

enum kapi_role kapi_role(const char *name)
{
	for (size_t i = 0; name && i < G_N_ELEMENTS(rows); i++)
		if (row_matches(&rows[i], name))
			return rows[i].role;
	return KAPI_NONE;
}

bool kapi_is(const char *name, enum kapi_role role)
{
	return kapi_role(name) == role;
}

unsigned int kapi_flag(const char *name)
{
	if (!kapi_is(name, KAPI_FLAG))
		return 0;
	return strstr(name, "PFNMAP") ? PFN_FLAG_PFNMAP : PFN_FLAG_MIXEDMAP;
}

void kapi_foreach(void (*fn)(enum kapi_role role, const char *name, void *data),
		  void *data)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		fn(rows[i].role, rows[i].name, data);
}
