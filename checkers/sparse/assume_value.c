// SPDX-License-Identifier: GPL-2.0-only
/*
 * assume_value.c - arithmetic on sets of constants.
 */
#include "assume_value.h"

struct value value_none(void)
{
	return (struct value){ .kind = VALUE_ONE_OF };
}

bool value_is_none(const struct value *v)
{
	return v->kind == VALUE_ONE_OF && !v->n;
}

/* Of two that were joined the number tells. */
bool value_is_same(const struct value *a, const struct value *b)
{
	return a->kind == b->kind && a->n == b->n;
}

struct value value_any(void)
{
	return (struct value){ .kind = VALUE_ANY };
}

struct value value_of(long long v)
{
	return (struct value){ .kind = VALUE_ONE_OF, .n = 1, .of = { v } };
}

struct value value_not_zero(void)
{
	return (struct value){ .kind = VALUE_NOT_ZERO };
}

bool value_is_zero(const struct value *v)
{
	for (unsigned int i = 0; i < v->n; i++)
		if (v->of[i])
			return false;
	return v->kind == VALUE_ONE_OF && v->n;
}

bool value_is_not_zero(const struct value *v)
{
	for (unsigned int i = 0; i < v->n; i++)
		if (!v->of[i])
			return false;
	return v->kind != VALUE_ANY && (v->kind == VALUE_NOT_ZERO || v->n);
}

static void add(struct value *v, long long constant)
{
	for (unsigned int i = 0; i < v->n; i++)
		if (v->of[i] == constant)
			return;
	if (v->n == VALUE_MAX) {
		bool zero = !constant || !value_is_not_zero(v);

		*v = zero ? value_any() : value_not_zero();
		return;
	}
	v->of[v->n++] = constant;
}

/* No constant at all is what no path gives: the other one is it. */
struct value value_join(const struct value *a, const struct value *b)
{
	struct value v = *a;

	if (a->kind == VALUE_ONE_OF && b->kind == VALUE_ONE_OF) {
		for (unsigned int i = 0; i < b->n && v.kind == VALUE_ONE_OF; i++)
			add(&v, b->of[i]);
		return v;
	}
	if (a->kind == VALUE_ONE_OF && !a->n)
		return *b;
	if (b->kind == VALUE_ONE_OF && !b->n)
		return *a;
	return value_is_not_zero(a) && value_is_not_zero(b) ?
		value_not_zero() : value_any();
}

static bool operate(int opcode, long long a, long long b, long long *result)
{
	switch (opcode) {
	case OP_ADD: *result = a + b; return true;
	case OP_SUB: *result = a - b; return true;
	case OP_AND: *result = a & b; return true;
	case OP_OR: *result = a | b; return true;
	case OP_XOR: *result = a ^ b; return true;
	case OP_SET_EQ: *result = a == b; return true;
	case OP_SET_NE: *result = a != b; return true;
	case OP_SET_LT: *result = a < b; return true;
	case OP_SET_LE: *result = a <= b; return true;
	case OP_SET_GT: *result = a > b; return true;
	case OP_SET_GE: *result = a >= b; return true;
	default: return false;
	}
}

/* One of the two is not known. */
static struct value half_known(int opcode, const struct value *a,
			       const struct value *b)
{
	bool zero = value_is_zero(a) || value_is_zero(b);

	switch (opcode) {
	case OP_AND:
		return zero ? value_of(0) : value_any();
	case OP_OR:
		return value_is_not_zero(a) || value_is_not_zero(b) ?
			value_not_zero() : value_any();
	case OP_SET_EQ: case OP_SET_NE:
		if (zero && (value_is_not_zero(a) || value_is_not_zero(b)))
			return value_of(opcode == OP_SET_NE);
		return value_any();
	default:
		return value_any();
	}
}

struct value value_binary(int opcode, const struct value *a,
			  const struct value *b)
{
	struct value v = { .kind = VALUE_ONE_OF };

	if (value_is_none(a) || value_is_none(b))
		return v;
	if (a->kind != VALUE_ONE_OF || b->kind != VALUE_ONE_OF)
		return half_known(opcode, a, b);
	for (unsigned int i = 0; i < a->n; i++) {
		for (unsigned int k = 0; k < b->n; k++) {
			long long result;

			if (!operate(opcode, a->of[i], b->of[k], &result))
				return value_any();
			add(&v, result);
			if (v.kind != VALUE_ONE_OF)
				return v;
		}
	}
	return v;
}
