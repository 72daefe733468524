// SPDX-License-Identifier: GPL-2.0-only
/*
 * cursor.c - names, places, types and operators of cursors.
 *
 * Operators: libclang tells them from version 17 on.  Before that the token
 * between the operands is read; where a macro made the operator there is no
 * such token, and the answer is OP_OTHER.
 */
#include "cursor.h"

struct names *names_new(void)
{
	struct names *names = g_new0(struct names, 1);

	names->chunk = g_string_chunk_new(4096);
	names->roles = g_hash_table_new(NULL, NULL);
	return names;
}

void names_free(struct names *names)
{
	if (!names)
		return;
	g_string_chunk_free(names->chunk);
	g_hash_table_unref(names->roles);
	g_free(names);
}

enum kapi_role names_role(struct names *names, const char *name)
{
	gpointer role;

	if (!g_hash_table_lookup_extended(names->roles, name, NULL, &role)) {
		role = GINT_TO_POINTER(kapi_role(name));
		g_hash_table_insert(names->roles, (gpointer)name, role);
	}
	return GPOINTER_TO_INT(role);
}

static const char *intern(CXString string, struct names *names)
{
	const char *text = clang_getCString(string);
	const char *name = g_string_chunk_insert_const(names->chunk,
							   text ? text : "");

	clang_disposeString(string);
	return name;
}

const char *cursor_name(CXCursor cursor, struct names *names)
{
	return intern(clang_getCursorSpelling(cursor), names);
}

static struct location location_of(CXSourceLocation location)
{
	struct location place = { 0 };

	clang_getFileLocation(location, &place.file, &place.line,
			      &place.column, &place.offset);
	return place;
}

struct location cursor_start(CXCursor cursor)
{
	return location_of(clang_getRangeStart(clang_getCursorExtent(cursor)));
}

struct location cursor_end(CXCursor cursor)
{
	return location_of(clang_getRangeEnd(clang_getCursorExtent(cursor)));
}

char *cursor_file_path(CXFile file)
{
	CXString string = clang_getFileName(file);
	const char *text = clang_getCString(string);
	char *path = g_strdup(text ? text : "");

	clang_disposeString(string);
	return path;
}

#if CINDEX_VERSION_MINOR >= 64

enum cursor_op cursor_binary_op(CXCursor cursor)
{
	switch (clang_getCursorBinaryOperatorKind(cursor)) {
	case CXBinaryOperator_And:
	case CXBinaryOperator_AndAssign:
		return OP_AND;
	case CXBinaryOperator_Or:
	case CXBinaryOperator_OrAssign:
		return OP_OR;
	case CXBinaryOperator_Xor:
	case CXBinaryOperator_XorAssign:
		return OP_XOR;
	case CXBinaryOperator_Shl:
		return OP_SHL;
	case CXBinaryOperator_Shr:
		return OP_SHR;
	case CXBinaryOperator_Add:
		return OP_ADD;
	case CXBinaryOperator_Sub:
		return OP_SUB;
	case CXBinaryOperator_LAnd:
		return OP_LAND;
	case CXBinaryOperator_LOr:
		return OP_LOR;
	case CXBinaryOperator_EQ:
		return OP_EQ;
	case CXBinaryOperator_NE:
		return OP_NE;
	case CXBinaryOperator_Comma:
		return OP_COMMA;
	case CXBinaryOperator_Assign:
		return OP_SET;
	default:
		return OP_OTHER;
	}
}

enum cursor_op cursor_unary_op(CXCursor cursor)
{
	switch (clang_getCursorUnaryOperatorKind(cursor)) {
	case CXUnaryOperator_LNot:
		return OP_NOT;
	case CXUnaryOperator_Not:
		return OP_COMPLEMENT;
	case CXUnaryOperator_Deref:
		return OP_DEREF;
	case CXUnaryOperator_AddrOf:
		return OP_ADDRESS;
	case CXUnaryOperator_Minus:
		return OP_SUB;
	case CXUnaryOperator_PostInc:
	case CXUnaryOperator_PostDec:
	case CXUnaryOperator_PreInc:
	case CXUnaryOperator_PreDec:
		return OP_STEP;
	default:
		return OP_OTHER;
	}
}

#else

struct op_text {
	const char *text;
	enum cursor_op op;
};

static const struct op_text binary_ops[] = {
	{ "&", OP_AND }, { "&=", OP_AND }, { "|", OP_OR }, { "|=", OP_OR },
	{ "^", OP_XOR }, { "^=", OP_XOR }, { "<<", OP_SHL }, { ">>", OP_SHR },
	{ "+", OP_ADD }, { "-", OP_SUB }, { "&&", OP_LAND }, { "||", OP_LOR },
	{ "==", OP_EQ }, { "!=", OP_NE }, { ",", OP_COMMA }, { "=", OP_SET },
};

