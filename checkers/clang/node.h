/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * node.h - one function as a tree with parents, which libclang's cursors do
 * not know.  Parentheses, casts, implicit conversions and __builtin_expect()
 * are left out, and so is what typeof() does not evaluate; an operand of sizeof()
 * is kept, because assertions that are configured out stand in one.
 */
#ifndef CLANG_NODE_H
#define CLANG_NODE_H

#include "cursor.h"

enum node_kind {
	NODE_OTHER,
	NODE_BLOCK,		/* { ... }, also of a statement expression */
	NODE_IF,		/* condition, then, maybe else */
	NODE_LOOP,		/* any parts; the body is node_body() */
	NODE_SWITCH,		/* value, body */
	NODE_CASE,		/* case and default */
	NODE_RETURN,
	NODE_BREAK, NODE_CONTINUE, NODE_GOTO,
	NODE_VALUE_BLOCK,	/* ({ ... }) */
	NODE_CALL,		/* callee, arguments */
	NODE_MEMBER,		/* struct operand, if there is one */
	NODE_NAME,		/* reference to a variable, function, enum constant */
	NODE_NUMBER,
	NODE_UNARY,		/* x[i] too: pointer, index */
	NODE_BINARY,
	NODE_ASSIGN,		/* target, value; OP_SET or the compound's */
	NODE_COND,		/* ?: */
	NODE_VAR,		/* declaration of a local; initialiser, if any */
};

struct node {
	enum node_kind kind;
	enum cursor_op op;
	CXCursor cursor;
	CXCursor decl;		/* what a name, member, call or var refers to */
	const char *name;	/* its name; NULL where there is none */
	enum kapi_role role;	/* of the name */
	enum kapi_role type_role;
	const char *type;	/* type name of a name, member, call or var */
	unsigned int pointers;	/* in front of that type */
	unsigned int order, last;	/* of this node and of its subtree's end */
	struct node *parent, *next, *first, *tail;
};

struct node_tree {
	struct node *root;
	GPtrArray *nodes;	/* owned, in source order: nodes[i]->order == i */
};

/* The tree under @cursor.  Names are interned in @names, which must outlive it. */
struct node_tree *node_tree_new(CXCursor cursor, struct names *names);
void node_tree_free(struct node_tree *tree);
PFN_DEFINE_FREE(node_tree, node_tree_free)

/* The @i-th child from 0, or NULL; a call's arguments start at 1. */
struct node *node_child(const struct node *node, unsigned int i);

/* True if @node is @top or stands under it. */
bool node_within(const struct node *node, const struct node *top);

/* True for two nodes that name the same variable, field or function. */
bool node_same_decl(const struct node *a, const struct node *b);

/* True if @node is a name that refers to a variable or parameter. */
bool node_is_variable(const struct node *node);

#endif
