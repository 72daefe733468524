// SPDX-License-Identifier: GPL-2.0-only
/*
 * rules.c - expands rules.def into the table that everything else reads.
 */
#include "rules.h"

#define COCCI ENGINE_COCCI
#define CLANG ENGINE_CLANG
#define SPARSE ENGINE_SPARSE
#define REPORT MODE_REPORT
#define ORG MODE_ORG
#define CONTEXT MODE_CONTEXT
#define PATCH MODE_PATCH

static const struct rule rules[] = {
#define RULE(id_, slug_, level_, title_, engines_, modes_, fix_, effect_, \
	     state_)							\
	[RULE_##id_] = {						\
		.id = RULE_##id_,					\
		.slug = slug_,						\
		.level = LEVEL_##level_,				\
		.title = title_,					\
		.engines = (engines_),					\
		.modes = (modes_),					\
		.fix = FIX_##fix_,					\
		.effect = EFFECT_##effect_,				\
		.state = STATE_##state_,				\
	},
#include "rules.def"
#undef RULE
};

static const char *const level_names[] = { "note", "warning" };
static const char *const engine_names[] = { "cocci", "clang", "sparse" };
static const char *const effect_names[] = {
	"-", "nfc", "fix", "cow-visible", "abi", "arch",
};

static bool name_index(const char *const *names, size_t n, const char *name,
		       size_t *index)
{
	for (size_t i = 0; i < n; i++) {
		if (!g_strcmp0(names[i], name)) {
			*index = i;
			return true;
		}
	}
	return false;
}

const struct rule *rule_get(enum rule_id id)
{
	g_assert(id < RULE_COUNT);
	return &rules[id];
}

const struct rule *rule_find(const char *slug)
{
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (!g_strcmp0(rules[i].slug, slug))
			return &rules[i];
	return NULL;
}

bool rule_is_found_by(const char *slug, unsigned int engine_bit, GError **error)
{
	const struct rule *rule = rule_find(slug);

	if (!strcmp(slug, "all") || (rule && rule->engines & engine_bit))
		return true;
	if (rule)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "rule '%s' is not found by %s: use 'pfncheck scan' or make coccicheck",
			    slug, rule_engine_name(engine_bit));
	else
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "no such rule '%s'", slug);
	return false;
}

bool rule_is_about_reads(const struct rule *rule)
{
	return rule->engines == ENGINE_ALL;
}

const char *rule_level_name(enum rule_level level)
{
	return level_names[level];
}

bool rule_level_parse(const char *name, enum rule_level *level)
{
	size_t i;

	if (!name_index(level_names, G_N_ELEMENTS(level_names), name, &i))
		return false;
	*level = i;
	return true;
}

const char *rule_engine_name(unsigned int engine_bit)
{
	int nth = g_bit_nth_lsf(engine_bit, -1);

	/* A file that nobody could read is incomplete for none. */
	return nth < 0 || nth >= (int)G_N_ELEMENTS(engine_names) ? "" :
								    engine_names[nth];
}

unsigned int rule_engine_parse(const char *name)
{
	size_t i;

	if (!name_index(engine_names, G_N_ELEMENTS(engine_names), name, &i))
		return 0;
	return 1u << i;
}

const char *rule_effect_name(enum effect effect)
{
	return effect_names[effect];
}

bool rule_effect_parse(const char *name, enum effect *effect)
{
	size_t i;

	if (!name_index(effect_names, G_N_ELEMENTS(effect_names), name, &i))
		return false;
	*effect = i;
	return true;
}
