// SPDX-License-Identifier: GPL-2.0-only
/*
 * reads.c - which instructions are reads, and where each is written.
 */
#include "reads.h"

#include "compares.h"
#include "entry.h"
#include "masks.h"
#include "sense.h"

static void read_free(gpointer data)
{
	struct read *read = data;

	g_hash_table_unref(read->values);
	g_free(read);
}

static bool goes_to_flags(struct reads *reads, struct instruction *insn)
{
	if (insn->opcode == OP_STORE)
		return flags_is_member(reads->flags, insn);
	return insn->opcode == OP_CALL && unit_call_name(insn) &&
	       kapi_is(unit_call_name(insn), KAPI_FLAG_WRITE);
}

/* "field |= ..." loads the field only to store it again. */
static bool only_updates(struct instruction *test,
			 struct instruction *use)
{
	return test->opcode == OP_LOAD && use->opcode == OP_STORE &&
	       use->src == test->src && use->offset == test->offset;
}

/* True if something depends on the answer, other than the flags themselves. */
static bool decides(struct reads *reads, const struct read *read)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, read->values);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		pseudo_t p = key;
		struct pseudo_user *user;

		FOR_EACH_PTR(p->users, user) {
			struct instruction *use = user->insn;

			if (!use->bb || (use->target && use->target != p &&
			    g_hash_table_contains(read->values, use->target)))
				continue;
			if (!goes_to_flags(reads, use) &&
			    !only_updates(read->test, use))
				return true;
		} END_FOR_EACH_PTR(user);
	}
	return false;
}

static void add_read(struct reads *reads, struct fn *fn,
		     struct instruction *test, const struct spot *spot,
		     unsigned int flags)
{
	g_autofree char *key = g_strdup_printf("%s:%u:%u", spot->file,
					       spot->line, spot->column);
	GPtrArray *of_fn;
	struct read *read;

	if (g_hash_table_contains(reads->places, key))
		return;
	read = g_new0(struct read, 1);
	read->fn = fn;
	read->test = test;
	read->spot = *spot;
	read->flags = spot->flags ? spot->flags : flags;
	read->rule = RULE_COUNT;
	read->values = flags_follow(fn, test);
	if (test->opcode == OP_CALL &&
	    !kapi_is(unit_call_name(test), KAPI_FLAG_TEST))
		read->predicate = unit_call_fn(reads->unit, test);
	if (!decides(reads, read)) {
		read_free(read);
		return;
	}
	g_hash_table_add(reads->places, g_steal_pointer(&key));
	g_ptr_array_add(reads->all, read);
	of_fn = g_hash_table_lookup(reads->functions, fn);
	if (!of_fn) {
		of_fn = g_ptr_array_new();
		g_hash_table_insert(reads->functions, fn, of_fn);
	}
	g_ptr_array_add(of_fn, read);
}

static bool spot_of(struct reads *reads, struct instruction *insn,
		    struct spot *spot)
{
	return spots_read(reads->spots, stream_name(insn->pos.stream),
			  insn->pos.line, insn->pos.pos, spot);
}

/* "flags >> ilog2(F) & 1" asks for the bit before it was shifted. */
static unsigned long long before_shift(pseudo_t value, unsigned long long bits)
{
	struct instruction *def;
	unsigned long long by;

	return DEF_OPCODE(def, value) == OP_LSR &&
	       flags_constant(def->src2, &by) && by < 64 ? bits << by : bits;
}

/* A value and a mask, in either order. */
static void try_and(struct reads *reads, struct fn *fn, struct instruction *insn)
{
	unsigned long long bits = 0;
	pseudo_t value = insn->src1;
	bool known = flags_constant(insn->src2, &bits);
	unsigned int mask;
	struct spot spot;

	if (insn->size == 1)
		return;
	if (!known) {
		known = flags_constant(insn->src1, &bits);
		value = known ? insn->src2 : insn->src1;
	}
	mask = flags_of_mask(reads->flags, before_shift(value, bits));
	if ((known && !mask && !flags_has_call(insn->src1) &&
	     !flags_has_call(insn->src2)) || compares_is_complement(insn->src2) ||
	    compares_is_complement(insn->src1) ||
	    flags_origin(reads->flags, value) < ORIGIN_UNKNOWN)
		return;
	if (spot_of(reads, insn, &spot)) {
		add_read(reads, fn, insn, &spot, mask);
		return;
	}
	if (!mask || flags_origin(reads->flags, value) != ORIGIN_FLAGS ||
	    !spots_name(reads->spots, stream_name(insn->pos.stream)))
		return;
	spots_bare(reads->spots, stream_name(insn->pos.stream), insn->pos.line,
		   insn->pos.pos, value == insn->src2, &spot);
	add_read(reads, fn, insn, &spot, mask);
}

/* Nothing selects the bit: the text decides. */
static void try_compare(struct reads *reads, struct fn *fn,
			struct instruction *insn)
{
	struct spot spot;

	if (compares_bit(reads->flags, insn) && spot_of(reads, insn, &spot))
		add_read(reads, fn, insn, &spot, 0);
}

