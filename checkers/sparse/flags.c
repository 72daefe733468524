// SPDX-License-Identifier: GPL-2.0-only
/*
 * flags.c - VMA flags as macros, members and masks.
 */
#include "flags.h"

#include "fields.h"

#define MACRO_DEPTH 8

struct flags {
	unsigned long long pfnmap, mixedmap, io;
	GHashTable *members;	/* fields_key() of a VMA's flags */
	struct fields *fields;	/* of others */
	GHashTable *macros;	/* struct ident * -> PFN_FLAG_* that its
				 * expansion holds, of the flags their own */
};

static struct symbol *macro_of(struct ident *ident)
{
	struct symbol *sym = lookup_symbol(ident, NS_MACRO);

	return sym && sym->namespace == NS_MACRO && sym->expansion ? sym : NULL;
}

static struct symbol *find_macro(const char *name)
{
	return macro_of(built_in_ident(name));
}

/* The number that macro @name is, or @fallback. */
static unsigned long long macro_number(const char *name,
				       unsigned long long fallback)
{
	struct symbol *sym = find_macro(name);
	struct token *t = sym ? sym->expansion : &eof_token_entry;
	unsigned long long value = 0;
	unsigned int numbers = 0;

	for (; !eof_token(t); t = t->next) {
		if (token_type(t) == TOKEN_NUMBER) {
			value = g_ascii_strtoull(t->number, NULL, 0);
			numbers++;
		} else if (!match_op(t, '(') && !match_op(t, ')')) {
			return fallback;
		}
	}
	return numbers == 1 && value ? value : fallback;
}

static void learn_members(struct flags *flags, struct symbol *type)
{
	struct symbol *member;

	FOR_EACH_PTR(type->symbol_list, member) {
		unsigned int pointers;

		if (!member->ident) {
			struct symbol *inner = unit_struct(member, &pointers);

			if (inner && !pointers)
				learn_members(flags, inner);
		} else if (kapi_is(show_ident(member->ident), KAPI_FLAGS_MEMBER)) {
			g_hash_table_add(flags->members, fields_key(member));
		}
	} END_FOR_EACH_PTR(member);
}

static void learn_type(enum kapi_role role, const char *name, void *data)
{
	struct symbol *sym;

	if (role != KAPI_VMA_TYPE)
		return;
	sym = lookup_symbol(built_in_ident(name), NS_STRUCT);
	if (sym)
		learn_members(data, sym);
}

static void learn_flag(enum kapi_role role, const char *name, void *data)
{
	struct flags *flags = data;

	if (role == KAPI_FLAG)
		g_hash_table_insert(flags->macros, built_in_ident(name),
				    GUINT_TO_POINTER(kapi_flag(name)));
}

struct flags *flags_new(struct unit *unit, struct spots *spots)
{
	struct flags *flags = g_new0(struct flags, 1);

	flags->members = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					       NULL);
	flags->macros = g_hash_table_new(NULL, NULL);
	flags->fields = fields_new(unit, spots);
	kapi_foreach(learn_flag, flags);
	/* Bits 10 and 28 in every kernel so far. */
	flags->pfnmap = macro_number("VM_PFNMAP", 0x400);
	flags->mixedmap = macro_number("VM_MIXEDMAP", 0x10000000);
	flags->io = macro_number("VM_IO", 0x4000);
	kapi_foreach(learn_type, flags);
	return flags;
}

void flags_free(struct flags *flags)
{
	g_hash_table_unref(flags->members);
	g_hash_table_unref(flags->macros);
	fields_free(flags->fields);
	g_free(flags);
}

/* A copy: show_ident() has four buffers, and these recursions are deeper. */
static char *macro_name(struct token *t)
{
	return token_type(t) == TOKEN_IDENT ? g_strdup(show_ident(t->ident)) :
					      NULL;
}

