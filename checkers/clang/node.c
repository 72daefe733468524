// SPDX-License-Identifier: GPL-2.0-only
/*
 * node.c - cursors to a tree: one row a cursor kind.
 */
#include "node.h"

struct builder {
	struct node_tree *tree;
	struct names *names;
	struct node *parent;
};

static void build(struct builder *b, CXCursor cursor, struct node *parent);

static struct node *add(struct builder *b, enum node_kind kind, CXCursor cursor,
			struct node *parent)
{
	struct node *node = g_new0(struct node, 1);

	node->kind = kind;
	node->cursor = cursor;
	node->decl = clang_getNullCursor();
	node->order = b->tree->nodes->len;
	node->parent = parent;
	g_ptr_array_add(b->tree->nodes, node);
	if (!parent) {
		b->tree->root = node;
	} else {
		if (parent->tail)
			parent->tail->next = node;
		else
			parent->first = node;
		parent->tail = node;
	}
	return node;
}

static enum CXChildVisitResult visit(CXCursor cursor, CXCursor parent,
				     CXClientData data)
{
	struct builder *b = data;

	build(b, cursor, b->parent);
	return CXChildVisit_Continue;
}

static void children(struct builder *b, CXCursor cursor, struct node *parent)
{
	struct builder below = { b->tree, b->names, parent };

	clang_visitChildren(cursor, visit, &below);
}

struct picked {
	CXCursor cursor;
	unsigned int skip;	/* UINT_MAX: the last one */
	CXCursor first;
	unsigned int n;
};

static enum CXChildVisitResult pick(CXCursor cursor, CXCursor parent,
				    CXClientData data)
{
	struct picked *p = data;

	if (!p->n)
		p->first = cursor;
	if (p->skip == UINT_MAX || p->n == p->skip)
		p->cursor = cursor;
	p->n++;
	return CXChildVisit_Continue;
}

static struct picked pick_child(CXCursor cursor, unsigned int which)
{
	struct picked p = {
		clang_getNullCursor(), which, clang_getNullCursor(), 0,
	};

	clang_visitChildren(cursor, pick, &p);
	return p;
}

static void describe(struct builder *b, struct node *node)
{
	CXType type = clang_getCursorType(node->cursor);

	node->name = cursor_name(node->cursor, b->names);
	node->type = cursor_type_name(type, b->names);
	node->pointers = cursor_type_pointers(type);
	node->role = names_role(b->names, node->name);
	node->type_role = names_role(b->names, node->type);
	node->decl = node->kind == NODE_VAR ? node->cursor :
		     clang_getCursorReferenced(node->cursor);
}

static void build_call(struct builder *b, CXCursor cursor, struct node *parent)
{
	CXString name = clang_getCursorSpelling(cursor);
	bool hint = !g_strcmp0(clang_getCString(name), "__builtin_expect");
	struct node *call;

	clang_disposeString(name);
	if (hint) {
		build(b, clang_Cursor_getArgument(cursor, 0), parent);
		return;
	}
	call = add(b, NODE_CALL, cursor, parent);
	describe(b, call);
	children(b, cursor, call);
}

/*
 * An implicit conversion is looked through.  .member = value in an initialiser
 * is an assignment to the member; anything else keeps a node of its own.
 */
static void build_unexposed(struct builder *b, CXCursor cursor,
			    struct node *parent)
{
	struct picked value = pick_child(cursor, UINT_MAX);
	struct node *assign, *member;

	if (value.n == 1) {
		build(b, value.cursor, parent);
		return;
	}
	if (value.n != 2 || clang_getCursorKind(value.first) != CXCursor_MemberRef) {
		children(b, cursor, add(b, NODE_OTHER, cursor, parent));
		return;
	}
	assign = add(b, NODE_ASSIGN, cursor, parent);
	assign->op = OP_SET;
	member = add(b, NODE_MEMBER, value.first, assign);
	describe(b, member);
	build(b, value.cursor, assign);
}

static void build_var(struct builder *b, CXCursor cursor, struct node *parent)
{
	struct node *var = add(b, NODE_VAR, cursor, parent);
	CXCursor init = clang_Cursor_getVarDeclInitializer(cursor);

	describe(b, var);
	if (!clang_Cursor_isNull(init))
		build(b, init, var);
}

static void build_named(struct builder *b, enum node_kind kind, CXCursor cursor,
			struct node *parent)
{
	struct node *node = add(b, kind, cursor, parent);

	describe(b, node);
	children(b, cursor, node);
}

static void build_operator(struct builder *b, enum node_kind kind,
			   CXCursor cursor, struct node *parent)
{
	enum cursor_op op = kind == NODE_UNARY ? cursor_unary_op(cursor) :
						 cursor_binary_op(cursor);
	struct node *node;

	if (kind == NODE_BINARY && op == OP_SET)
		kind = NODE_ASSIGN;
	node = add(b, kind, cursor, parent);
	node->op = op;
	children(b, cursor, node);
}

/* x[i] is a load through a pointer, as *x is. */
static void build_element(struct builder *b, CXCursor cursor, struct node *parent)
{
	struct node *node = add(b, NODE_UNARY, cursor, parent);

	node->op = OP_DEREF;
	children(b, cursor, node);
}

