// SPDX-License-Identifier: GPL-2.0-only
/*
 * on_the_way.c - mm/pagewalk.c, walk_pud_range() and walk_pmd_range(): who looks
 * at entries below a level and says nothing of its leaves has them split, that is
 * cleared where no struct page is behind them.
 */
#include "on_the_way.h"

#include "entry.h"
#include "proof.h"
#include "ground/kapi.h"
#include "ground/settle.h"

/* The callback of that level, and those below for which the walker splits. */
static const struct {
	const char *own, *below[2];
} members[LEVEL_COUNT] = {
	[LEVEL_PTE] = { NULL, { NULL, NULL } },
	[LEVEL_PMD] = { "pmd_entry", { "pte_entry", NULL } },
	[LEVEL_PUD] = { "pud_entry", { "pmd_entry", "pte_entry" } },
};

static const struct walk_callback *below_of(const struct walk_set *set,
					    enum pt_level level)
{
	const struct walk_callback *cb = NULL;

	for (size_t i = 0; !cb && i < G_N_ELEMENTS(members[level].below); i++)
		if (members[level].below[i])
			cb = walk_set_find(set, members[level].below[i]);
	return cb && cb->fn && cb->fn->ep ? cb : NULL;
}

static void add(struct report *report, const struct calls_context *c,
		const struct walk_set *set, enum pt_level level,
		const struct walk_callback *below)
{
	const char *file = spots_name(c->reads->spots,
				      stream_name(set->pos.stream));
	g_autofree char *root = calls_name(c->reads, below->fn);
	g_autofree char *text = g_strdup_printf("%s has no .%s: the walker splits the leaf for .%s",
						set->name, members[level].own,
						below->member);
	struct finding *f;

	if (!file)
		return;
	f = finding_new(rule_get(RULE_UNASKED_ENTRY), file, set->pos.line,
			MAX(set->pos.pos, 1), NULL);
	f->engines = ENGINE_SPARSE;
	f->unasked = unasked_new(level, USE_SPLIT);
	unasked_add_root(f->unasked, root, REACH_BOTH, NULL);
	finding_add_step(f, file, set->pos.line, text);
	g_ptr_array_add(report->findings, f);
}

void on_the_way_list(struct report *report, const struct calls_context *c)
{
	for (guint i = 0; i < c->ops->sets->len; i++) {
		const struct walk_set *set = c->ops->sets->pdata[i];

		for (int level = LEVEL_PMD; level < LEVEL_COUNT; level++) {
			const struct walk_callback *below = below_of(set, level);

			if (below && !walk_set_find(set, members[level].own))
				add(report, c, set, level, below);
		}
	}
}

/* Level of the leaf that @insn splits, LEVEL_COUNT for none. */
static enum pt_level splits(struct instruction *insn)
{
	const char *name = insn->opcode == OP_CALL ? unit_call_name(insn) : NULL;
	enum pt_level level;
	unsigned int pointers;

	if (!name || !kapi_is(name, KAPI_ENTRY_SPLIT))
		return LEVEL_COUNT;
	for (unsigned int n = 0; n < 3; n++) {
		level = entry_argument(insn, n, &pointers);
		if (level != LEVEL_COUNT)
			return level;
	}
	return LEVEL_COUNT;
}

void on_the_way_calls(const struct calls_context *c, GPtrArray *list)
{
	struct instruction *insn;

	for (guint i = 0; i < c->unit->functions->len; i++) {
		struct fn *fn = c->unit->functions->pdata[i];

		if (!fn->ep || !proof_takes_walk(fn))
			continue;
		/* A callback that splits does so itself, for nobody else. */
		if (walkops_has(c->ops, fn, "pmd_entry") ||
		    walkops_has(c->ops, fn, "pud_entry"))
			continue;
		UNIT_FOREACH_INSN(fn, bb, insn) {
			enum pt_level level = splits(insn);

			if (level != LEVEL_COUNT)
				g_ptr_array_add(list, reach_call_new(fn->name,
					settle_walker_splits(level), REACH_BOTH,
					NULL, NULL));
		} UNIT_END_FOREACH_INSN(insn);
	}
}
