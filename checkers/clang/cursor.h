/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cursor.h - everything that is said to libclang about one cursor: its name,
 * its place, its types and its operator.  What libclang hands out (CXString
 * and kin) is disposed here; callers get interned names, borrowed from the
 * names chunk that they pass.
 */
#ifndef CLANG_CURSOR_H
#define CLANG_CURSOR_H

#include <clang-c/Index.h>

#include "ground/kapi.h"

/* Names that libclang handed out, each kept once, and their roles. */
struct names {
	GStringChunk *chunk;
	GHashTable *roles;	/* kept name -> enum kapi_role */
};

struct names *names_new(void);
void names_free(struct names *names);

/* The role of a kept name; asked of kapi.h once for each name. */
enum kapi_role names_role(struct names *names, const char *name);

/* Operators that the checker tells apart; a compound assignment has both. */
enum cursor_op {
	OP_OTHER,
	OP_AND, OP_OR, OP_XOR, OP_SHL, OP_SHR, OP_ADD, OP_SUB,
	OP_LAND, OP_LOR, OP_EQ, OP_NE, OP_COMMA,
	OP_NOT, OP_COMPLEMENT, OP_DEREF, OP_ADDRESS, OP_STEP,
	OP_SET,			/* plain assignment */
};

/* A place in a file as it was written, never inside a macro definition. */
struct location {
	CXFile file;		/* NULL: none (built in, command line) */
	unsigned int line, column, offset;
};

/* The cursor's name; "" if it has none.  Borrowed from @names. */
const char *cursor_name(CXCursor cursor, struct names *names);

/*
 * Where a cursor begins, and where it ends, in the file: an argument of a
 * macro where the argument is spelled, what a macro's body makes where the
 * macro is used.
 */
struct location cursor_start(CXCursor cursor);
struct location cursor_end(CXCursor cursor);

/* Path of a file, "" for none; the caller frees it. */
char *cursor_file_path(CXFile file);

/* Operator of a unary, binary or compound assignment expression. */
enum cursor_op cursor_binary_op(CXCursor cursor);
enum cursor_op cursor_unary_op(CXCursor cursor);

/* Value of a literal or an enum constant; false if it is neither. */
bool cursor_value(CXCursor cursor, int64_t *value);

/*
 * Name of the type as written, without qualifiers and pointers: "vm_flags_t",
 * "pte_t", "unsigned long"; a struct's tag for a struct.  Interned in @names.
 */
const char *cursor_type_name(CXType type, struct names *names);

/* How many pointers stand in front of the type; an array counts as one. */
unsigned int cursor_type_pointers(CXType type);

/* Tag of the struct that holds a field, anonymous ones climbed out of. */
const char *cursor_field_owner(CXCursor field, struct names *names);

#endif
