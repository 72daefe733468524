/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * unit.h - one translation unit as libsparse sees it: its functions as basic
 * blocks of SSA values, linearised when they are first asked for.
 *
 * Nothing is inlined.  The accessors of entries and flags are inline functions
 * in the kernel; inlined they would be shifts and masks that nobody can name.
 * Here every inline function is a function like others, a call of it keeps
 * its name, and its body can be looked at (unit_call_fn()).
 */
#ifndef PFN_UNIT_H
#define PFN_UNIT_H

#include "sparse.h"

struct unit;

struct fn {
	struct unit *unit;
	struct symbol *sym;		/* the definition */
	char *name;
	const char *file;		/* as the stream is called; borrowed */
	bool is_static;
	bool in_main;			/* defined in the file that was named */
	bool has_error;			/* libsparse could not evaluate all of it */
	char *error;			/* the first reason (errors.h), or NULL */
	struct entrypoint *ep;		/* NULL: has no body that can be used */
	GPtrArray *blocks;		/* struct basic_block *, reachable ones */
	GArray *ipdom;			/* int a block: flow.c; NULL until asked */
	GHashTable *notes;		/* what others keep about it: key is the
					 * address of a static, value owned there */
};

struct unit {
	char *file;			/* as it was named */
	int stream;			/* of that file */
	struct symbol_list *symbols;	/* what libsparse says is in the file */
	GStringChunk *names;		/* of functions */
	GPtrArray *functions;		/* struct fn *, of the file, by line */
	GHashTable *by_symbol;		/* struct symbol * -> struct fn *, owned */
	bool has_error;			/* libsparse reported errors in parsing */
	char *error;			/* the first of them (errors.h), or NULL */
	struct errors *errors;
};

/*
 * Parses @file with what sparse_initialize() was told.  Does not return if
 * libsparse finds a fatal error: then it exits with 1.
 */
struct unit *unit_new(char *file);
void unit_free(struct unit *unit);

/* The function that @sym names, linearised; NULL if its body is elsewhere. */
struct fn *unit_fn(struct unit *unit, struct symbol *sym);

/* Name of the function that @call calls; NULL through a pointer.  Borrowed. */
const char *unit_call_name(struct instruction *call);

/* The function that @call calls if its body is in this unit, else NULL. */
struct fn *unit_call_fn(struct unit *unit, struct instruction *call);

/* The same, only if that function stands in the file that was named. */
struct fn *unit_helper(struct unit *unit, struct instruction *call);

/* The n-th argument of a call, or parameter symbol of a function, or NULL. */
pseudo_t unit_call_arg(struct instruction *call, unsigned int n);
struct symbol *unit_param(const struct fn *fn, unsigned int n);

/* Stem of a type: the struct or union below nodes and pointers, or NULL. */
struct symbol *unit_struct(struct symbol *type, unsigned int *pointers);

/* Every function in the unit that has a body, also inline ones of headers. */
void unit_foreach_definition(struct unit *unit,
			     void (*fn)(struct symbol *sym, void *data),
			     void *data);

/* All instructions of @fn that were not removed, in order of blocks. */
#define UNIT_FOREACH_INSN(fn, bb, insn)					\
	for (guint i_##bb = 0; i_##bb < (fn)->blocks->len; i_##bb++)	\
		for (struct basic_block *bb = (fn)->blocks->pdata[i_##bb];	\
		     bb; bb = NULL)					\
			FOR_EACH_PTR(bb->insns, insn) if (insn->bb)
#define UNIT_END_FOREACH_INSN(insn) END_FOR_EACH_PTR(insn)

/* True if the preprocessed source declares a function or macro of that name. */
bool unit_declares(const char *name);

#endif
