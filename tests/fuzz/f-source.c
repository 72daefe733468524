// SPDX-License-Identifier: GPL-2.0-only
/*
 * f-source.c - any text: functions lie within it, the closure over carriers
 * ends, and a read holds the token that gives its position.
 */
#include "index/index_parts.h"
#include "ground/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void find_carriers(const struct source *src, struct carrier_set *set)
{
	bool found = true;

	for (int round = 0; found; round++) {
		g_assert_cmpint(round, <, 100);
		found = index_find_carriers(src, set);
		found |= index_find_predicates(src, set);
	}
}

static void check_read(const struct source *src, guint i,
		       const struct carrier_set *set)
{
	struct source_read read;
	int at;

	if (!source_read_at(src, i, set, &read))
		return;
	at = source_token_at(src, read.line, read.column);
	g_assert_true(read.first <= (guint)at && (guint)at <= read.last);
	g_assert_cmpuint(read.flags, !=, 0);
	g_assert_null(strchr(read.expression, '\n'));
	g_free(read.expression);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	pfn_auto(source) src = source_new("x.c", text);
	pfn_auto(carrier_set) set = carrier_set_new();

	for (guint i = 0; i < src->functions->len; i++) {
		const struct source_function *f =
			g_ptr_array_index(src->functions, i);

		g_assert_cmpuint(f->start, <=, f->name_token);
		g_assert_cmpuint(f->name_token, <, f->body);
		g_assert_cmpuint(f->body, <=, f->end);
		g_assert_cmpuint(f->end, <, src->tokens->len);
	}
	find_carriers(src, set);
	/* Reads are asked for where a flag is; elsewhere a few will do. */
	for (guint i = 0; i < src->tokens->len; i++)
		if (index_flags_at(src, i, set) || i % 32 == 0)
			check_read(src, i, set);
	return 0;
}