static void try_call(struct reads *reads, struct fn *fn, struct instruction *insn)
{
	const char *name = unit_call_name(insn);
	enum kapi_role role = kapi_role(name);
	unsigned int mask = 0;
	struct spot spot;

	if (!name || insn->target == VOID)
		return;
	/* has_any(vma, VM_PFNMAP): the callee does not know the flag. */
	if (role == KAPI_NONE)
		mask = masks_of_call(reads->flags, reads->unit, insn);
	if ((role != KAPI_FLAG_TEST && !mask &&
	     !carrier_set_find(spots_carriers(reads->spots), name, NULL, NULL)) ||
	    !spot_of(reads, insn, &spot))
		return;
	if (role == KAPI_FLAG_TEST || mask ||
	    (spot.carrier && spot.carrier->kind == CARRIER_PREDICATE))
		add_read(reads, fn, insn, &spot, mask);
}

/* A bit field is loaded as a whole word: only the text names the field. */
static void try_load(struct reads *reads, struct fn *fn, struct instruction *insn)
{
	struct spot spot;

	if (!insn->type || is_ptr_type(insn->type) || entry_is_local(insn) ||
	    !spot_of(reads, insn, &spot))
		return;
	if (spot.carrier && spot.carrier->kind == CARRIER_FIELD)
		add_read(reads, fn, insn, &spot, 0);
}

static void look_at(struct reads *reads, struct fn *fn, bool loads)
{
	struct instruction *insn;

	UNIT_FOREACH_INSN(fn, bb, insn) {
		switch (insn->opcode) {
		case OP_AND:
			try_and(reads, fn, insn);
			break;
		case OP_SET_EQ: case OP_SET_NE:
			try_compare(reads, fn, insn);
			break;
		case OP_CALL:
			try_call(reads, fn, insn);
			break;
		case OP_LOAD:
			if (loads)
				try_load(reads, fn, insn);
			break;
		}
	} UNIT_END_FOREACH_INSN(insn);
}

struct headers {
	struct reads *reads;
	GHashTable *holds;	/* file -> bool */
};

static void look_at_header(struct symbol *sym, void *data)
{
	struct headers *h = data;
	struct unit *unit = h->reads->unit;
	const char *file = stream_name(sym->pos.stream);
	unsigned int first, last;
	gpointer holds;
	struct fn *fn;

	if ((int)sym->pos.stream == unit->stream)
		return;
	if (!g_hash_table_lookup_extended(h->holds, file, NULL, &holds)) {
		holds = GINT_TO_POINTER(spots_mention_flags(h->reads->spots,
							    file));
		g_hash_table_insert(h->holds, (gpointer)file, holds);
		if (holds)
			spots_find_carriers(h->reads->spots, file);
	}
	if (!holds || !spots_function_lines(h->reads->spots, file, sym->pos.line,
					    &first, &last) ||
	    !spots_hold_flags(h->reads->spots, file, first, last))
		return;
	fn = unit_fn(unit, sym);
	if (fn)
		look_at(h->reads, fn, true);
}

/* What the driver said of it is kept; else what can be told here. */
static void add_traits(struct reads *reads, struct carrier *c, struct fn *fn)
{
	const struct carrier *known = carrier_set_find(spots_carriers(reads->spots),
						       c->name, c->file, NULL);

	c->sense = known && known->sense ? known->sense :
					   sense_of_predicate(reads, fn);
	spots_add_traits(reads->spots, c, fn->file);
}

/* Predicates are carriers; each may make calls of it reads, and those others. */
static bool add_predicates(struct reads *reads)
{
	struct carrier_set *set = spots_carriers(reads->spots);
	GHashTableIter iter;
	gpointer key;
	bool added = false;

	g_hash_table_iter_init(&iter, reads->functions);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		struct fn *fn = key;
		unsigned int flags;
		struct carrier *c;

		if (!reads_is_predicate(reads, fn, &flags))
			continue;
		c = carrier_new(CARRIER_PREDICATE, fn->name,
				spots_name(reads->spots, fn->file),
				fn->sym->pos.line, flags, NULL);
		if (fn->in_main && fn->is_static)
			c->scope = SCOPE_FILE;
		add_traits(reads, c, fn);
		added |= carrier_set_add(set, c);
	}
	return added;
}

static bool has_fields(struct reads *reads)
{
	const GPtrArray *all = carrier_set_all(spots_carriers(reads->spots));

	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		if (c->kind == CARRIER_FIELD)
			return true;
	}
	return false;
}

struct reads *reads_new(struct unit *unit, struct flags *flags,
			struct spots *spots)
{
	struct reads *reads = g_new0(struct reads, 1);
	g_autoptr(GHashTable) holds = g_hash_table_new(g_str_hash, g_str_equal);
	struct headers h = { reads, holds };

	reads->unit = unit;
	reads->flags = flags;
	reads->spots = spots;
	reads->all = g_ptr_array_new_with_free_func(read_free);
	reads->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					      NULL);
	reads->functions = g_hash_table_new_full(NULL, NULL, NULL,
						 (GDestroyNotify)g_ptr_array_unref);
	do {
		bool loads = has_fields(reads);

		/* A predicate of a header may be called in a header, too. */
		unit_foreach_definition(unit, look_at_header, &h);
		for (guint i = 0; i < unit->functions->len; i++)
			look_at(reads, unit->functions->pdata[i], loads);
	} while (add_predicates(reads));
	return reads;
}

void reads_free(struct reads *reads)
{
	g_hash_table_unref(reads->functions);
	g_hash_table_unref(reads->places);
	g_ptr_array_unref(reads->all);
	g_free(reads);
}

const GPtrArray *reads_of(struct reads *reads, struct fn *fn)
{
	return g_hash_table_lookup(reads->functions, fn);
}
