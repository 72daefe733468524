// SPDX-License-Identifier: GPL-2.0-only
/*
 * entry.c - which values are page-table entries.
 */
#include "entry.h"

#include "ground/kapi.h"

enum pt_level entry_level(struct symbol *type, unsigned int *pointers)
{
	static const char *const names[LEVEL_COUNT] = { "pte_t", "pmd_t", "pud_t" };
	struct symbol *s = unit_struct(type, pointers);

	for (int i = 0; s && s->ident && i < LEVEL_COUNT; i++)
		if (!strcmp(show_ident(s->ident), names[i]))
			return i;
	return LEVEL_COUNT;
}

enum pt_level entry_argument(struct instruction *call, unsigned int n,
			     unsigned int *pointers)
{
	struct symbol *type;
	unsigned int i = 0;

	/* The first is the function's own type. */
	FOR_EACH_PTR(call->fntypes, type) {
		if (i++ == n + 1)
			return entry_level(type, pointers);
	} END_FOR_EACH_PTR(type);
	return LEVEL_COUNT;
}

struct symbol *entry_variable(pseudo_t p)
{
	for (int i = 0; i < 8 && p->type == PSEUDO_REG; i++) {
		switch (p->def->opcode) {
		case OP_ADD:
			p = p->def->src1;
			break;
		case OP_SYMADDR: case OP_PTRCAST: case OP_COPY:
			p = p->def->src;
			break;
		default:
			return NULL;
		}
	}
	if (p->type != PSEUDO_SYM ||
	    p->sym->ctype.modifiers & (MOD_STATIC | MOD_NONLOCAL))
		return NULL;
	return p->sym;
}

bool entry_is_local(struct instruction *access)
{
	return entry_variable(access->src);
}

pseudo_t entry_stored(struct instruction *load)
{
	struct symbol *var = entry_variable(load->src);
	struct instruction *insn;
	pseudo_t last = NULL;

	if (!var || load->src->type != PSEUDO_SYM)
		return NULL;
	FOR_EACH_PTR(load->bb->insns, insn) {
		if (insn == load)
			return last;
		if (!insn->bb)
			continue;
		if (insn->opcode == OP_CALL || insn->opcode == OP_ASM)
			last = NULL;
		else if (insn->opcode == OP_STORE && entry_variable(insn->src) == var)
			last = insn->src->type == PSEUDO_SYM &&
			       insn->offset == load->offset &&
			       insn->size == load->size ? insn->target : NULL;
		else if (insn->opcode == OP_STORE && !entry_is_local(insn))
			last = NULL;
	} END_FOR_EACH_PTR(insn);
	return NULL;
}

static bool is_handed_entry(struct instruction *call)
{
	unsigned int n = 0, pointers;
	pseudo_t arg;

	FOR_EACH_PTR(call->arguments, arg) {
		if (entry_argument(call, n++, &pointers) != LEVEL_COUNT &&
		    !pointers)
			return true;
	} END_FOR_EACH_PTR(arg);
	return false;
}

enum pt_level entry_loaded(struct instruction *insn)
{
	enum pt_level level;
	unsigned int pointers;

	if (!insn->type || (insn->opcode != OP_LOAD && insn->opcode != OP_CALL))
		return LEVEL_COUNT;
	level = entry_level(insn->type, &pointers);
	if (level == LEVEL_COUNT || pointers)
		return LEVEL_COUNT;
	if (insn->opcode == OP_LOAD)
		return entry_is_local(insn) ? LEVEL_COUNT : level;
	/* pte_mkold(entry) is not a load: it was handed what it returns. */
	return is_handed_entry(insn) ? LEVEL_COUNT : level;
}

void entry_derive(GHashTable *set, pseudo_t p)
{
	struct pseudo_user *user;

	if (!g_hash_table_add(set, p))
		return;
	FOR_EACH_PTR(p->users, user) {
		struct instruction *insn = user->insn;

		if (!insn->bb || insn->opcode == OP_STORE ||
		    insn->opcode == OP_CBR || insn->opcode == OP_RET)
			continue;
		if (insn->target && insn->target != p && insn->target != VOID &&
		    (insn->target->type == PSEUDO_REG ||
		     insn->target->type == PSEUDO_PHI))
			entry_derive(set, insn->target);
	} END_FOR_EACH_PTR(user);
}
