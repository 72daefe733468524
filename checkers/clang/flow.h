/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * flow.h - inside one function: which expressions are masks with the flags in
 * them, and which hold the flags of a VMA.  Locals are followed through all of
 * their assignments, in any order: a mask built up in steps holds all of them.
 */
#ifndef CLANG_FLOW_H
#define CLANG_FLOW_H

#include "ground/kapi.h"
#include "unit.h"

/* What masks hold: PFN_FLAG_*, and whether VM_IO stands beside them. */
#define FLOW_FLAGS	(PFN_FLAG_PFNMAP | PFN_FLAG_MIXEDMAP)
#define FLOW_IO		4u

/* One assignment to a local, or its initialiser. */
struct flow_set {
	const struct node *target;	/* NODE_VAR or NODE_NAME */
	struct node *value;
	enum cursor_op op;		/* OP_SET or a compound's */
};

struct flow {
	struct unit *unit;
	struct func *func;
	struct node_tree *tree;
	GArray *sets;			/* struct flow_set */
	GHashTable *variables;		/* CXCursor * -> struct flow_variable * */
	unsigned int depth;		/* of the look-up under way */
};

/* @unit and @func outlive it. */
struct flow *flow_new(struct unit *unit, struct func *func);
void flow_free(struct flow *flow);
PFN_DEFINE_FREE(flow, flow_free)

/*
 * PFN_FLAG_* and FLOW_IO that @node holds if it is a mask, that is made of constants; 0
 * for anything else and for a complement, which clears flags.
 */
unsigned int flow_mask(struct flow *flow, const struct node *node);

/* True if @node holds VMA flags: by its member, its type, or what it was set from. */
bool flow_is_flags(struct flow *flow, const struct node *node);

/* The same for a bit number (7.x) or mask anywhere under @node. */
unsigned int flow_named_bits(struct flow *flow, const struct node *node);

/* The value of an expression of literals and enum constants (value.c). */
bool flow_value(const struct node *node, int64_t *value);

/* The flags among the bits of @value; 0 for a complement (value.c). */
unsigned int flow_value_bits(const struct unit *unit, int64_t value);

#endif
