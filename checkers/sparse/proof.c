// SPDX-License-Identifier: GPL-2.0-only
/*
 * proof.c - in doubt the answer is no: a wrong rewrite costs more than many that
 * are missing.
 */
#include "proof.h"

#include "ground/kapi.h"
#include "pure.h"

static bool is_walk_call(struct fn *fn, struct instruction *insn, void *data)
{
	const char *name = insn->opcode == OP_CALL ? unit_call_name(insn) : NULL;

	return name && (kapi_is(name, KAPI_WALK) || kapi_is(name, KAPI_ENTRY_LOAD));
}

static bool is_effect(struct fn *fn, struct instruction *insn, void *data)
{
	return pure_is_store(insn) ||
	       (insn->opcode == OP_CALL && !pure_call(fn->unit, insn));
}

static bool is_result(struct instruction *phi)
{
	struct pseudo_user *user;

	if (!phi || !phi->target)
		return false;
	FOR_EACH_PTR(phi->target->users, user) {
		if (user->insn->bb && user->insn->opcode == OP_RET)
			return true;
	} END_FOR_EACH_PTR(user);
	return false;
}

/* "return 1" of a .test_walk skips; anything else is what callers see. */
static bool returns_other(struct fn *fn, struct instruction *insn, void *data)
{
	const bool *is_test = data;
	pseudo_t p;

	if (insn->opcode != OP_PHISOURCE || !is_result(insn->phi_node))
		return false;
	p = insn->phi_src;
	return p->type != PSEUDO_UNDEF && !is_zero(p) &&
	       !(*is_test && p->type == PSEUDO_VAL && p->value == 1);
}

bool proof_takes_walk(struct fn *fn)
{
	struct symbol *param;

	for (unsigned int n = 0; (param = unit_param(fn, n)); n++) {
		unsigned int pointers;
		struct symbol *type = unit_struct(param, &pointers);

		if (type && type->ident &&
		    kapi_is(show_ident(type->ident), KAPI_WALK_STATE))
			return true;
	}
	return false;
}

const char *proof_of_gate(const struct region *region, bool inverse,
			  enum effect *effect)
{
	struct fn *fn = region->read->fn;
	const bool *kept_out = inverse ? region->clear : region->set;
	const bool *let_in = inverse ? region->set : region->clear;
	bool is_test = proof_takes_walk(fn);

	*effect = EFFECT_COW_VISIBLE;
	if (!region->branches)
		return "the answer is not used in a branch";
	if (region_reaches(fn, kept_out, 0, is_walk_call, NULL))
		return "the walk selects VMAs with the flag";
	if (!is_test && !region_reaches(fn, let_in, CLASSIFY_HELPER_DEPTH,
					is_walk_call, NULL))
		return "the flag is not the only condition in front of the walk";
	if (region_reaches(fn, kept_out, 0, is_effect, NULL))
		return "the gate does more than to skip the walk";
	if (region_reaches(fn, kept_out, 0, returns_other, &is_test)) {
		if (is_test)
			return "the gate ends the walk with an error";
		*effect = EFFECT_ABI;
	}
	return NULL;
}

const char *proof_of_levels(const struct walk_answer *answer, bool callbacks,
			    bool kept, unsigned int flags)
{
	/* Kernels before 6.12 have no PFN mappings above the pte level. */
	bool huge = unit_declares("pmd_special") || unit_declares("pud_special");

	if (answer->forks)
		return "parts of the walk depend on the configuration";
	if (answer->narrow && (flags & PFN_FLAG_MIXEDMAP))
		return "the walk asks entries of VM_PFNMAP only";
	for (int level = LEVEL_PTE; level < LEVEL_COUNT; level++) {
		if (answer->filtered[level] == FILTER_YES)
			continue;
		if (answer->filtered[level] == FILTER_MARKED)
			return "the walk tells of special entries, where the gate tells of the VMA";
		if (answer->filtered[level] == FILTER_NOT_BUILT)
			return "this build has no huge leaves to judge (CONFIG_TRANSPARENT_HUGEPAGE is off)";
		if (answer->filtered[level] != FILTER_NOT_WALKED)
			return "the walk is not filtered";
		if (level == LEVEL_PTE)
			return "no callback looks at ptes";
		/* walk_pud_range() keeps one only where nobody looks at ptes. */
		if (callbacks && kept && level == LEVEL_PUD &&
		    !answer->below && !(flags & PFN_FLAG_MIXEDMAP))
			continue;
		if (huge && !callbacks)
			return level == LEVEL_PMD ? "no pmd leaf is looked for" :
						    "no pud leaf is looked for";
		if (huge)
			return level == LEVEL_PMD ?
			       "without .pmd_entry a pmd leaf would be split" :
			       "without .pud_entry a pud leaf would be split";
	}
	return NULL;
}

/* folio_walk_start(fw, vma, addr, 0): zero pages are not asked for. */
const char *proof_of_call(struct instruction *call)
{
	const char *name = unit_call_name(call);
	pseudo_t flags = unit_call_arg(call, 3);

	if (!pure_is(name, PURE_JUDGES))
		return "the walk is in another file";
	if (!flags || !is_zero(flags))
		return "zero pages are asked for";
	return NULL;
}

static struct instruction *find_return(struct fn *fn)
{
	struct instruction *insn;

	UNIT_FOREACH_INSN(fn, bb, insn) {
		if (insn->opcode == OP_RET)
			return insn;
	} UNIT_END_FOREACH_INSN(insn);
	return NULL;
}

/*
 * What the flag makes of a result that is chosen: "flag || other".  With @other the
 * constant may stand on the other side: "if (!managed) return false; return more;".
 */
static enum flags_sense sense_of_choice(const struct read *read,
					struct instruction *phi, bool other)
{
	pseudo_t p;

	FOR_EACH_PTR(phi->phi_list, p) {
		struct instruction *source = p == VOID ? NULL : p->def, *cbr;
		enum flags_sense sense;
		bool truth;

		if (!source || !source->bb || source->phi_src->type != PSEUDO_VAL)
			continue;
		cbr = flow_branch_to(source, phi->bb, &truth);
		sense = cbr ? GPOINTER_TO_INT(g_hash_table_lookup(read->values,
								  cbr->cond)) :
			      SENSE_NONE;
		/* The side on which the flag is set gives this constant. */
		if (sense == (truth != other ? SENSE_DIRECT : SENSE_INVERSE))
			return !source->phi_src->value == other ? SENSE_DIRECT :
								  SENSE_INVERSE;
	} END_FOR_EACH_PTR(p);
	return SENSE_NONE;
}

static enum flags_sense sense_of_result(const struct read *read, bool other)
{
	struct instruction *ret = find_return(read->fn);
	pseudo_t p = ret ? ret->src : NULL;
	enum flags_sense sense;

	if (!p)
		return SENSE_NONE;
	sense = GPOINTER_TO_INT(g_hash_table_lookup(read->values, p));
	if (sense != SENSE_NONE)
		return sense;
	while (p->type == PSEUDO_REG && (p->def->opcode == OP_SET_NE ||
					 p->def->opcode == OP_ZEXT))
		p = p->def->src;
	return p->type == PSEUDO_REG && p->def->opcode == OP_PHI ?
	       sense_of_choice(read, p->def, other) : SENSE_NONE;
}

enum flags_sense proof_sense(const struct read *read)
{
	return sense_of_result(read, false);
}

enum flags_sense proof_sense_loose(const struct read *read)
{
	enum flags_sense sense = sense_of_result(read, false);

	return sense != SENSE_NONE ? sense : sense_of_result(read, true);
}
