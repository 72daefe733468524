// SPDX-License-Identifier: GPL-2.0-only
/*
 * fields.c - stores of flags to members, repeated as one member may be copied
 * to another.  Looked for when a member is tested that may be one: that is rare,
 * and a unit has thousands of stores.
 */
#include "fields.h"

#include "flags.h"

struct fields {
	struct unit *unit;
	struct spots *spots;
	GHashTable *members;	/* fields_key() -> bool as GINT_TO_POINTER */
	bool learned;
};

struct fields *fields_new(struct unit *unit, struct spots *spots)
{
	struct fields *fields = g_new0(struct fields, 1);

	fields->unit = unit;
	fields->spots = spots;
	fields->members = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
						NULL);
	return fields;
}

void fields_free(struct fields *fields)
{
	g_hash_table_unref(fields->members);
	g_free(fields);
}

char *fields_key(const struct symbol *sym)
{
	return g_strdup_printf("%u:%u:%u", sym->pos.stream, sym->pos.line,
			       sym->pos.pos);
}

bool fields_is_member(const struct instruction *access)
{
	const struct symbol *type = access->type;

	/* Variables are in a name space, members are not. */
	return type && type->type == SYM_NODE && type->ident &&
	       type->namespace == NS_NONE;
}

/*
 * libsparse resolves a typedef and forgets its name: the text has it, which is
 * asked about words as long as the flags only.
 */
static bool has_flags_type(struct fields *fields, struct symbol *sym)
{
	struct symbol *type = sym->ctype.base_type;

	if (type && type->type == SYM_FN)
		type = type->ctype.base_type;
	return type == &ulong_ctype &&
	       spots_has_type(fields->spots, stream_name(sym->pos.stream),
			      sym->pos.line, sym->pos.pos, KAPI_FLAGS_TYPE);
}

static bool add_store(struct fields *fields, const struct flags *flags,
		      const struct instruction *store)
{
	g_autofree char *key = NULL;

	if (!fields_is_member(store) ||
	    flags_origin(flags, store->target) != ORIGIN_FLAGS)
		return false;
	key = fields_key(store->type);
	if (g_hash_table_lookup(fields->members, key))
		return false;
	g_hash_table_insert(fields->members, g_steal_pointer(&key),
			    GINT_TO_POINTER(true));
	return true;
}

static bool add_stores_of(struct fields *fields, const struct flags *flags,
			  struct fn *fn)
{
	struct instruction *insn;
	bool added = false;

	UNIT_FOREACH_INSN(fn, bb, insn) {
		if (insn->opcode == OP_STORE)
			added |= add_store(fields, flags, insn);
	} UNIT_END_FOREACH_INSN(insn);
	return added;
}

/* Functions of headers are among them once somebody had to look at them. */
static void learn(struct fields *fields, const struct flags *flags)
{
	g_autoptr(GList) all = g_hash_table_get_values(fields->unit->by_symbol);
	bool added;

	/* What is asked on the way is answered from what is known so far. */
	fields->learned = true;
	do {
		added = false;
		for (GList *l = all; l; l = l->next)
			added |= add_stores_of(fields, flags, l->data);
	} while (added);
}

bool fields_hold_flags(struct fields *fields, const struct flags *flags,
		       const struct instruction *access)
{
	g_autofree char *key = fields_key(access->type);
	gpointer holds;

	if (!fields->learned)
		learn(fields, flags);
	if (g_hash_table_lookup_extended(fields->members, key, NULL, &holds))
		return holds;
	holds = GINT_TO_POINTER(has_flags_type(fields, access->type));
	g_hash_table_insert(fields->members, g_steal_pointer(&key), holds);
	return holds;
}

bool fields_is_declared(struct fields *fields, pseudo_t p)
{
	struct symbol *sym = NULL;
	struct fn *fn;

	if (p->type == PSEUDO_ARG) {
		fn = unit_fn(fields->unit, p->def->bb->ep->name);
		sym = fn ? unit_param(fn, p->nr - 1) : NULL;
	} else if (p->type == PSEUDO_REG && p->def->opcode == OP_CALL &&
		   unit_call_name(p->def)) {
		sym = p->def->func->sym;
	}
	return sym && has_flags_type(fields, sym);
}
