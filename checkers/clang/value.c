// SPDX-License-Identifier: GPL-2.0-only
/*
 * value.c - what an expression of literals and enum constants comes to.
 */
#include "flow.h"

/* A complement has most bits set; no mask that selects flags has. */
#define COMPLEMENT_BITS 24

static bool binary_value(enum cursor_op op, int64_t a, int64_t b, int64_t *value)
{
	switch (op) {
	case OP_AND:
		*value = a & b;
		return true;
	case OP_OR:
		*value = a | b;
		return true;
	case OP_XOR:
		*value = a ^ b;
		return true;
	case OP_ADD:
		*value = (int64_t)((uint64_t)a + (uint64_t)b);
		return true;
	case OP_SUB:
		*value = (int64_t)((uint64_t)a - (uint64_t)b);
		return true;
	case OP_SHL:
		*value = b >= 0 && b < 64 ? (int64_t)((uint64_t)a << b) : 0;
		return true;
	case OP_SHR:
		*value = b >= 0 && b < 64 ? (int64_t)((uint64_t)a >> b) : 0;
		return true;
	default:
		return false;
	}
}

bool flow_value(const struct node *node, int64_t *value)
{
	int64_t a, b;

	switch (node->kind) {
	case NODE_NUMBER:
		return cursor_value(node->cursor, value);
	case NODE_NAME:
		return clang_getCursorKind(node->decl) == CXCursor_EnumConstantDecl &&
		       cursor_value(node->decl, value);
	case NODE_UNARY:
		if (!node->first || !flow_value(node->first, &a))
			return false;
		if (node->op == OP_COMPLEMENT)
			*value = ~a;
		else if (node->op == OP_SUB)
			*value = (int64_t)-(uint64_t)a;
		else
			return false;
		return true;
	case NODE_BINARY:
		/* An operator of a macro's body, which old libclang hides. */
		if (node->op == OP_OTHER && clang_isExpression(
				clang_getCursorKind(node->cursor)))
			return cursor_value(node->cursor, value);
		return node->first && node->first->next &&
		       flow_value(node->first, &a) &&
		       flow_value(node->first->next, &b) &&
		       binary_value(node->op, a, b, value);
	default:
		return false;
	}
}

unsigned int flow_value_bits(const struct unit *unit, int64_t value)
{
	unsigned int bits = 0;

	if (__builtin_popcountll((uint64_t)value) >= COMPLEMENT_BITS)
		return 0;
	if ((uint64_t)value & unit->tu->pfnmap)
		bits |= PFN_FLAG_PFNMAP;
	if ((uint64_t)value & unit->tu->mixedmap)
		bits |= PFN_FLAG_MIXEDMAP;
	if ((uint64_t)value & unit->tu->io)
		bits |= FLOW_IO;
	return bits;
}
