/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * flags.h - values: which are VMA flags, which are masks that hold the two
 * bits, and what a value that came out of them decides.
 */
#ifndef PFN_FLAGS_H
#define PFN_FLAGS_H

#include "ground/kapi.h"
#include "spots.h"
#include "unit.h"

struct flags;

/*
 * Learns the bits and the members of the unit: the bits from its own macros
 * (else the values that they had in all kernels), the members from its structs.
 * Both arguments are borrowed.
 */
struct flags *flags_new(struct unit *unit, struct spots *spots);
void flags_free(struct flags *flags);

/* A macro that holds a flag, directly or through other macros. */
struct flags_macro {
	const char *name, *file;	/* borrowed */
	unsigned int line;
	unsigned int flags;		/* PFN_FLAG_* */
	bool has_parameters;
	bool tests;			/* its body has an & */
};

/* Calls @fn for each macro of the unit that holds a flag. */
void flags_foreach_macro(struct flags *flags,
			 void (*fn)(const struct flags_macro *macro, void *data),
			 void *data);

/* True if macro @name expands to an assertion, or is one. */
bool flags_is_assertion(struct flags *flags, const char *name);

/*
 * True if @p is a constant, or a choice or union of constants; @bits is what
 * may be set in it.
 */
bool flags_constant(pseudo_t p, unsigned long long *bits);

/* True if a part of mask @p is what a call returns: its bits are not seen. */
bool flags_has_call(pseudo_t p);

/*
 * PFN_FLAG_* that mask @bits selects; 0 for the complement of a mask, with
 * which flags are written, not read.
 */
unsigned int flags_of_mask(const struct flags *flags, unsigned long long bits);

/* True if @bits select VM_IO as well. */
bool flags_has_io(const struct flags *flags, unsigned long long bits);

/* Where a value comes from. */
enum flags_origin {
	ORIGIN_CONSTANT,
	ORIGIN_OTHERS,		/* a member that flags are never stored to */
	ORIGIN_UNKNOWN,		/* argument, other memory, a call */
	ORIGIN_FLAGS,		/* the flags of a VMA, or a copy of them */
};
enum flags_origin flags_origin(const struct flags *flags, pseudo_t p);
enum flags_origin flags_of_load(const struct flags *flags,
				struct instruction *load);

/* True if @p, a parameter or the result of a call, is declared as flags. */
bool flags_is_declared(const struct flags *flags, pseudo_t p);

/* True if @load or @store goes to the flags member of a VMA. */
bool flags_is_member(const struct flags *flags, struct instruction *access);

/*
 * How a value depends on the tested bit: DIRECT if it is non-zero when the bit
 * is set, INVERSE if it is zero then, EITHER if it depends on more.
 */
enum flags_sense { SENSE_NONE, SENSE_DIRECT, SENSE_INVERSE, SENSE_EITHER };

/*
 * Values of @fn that depend on the result of @test through data: pseudo_t ->
 * enum flags_sense as GINT_TO_POINTER.
 */
GHashTable *flags_follow(struct fn *fn, struct instruction *test);

#endif