static const struct op_text unary_ops[] = {
	{ "!", OP_NOT }, { "~", OP_COMPLEMENT }, { "*", OP_DEREF },
	{ "&", OP_ADDRESS }, { "-", OP_SUB }, { "++", OP_STEP }, { "--", OP_STEP },
};

static enum cursor_op op_find(const struct op_text *ops, size_t n, const char *text)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(ops[i].text, text))
			return ops[i].op;
	return OP_OTHER;
}

struct operands {
	CXCursor at[2];
	unsigned int n;
};

static enum CXChildVisitResult take_operand(CXCursor cursor, CXCursor parent,
					    CXClientData data)
{
	struct operands *o = data;

	if (o->n < G_N_ELEMENTS(o->at))
		o->at[o->n] = cursor;
	o->n++;
	return CXChildVisit_Continue;
}

/*
 * The first operator in the file from @from to @to.  Places in the file are
 * taken because libclang reads the tokens of a macro's body otherwise.
 */
static enum cursor_op op_between(CXTranslationUnit unit, struct location from,
				 struct location to, const struct op_text *ops,
				 size_t n_ops)
{
	CXToken *tokens = NULL;
	unsigned int n = 0;
	enum cursor_op op = OP_OTHER;

	if (!from.file || from.file != to.file || from.offset >= to.offset)
		return OP_OTHER;
	clang_tokenize(unit, clang_getRange(
		clang_getLocationForOffset(unit, from.file, from.offset),
		clang_getLocationForOffset(unit, to.file, to.offset)), &tokens, &n);
	for (unsigned int i = 0; i < n && op == OP_OTHER; i++) {
		CXString text = clang_getTokenSpelling(unit, tokens[i]);

		if (clang_getTokenKind(tokens[i]) == CXToken_Punctuation)
			op = op_find(ops, n_ops, clang_getCString(text));
		clang_disposeString(text);
	}
	clang_disposeTokens(unit, tokens, n);
	return op;
}

static enum cursor_op op_of(CXCursor cursor, unsigned int operands,
			    const struct op_text *ops, size_t n_ops)
{
	struct operands o = { .n = 0 };
	CXTranslationUnit unit = clang_Cursor_getTranslationUnit(cursor);

	clang_visitChildren(cursor, take_operand, &o);
	if (o.n != operands)
		return OP_OTHER;
	return operands == 1 ?
		op_between(unit, cursor_start(cursor), cursor_start(o.at[0]), ops,
			   n_ops) :
		op_between(unit, cursor_end(o.at[0]), cursor_start(o.at[1]), ops,
			   n_ops);
}

enum cursor_op cursor_binary_op(CXCursor cursor)
{
	return op_of(cursor, 2, binary_ops, G_N_ELEMENTS(binary_ops));
}

enum cursor_op cursor_unary_op(CXCursor cursor)
{
	return op_of(cursor, 1, unary_ops, G_N_ELEMENTS(unary_ops));
}

#endif

static bool evaluate(CXCursor cursor, int64_t *value)
{
	CXEvalResult result = clang_Cursor_Evaluate(cursor);
	bool known = result && clang_EvalResult_getKind(result) == CXEval_Int;

	if (known)
		*value = clang_EvalResult_isUnsignedInt(result) ?
			(int64_t)clang_EvalResult_getAsUnsigned(result) :
			clang_EvalResult_getAsLongLong(result);
	if (result)
		clang_EvalResult_dispose(result);
	return known;
}

bool cursor_value(CXCursor cursor, int64_t *value)
{
	if (clang_getCursorKind(cursor) == CXCursor_EnumConstantDecl) {
		*value = clang_getEnumConstantDeclValue(cursor);
		return true;
	}
	return evaluate(cursor, value);
}

static CXType pointee(CXType type, unsigned int *pointers)
{
	for (;;) {
		CXType next = { .kind = CXType_Invalid };

		if (type.kind == CXType_Pointer)
			next = clang_getPointeeType(type);
		else if (type.kind == CXType_ConstantArray ||
			 type.kind == CXType_IncompleteArray)
			next = clang_getArrayElementType(type);
		if (next.kind == CXType_Invalid)
			return type;
		type = next;
		++*pointers;
	}
}

const char *cursor_type_name(CXType type, struct names *names)
{
	unsigned int pointers = 0;
	CXCursor decl;

	type = pointee(type, &pointers);
	decl = clang_getTypeDeclaration(type);
	if (clang_isDeclaration(clang_getCursorKind(decl)))
		return cursor_name(decl, names);
	return intern(clang_getTypeSpelling(type), names);
}

unsigned int cursor_type_pointers(CXType type)
{
	unsigned int pointers = 0;

	pointee(clang_getCanonicalType(type), &pointers);
	return pointers;
}

const char *cursor_field_owner(CXCursor field, struct names *names)
{
	CXCursor owner = clang_getCursorSemanticParent(field);

	while (clang_Cursor_isAnonymous(owner))
		owner = clang_getCursorSemanticParent(owner);
	return cursor_name(owner, names);
}