/* There are ten thousands of macros: by ident, so that no name is built. */
static unsigned int of_macro(struct flags *flags, struct ident *ident,
			     unsigned int depth)
{
	unsigned int held = 0;
	struct symbol *sym;
	gpointer known;

	if (g_hash_table_lookup_extended(flags->macros, ident, NULL, &known))
		return GPOINTER_TO_UINT(known);
	if (depth > MACRO_DEPTH)
		return 0;
	/* A macro that names itself is met again here and adds nothing. */
	g_hash_table_insert(flags->macros, ident, NULL);
	sym = macro_of(ident);
	for (struct token *t = sym ? sym->expansion : &eof_token_entry;
	     !eof_token(t); t = t->next)
		if (token_type(t) == TOKEN_IDENT)
			held |= of_macro(flags, t->ident, depth + 1);
	g_hash_table_insert(flags->macros, ident, GUINT_TO_POINTER(held));
	return held;
}

static bool has_and(struct symbol *macro)
{
	for (struct token *t = macro->expansion; !eof_token(t); t = t->next)
		if (match_op(t, '&'))
			return true;
	return false;
}

static void foreach_in_scope(struct flags *flags, struct scope *scope,
			     void (*fn)(const struct flags_macro *macro, void *data),
			     void *data)
{
	struct symbol *sym;

	FOR_EACH_PTR(scope->symbols, sym) {
		struct flags_macro macro = { .line = sym->pos.line };
		g_autofree char *name = NULL;

		if (sym->namespace != NS_MACRO || !sym->expansion || !sym->ident)
			continue;
		macro.flags = of_macro(flags, sym->ident, 0);
		if (!macro.flags)
			continue;
		name = g_strdup(show_ident(sym->ident));
		if (kapi_role(name) != KAPI_NONE)
			continue;
		macro.name = name;
		macro.file = stream_name(sym->pos.stream);
		macro.has_parameters = sym->arglist;
		macro.tests = has_and(sym);
		fn(&macro, data);
	} END_FOR_EACH_PTR(sym);
}

void flags_foreach_macro(struct flags *flags,
			 void (*fn)(const struct flags_macro *macro, void *data),
			 void *data)
{
	foreach_in_scope(flags, file_scope, fn, data);
	foreach_in_scope(flags, global_scope, fn, data);
}

static bool is_assertion(const char *name, unsigned int depth)
{
	struct symbol *sym;

	if (kapi_is(name, KAPI_ASSERT))
		return true;
	sym = depth < MACRO_DEPTH ? find_macro(name) : NULL;
	for (struct token *t = sym ? sym->expansion : &eof_token_entry;
	     !eof_token(t); t = t->next) {
		g_autofree char *inner = macro_name(t);

		if (inner && is_assertion(inner, depth + 1))
			return true;
	}
	return false;
}

bool flags_is_assertion(struct flags *flags, const char *name)
{
	return is_assertion(name, 0);
}

unsigned int flags_of_mask(const struct flags *flags, unsigned long long bits)
{
	/* Masks name a few flags; "~(A | B)" has nearly all bits. */
	if (__builtin_popcountll(bits) > 20)
		return 0;
	return (bits & flags->pfnmap ? PFN_FLAG_PFNMAP : 0) |
	       (bits & flags->mixedmap ? PFN_FLAG_MIXEDMAP : 0);
}

bool flags_has_io(const struct flags *flags, unsigned long long bits)
{
	return bits & flags->io;
}

bool flags_is_member(const struct flags *flags, struct instruction *access)
{
	struct symbol *type = access->type;
	g_autofree char *key = NULL;

	if (!type || type->type != SYM_NODE || !type->ident ||
	    !kapi_is(show_ident(type->ident), KAPI_FLAGS_MEMBER))
		return false;
	key = fields_key(type);
	return g_hash_table_contains(flags->members, key);
}

enum flags_origin flags_of_load(const struct flags *flags,
				struct instruction *load)
{
	if (flags_is_member(flags, load))
		return ORIGIN_FLAGS;
	if (!fields_is_member(load))
		return ORIGIN_UNKNOWN;
	return fields_hold_flags(flags->fields, flags, load) ? ORIGIN_FLAGS :
							       ORIGIN_OTHERS;
}

bool flags_is_declared(const struct flags *flags, pseudo_t p)
{
	return fields_is_declared(flags->fields, p);
}