static void build_plain(struct builder *b, enum node_kind kind, CXCursor cursor,
			struct node *parent)
{
	children(b, cursor, add(b, kind, cursor, parent));
}

/* What is not evaluated, or means nothing here, has no children. */
static bool is_leaf(enum CXCursorKind kind)
{
	return kind == CXCursor_StringLiteral ||
	       kind == CXCursor_GenericSelectionExpr ||
	       kind == CXCursor_CharacterLiteral;
}

static enum node_kind plain_kind(enum CXCursorKind kind)
{
	switch (kind) {
	case CXCursor_CompoundStmt:
		return NODE_BLOCK;
	case CXCursor_IfStmt:
		return NODE_IF;
	case CXCursor_WhileStmt:
	case CXCursor_DoStmt:
	case CXCursor_ForStmt:
		return NODE_LOOP;
	case CXCursor_SwitchStmt:
		return NODE_SWITCH;
	case CXCursor_CaseStmt:
	case CXCursor_DefaultStmt:
		return NODE_CASE;
	case CXCursor_ReturnStmt:
		return NODE_RETURN;
	case CXCursor_BreakStmt:
		return NODE_BREAK;
	case CXCursor_ContinueStmt:
		return NODE_CONTINUE;
	case CXCursor_GotoStmt:
	case CXCursor_IndirectGotoStmt:
		return NODE_GOTO;
	case CXCursor_StmtExpr:
		return NODE_VALUE_BLOCK;
	case CXCursor_ConditionalOperator:
		return NODE_COND;
	default:
		return NODE_OTHER;
	}
}

static void build(struct builder *b, CXCursor cursor, struct node *parent)
{
	enum CXCursorKind kind = clang_getCursorKind(cursor);

	switch (kind) {
	case CXCursor_ParenExpr:
		children(b, cursor, parent);
		return;
	case CXCursor_UnexposedExpr:
		build_unexposed(b, cursor, parent);
		return;
	case CXCursor_CStyleCastExpr:
	case CXCursor_CompoundLiteralExpr:
		build(b, pick_child(cursor, UINT_MAX).cursor, parent);
		return;
	case CXCursor_CallExpr:
		build_call(b, cursor, parent);
		return;
	case CXCursor_MemberRefExpr:
		build_named(b, NODE_MEMBER, cursor, parent);
		return;
	case CXCursor_DeclRefExpr:
		build_named(b, NODE_NAME, cursor, parent);
		return;
	case CXCursor_VarDecl:
		build_var(b, cursor, parent);
		return;
	case CXCursor_IntegerLiteral:
		add(b, NODE_NUMBER, cursor, parent);
		return;
	case CXCursor_UnaryOperator:
		build_operator(b, NODE_UNARY, cursor, parent);
		return;
	case CXCursor_ArraySubscriptExpr:
		build_element(b, cursor, parent);
		return;
	case CXCursor_BinaryOperator:
		build_operator(b, NODE_BINARY, cursor, parent);
		return;
	case CXCursor_CompoundAssignOperator:
		build_operator(b, NODE_ASSIGN, cursor, parent);
		return;
	case CXCursor_DeclStmt:
		children(b, cursor, parent);
		return;
	default:
		break;
	}
	if (clang_isReference(kind) || clang_isAttribute(kind) ||
	    clang_isInvalid(kind))
		return;
	if (is_leaf(kind))
		add(b, NODE_OTHER, cursor, parent);
	else
		build_plain(b, plain_kind(kind), cursor, parent);
}

static unsigned int set_last(struct node *node)
{
	node->last = node->order;
	for (struct node *c = node->first; c; c = c->next)
		node->last = set_last(c);
	return node->last;
}

struct node_tree *node_tree_new(CXCursor cursor, struct names *names)
{
	struct node_tree *tree = g_new0(struct node_tree, 1);
	struct builder b = { tree, names, NULL };

	tree->nodes = g_ptr_array_new_with_free_func(g_free);
	b.parent = add(&b, NODE_OTHER, cursor, NULL);
	children(&b, cursor, b.parent);
	set_last(tree->root);
	return tree;
}

void node_tree_free(struct node_tree *tree)
{
	if (!tree)
		return;
	g_ptr_array_unref(tree->nodes);
	g_free(tree);
}

struct node *node_child(const struct node *node, unsigned int i)
{
	struct node *c = node->first;

	while (c && i--)
		c = c->next;
	return c;
}

bool node_within(const struct node *node, const struct node *top)
{
	return node->order >= top->order && node->order <= top->last;
}

bool node_same_decl(const struct node *a, const struct node *b)
{
	return a->name == b->name && !clang_Cursor_isNull(a->decl) &&
	       clang_equalCursors(a->decl, b->decl);
}

bool node_is_variable(const struct node *node)
{
	enum CXCursorKind kind;

	if (node->kind != NODE_NAME)
		return false;
	kind = clang_getCursorKind(node->decl);
	return kind == CXCursor_VarDecl || kind == CXCursor_ParmDecl;
}
