// SPDX-License-Identifier: GPL-2.0-only
/*
 * carriers.c - the closure over what carries the flags.
 *
 * Each round looks at the functions whose text holds a word that is known so
 * far; a carrier found there is a new word.  It ends when a round adds none.
 */
#include "carriers.h"
#include "fields.h"
#include "ground/kapi.h"
#include "predicate.h"
#include "words.h"

#define MAX_ROUNDS 8

struct closure {
	struct unit *unit;
	struct words *words;	/* flags and carriers */
	struct words *holders;	/* members and types that hold flags */
	GPtrArray *reads;
	bool added;
	bool all_main;		/* look at every function of the main file */
};

static void add_kapi_name(enum kapi_role role, const char *name, void *data)
{
	struct closure *c = data;

	if (role == KAPI_FLAG)
		words_add(c->words, name);
	else if (role == KAPI_FLAGS_MEMBER || role == KAPI_FLAGS_TYPE)
		words_add(c->holders, name);
}

/* What a call of the predicate means; the driver may know more. */
static void add_traits(struct closure *c, struct carrier *carrier,
		       const struct unit_file *file)
{
	const struct source *src = unit_source((struct unit_file *)file);
	const struct source_function *fn = source_function_at(src, carrier->line);

	carrier->sense = unit_sense(c->unit, carrier->name);
	if (fn)
		source_add_traits(carrier, src, fn, c->unit->carriers);
}

static void add_carrier(struct closure *c, enum carrier_kind kind,
			const char *name, const struct unit_file *file,
			unsigned int line, unsigned int flags,
			const char *function, bool local)
{
	struct carrier *carrier = carrier_new(kind, name, file->path, line, flags,
					      function);

	if (local)
		carrier->scope = SCOPE_FILE;
	if (kind == CARRIER_PREDICATE)
		add_traits(c, carrier, file);
	if (!carrier_set_add(c->unit->carriers, carrier))
		return;
	c->added = true;
	words_add(c->words, name);
}

/* A mask is a body of names, numbers and operators, not a table. */
static unsigned int macro_flags(const struct closure *c, const struct source *src,
				const struct source_macro *m)
{
	unsigned int flags = 0;

	for (unsigned int i = m->first; i < m->end; i++) {
		const struct carrier *carrier = source_carrier_at(src, i,
							c->unit->carriers);

		if (source_token_is(src, i, "{") || source_token_is(src, i, ";") ||
		    source_token(src, i)->kind == TOKEN_STRING)
			return 0;
		flags |= source_flag_at(src, i);
		if (carrier && carrier->kind == CARRIER_MACRO)
			flags |= carrier->flags;
	}
	return flags;
}

static void find_macros(struct closure *c, struct unit_file *file)
{
	const struct source *src = unit_source(file);

	for (unsigned int i = 0; i < src->macros->len; i++) {
		const struct source_macro *m = src->macros->pdata[i];
		unsigned int flags;

		if (m->has_parameters || kapi_flag(m->name))
			continue;
		flags = macro_flags(c, src, m);
		if (flags)
			add_carrier(c, CARRIER_MACRO, m->name, file, m->line,
				    flags, NULL, file->is_main);
	}
}

static void add_constant(struct closure *c, CXCursor cursor)
{
	struct location place = cursor_start(cursor);
	struct unit_file *file = unit_file(c->unit, place.file);
	const char *name = cursor_name(cursor, c->unit->names);
	unsigned int flags;
	int64_t value;

	if (!file || kapi_flag(name) || !cursor_value(cursor, &value))
		return;
	flags = flow_value_bits(c->unit, value) & FLOW_FLAGS;
	if (flags)
		add_carrier(c, CARRIER_MASK, name, file, place.line, flags, NULL,
			    file->is_main);
}

static enum CXChildVisitResult at_constant(CXCursor cursor, CXCursor parent,
					   CXClientData data)
{
	add_constant(data, cursor);
	return CXChildVisit_Continue;
}

/* Constants of a file that mention a flag: the value alone means nothing. */
static void find_constants(struct closure *c)
{
	for (unsigned int i = 0; i < c->unit->globals->len; i++) {
		CXCursor cursor = *(CXCursor *)c->unit->globals->pdata[i];
		struct location start = cursor_start(cursor);
		struct location end = cursor_end(cursor);
		struct unit_file *file = unit_file(c->unit, start.file);

		if (!file || !file->mentions || end.offset > file->length ||
		    end.offset < start.offset ||
		    !words_in(c->words, file->text + start.offset,
			      end.offset - start.offset))
			continue;
		if (clang_getCursorKind(cursor) == CXCursor_EnumDecl)
			clang_visitChildren(cursor, at_constant, c);
		else if (clang_isConstQualifiedType(clang_getCursorType(cursor)))
			add_constant(c, cursor);
	}
}

