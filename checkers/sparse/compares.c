// SPDX-License-Identifier: GPL-2.0-only
/*
 * compares.c - "(flags | F) == flags", "(flags & ~F) != flags", "flags == F".
 */
#include "compares.h"

bool compares_is_complement(pseudo_t p)
{
	struct instruction *def;
	unsigned long long bits;

	return DEF_OPCODE(def, p) == OP_NOT && flags_constant(def->src, &bits);
}

/*
 * @part is a word with some bits changed, @whole what it is compared with.  A
 * parameter may hold flags: then it must be the same one on both sides.
 */
static bool same_word(const struct flags *flags, pseudo_t part, pseudo_t whole)
{
	return flags_origin(flags, part) == ORIGIN_FLAGS ?
		flags_origin(flags, whole) == ORIGIN_FLAGS :
		part == whole && flags_origin(flags, part) == ORIGIN_UNKNOWN;
}

static bool sets_bits(const struct flags *flags, pseudo_t p, pseudo_t whole)
{
	struct instruction *def;
	int opcode = DEF_OPCODE(def, p);

	if (opcode != OP_OR && opcode != OP_XOR)
		return false;
	/* "!((flags & A) ^ B)" and "(~flags | ~B) == ~0" name it, too. */
	return flags_origin(flags, p) == ORIGIN_FLAGS ||
	       same_word(flags, def->src1, whole) ||
	       same_word(flags, def->src2, whole);
}

static bool masks_out(const struct flags *flags, struct instruction *and)
{
	unsigned long long bits;

	return compares_is_complement(and->src2) ||
	       (flags_constant(and->src2, &bits) && flags_of_mask(flags, ~bits));
}

/* All bits but the two. */
static bool clears_bits(const struct flags *flags, pseudo_t p, pseudo_t whole)
{
	struct instruction *def, *other;

	return DEF_OPCODE(def, p) == OP_AND && masks_out(flags, def) &&
	       DEF_OPCODE(other, whole) != OP_AND &&
	       same_word(flags, def->src1, whole);
}

/* What was masked before is a test of its own. */
static bool is_mask(const struct flags *flags, pseudo_t p, pseudo_t whole)
{
	struct instruction *def;
	unsigned long long bits;

	return flags_constant(p, &bits) && flags_of_mask(flags, bits) &&
	       DEF_OPCODE(def, whole) != OP_AND &&
	       flags_origin(flags, whole) == ORIGIN_FLAGS;
}

static bool asks(const struct flags *flags, pseudo_t p, pseudo_t whole)
{
	return sets_bits(flags, p, whole) || clears_bits(flags, p, whole) ||
	       is_mask(flags, p, whole);
}

bool compares_bit(const struct flags *flags, struct instruction *insn)
{
	return asks(flags, insn->src1, insn->src2) ||
	       asks(flags, insn->src2, insn->src1);
}
