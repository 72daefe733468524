// SPDX-License-Identifier: GPL-2.0-only
/*
 * kapi.c - looks names up in kapi.def.
 */
#include "kapi.h"

struct kapi_row {
	enum kapi_role role;
	const char *name;
	size_t length;
};

static const struct kapi_row rows[] = {
#define KAPI(role_, name_) { KAPI_##role_, name_, sizeof(name_) - 1 },
#include "kapi.def"
};

static const char *const capabilities[] = {
#define CAPABILITY(name_) name_,
#include "kapi.def"
	NULL,
};

static const char *const capability_headers[] = {
#define CAPABILITY_HEADER(file_) file_,
#include "kapi.def"
	NULL,
};

/* Called for every name of a tree, hence no pattern compiler. */
static bool row_matches(const struct kapi_row *row, const char *name)
{
	size_t len = row->length;
	bool open_begin = row->name[0] == '*';
	bool open_end = row->name[len - 1] == '*';
	g_autofree char *middle = NULL;

	if (!open_begin && !open_end)
		return !strcmp(row->name, name);
	if (!open_begin)
		return !strncmp(row->name, name, len - 1);
	if (!open_end)
		return g_str_has_suffix(name, row->name + 1);
	middle = g_strndup(row->name + 1, len - 2);
	return strstr(name, middle);
}

static bool is_pattern(const struct kapi_row *row)
{
	return row->name[row->length - 1] == '*' || *row->name == '*';
}

/* An exact row wins: vm_flags_t is a type, though "vm_flags_*" are writers. */
enum kapi_role kapi_role(const char *name)
{
	enum kapi_role role = KAPI_NONE;
	size_t len = name ? strlen(name) : 0;

	for (size_t i = 0; name && i < G_N_ELEMENTS(rows); i++) {
		const struct kapi_row *row = &rows[i];

		/* Nearly every row begins with another letter. */
		if (*row->name != *name && *row->name != '*')
			continue;
		if (row->length == len && !memcmp(row->name, name, len))
			return row->role;
		if (role == KAPI_NONE && is_pattern(row) && row_matches(row, name))
			role = row->role;
	}
	return role;
}

bool kapi_is(const char *name, enum kapi_role role)
{
	return kapi_role(name) == role;
}

bool kapi_may_read(const char *name)
{
	return kapi_is(name, KAPI_NORMAL_PAGE) || kapi_is(name, KAPI_ENTRY_RAW);
}

static bool is_entry(enum kapi_role role)
{
	return role == KAPI_ENTRY_PAGE || role == KAPI_ENTRY_PFN;
}

bool kapi_is_entry(const char *name)
{
	return is_entry(kapi_role(name));
}

bool kapi_is_call(enum kapi_role role)
{
	return role == KAPI_SPECIAL || role == KAPI_LOOKUP ||
	       role == KAPI_PFN_MAP || is_entry(role);
}

unsigned int kapi_flag(const char *name)
{
	for (size_t i = 0; ; i++) {
		/* The flags come first in the table; all others are not flags. */
		if (!name || rows[i].role != KAPI_FLAG)
			return 0;
		if (row_matches(&rows[i], name))
			break;
	}
	return strstr(name, "PFNMAP") ? PFN_FLAG_PFNMAP : PFN_FLAG_MIXEDMAP;
}

void kapi_foreach(void (*fn)(enum kapi_role role, const char *name, void *data),
		  void *data)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		fn(rows[i].role, rows[i].name, data);
}

const char *const *kapi_capabilities(void)
{
	return capabilities;
}

const char *const *kapi_capability_headers(void)
{
	return capability_headers;
}

bool kapi_is_gated_walk(const char *name)
{
	static const char *const walks[] = {
#define GATED_WALK(name_) name_,
#include "kapi.def"
	};

	for (size_t i = 0; i < G_N_ELEMENTS(walks); i++)
		if (!g_strcmp0(walks[i], name))
			return true;
	return false;
}