static void find_masks(struct closure *c, struct flow *flow)
{
	for (unsigned int i = 0; i < flow->sets->len; i++) {
		const struct node *target = g_array_index(flow->sets,
						struct flow_set, i).target;
		unsigned int flags = flow_mask(flow, target) & FLOW_FLAGS;

		if (flags && !flow_is_flags(flow, target))
			add_carrier(c, CARRIER_MASK, target->name,
				    flow->func->file,
				    cursor_start(target->cursor).line, flags,
				    flow->func->name, true);
	}
}

/* x->member = !!(flags & ...): the member that the read's answer is kept in. */
static void find_answer_field(struct closure *c, const struct read *read)
{
	const struct node *n = read->node;
	struct location place;
	struct unit_file *file;

	while (n && n->parent && n->kind != NODE_BLOCK && n->kind != NODE_ASSIGN &&
	       n->kind != NODE_CALL)
		n = n->parent;
	if (!n || n->kind != NODE_ASSIGN || n->first->kind != NODE_MEMBER ||
	    node_within(read->node, n->first) ||
	    clang_Cursor_isNull(n->first->decl) ||
	    n->first->role == KAPI_FLAGS_MEMBER ||
	    unit_is_flag_field(c->unit, n->first))
		return;
	place = cursor_start(n->first->decl);
	file = unit_file(c->unit, place.file);
	if (file)
		add_carrier(c, CARRIER_FIELD, n->first->name, file, place.line,
			    read->flags, NULL, file->is_main);
}

static void look_at(struct closure *c, struct func *func)
{
	pfn_auto(flow) flow = flow_new(c->unit, func);
	unsigned int first = c->reads->len;
	unsigned int flags;

	find_masks(c, flow);
	c->added |= fields_find(flow);
	reads_of_function(flow, c->reads);
	for (unsigned int i = first; i < c->reads->len; i++)
		find_answer_field(c, c->reads->pdata[i]);
	flags = predicate_flags(flow, c->reads, first);
	func->answers = flags;
	if (flags)
		add_carrier(c, CARRIER_PREDICATE, func->name, func->file,
			    func->line, flags, NULL,
			    func->file->is_main && func->is_static);
}

static bool is_candidate(const struct closure *c, const struct func *func)
{
	const char *text = func->file->text + func->first;
	size_t length = func->last - func->first;

	if (!func->file->text || func->last <= func->first ||
	    !(func->file->is_main || func->file->mentions))
		return false;
	return words_in(c->words, text, length) ||
	       (func->file->is_main && c->all_main) ||
	       (func->file->is_main && words_in(c->holders, text, length));
}

static void mark_files(struct closure *c)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, c->unit->files);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		struct unit_file *file = value;

		if (file->mentions || !file->in_tree || !file->text)
			continue;
		file->mentions = words_in(c->words, file->text, file->length);
		if (file->mentions)
			find_macros(c, file);
	}
}

static void round_of(struct closure *c)
{
	c->added = c->unit->learned = false;
	mark_files(c);
	find_constants(c);
	g_ptr_array_set_size(c->reads, 0);
	for (unsigned int i = 0; i < c->unit->funcs->len; i++)
		if (is_candidate(c, c->unit->funcs->pdata[i]))
			look_at(c, c->unit->funcs->pdata[i]);
	/* A predicate that was given may stand behind its first call. */
	c->added |= c->unit->learned;
	/* Where are flags stored to the member that was tested?  Look once. */
	if (c->unit->asks_fields && !c->all_main)
		c->all_main = c->added = true;
}

static void macro_reads(struct closure *c)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, c->unit->files);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		if (((struct unit_file *)value)->mentions)
			reads_of_macros(c->unit, value, c->reads);
}

GPtrArray *carriers_close(struct unit *unit)
{
	pfn_auto(words) words = words_new();
	pfn_auto(words) holders = words_new();
	struct closure c = { unit, words, holders, reads_new(), true, false };
	const GPtrArray *given = carrier_set_all(unit->carriers);

	kapi_foreach(add_kapi_name, &c);
	for (unsigned int i = 0; i < given->len; i++)
		words_add(words, ((const struct carrier *)given->pdata[i])->name);
	for (int i = 0; i < MAX_ROUNDS && c.added; i++)
		round_of(&c);
	macro_reads(&c);
	return c.reads;
}
