// SPDX-License-Identifier: GPL-2.0-only
/*
 * source_function.c - where the function definitions of a file are, told from
 * the bare tokens: a '{' outside of all brackets that closes a declaration with
 * a parameter list.
 *
 * Macros and #ifdef branches can leave braces unbalanced.  Branches are
 * resolved as source_parts.h says; what remains is mended at the next '}' in
 * the first column, where kernel style ends a function.
 */
#include "source_parts.h"

struct fork {
	int depth, paren;		/* at the #if */
	int end_depth, end_paren;	/* where the first branch ended */
	bool ended;
};

struct finder {
	struct source *src;
	GArray *forks;			/* struct fork, open #ifs */
	guint next_conditional;
	int depth, paren;		/* open braces; brackets outside them */
	unsigned int start;		/* first token of the declaration */
	struct source_function *open;	/* owned until its end is found */
};

static bool is_one_of(const struct source *src, unsigned int i,
		      const char *const *words)
{
	for (; *words; words++)
		if (source_token_is(src, i, *words))
			return true;
	return false;
}

static bool in_first_column(const struct source *src, unsigned int i)
{
	const struct token *t = source_token(src, i);

	return t->column == 1 && t->starts_line;
}

/* Words in front of a bracket that do not name a function. */
static bool is_never_a_name(const struct source *src, unsigned int i)
{
	static const char *const words[] = {
		"if", "for", "while", "switch", "do", "else", "return", "sizeof",
		"typeof", "__typeof__", "__attribute__", "__aligned", "asm",
		"__asm__", "_Static_assert", NULL,
	};

	return is_one_of(src, i, words);
}

/* Attributes such as __acquires(lock) between the parameters and the body. */
static bool only_attributes(const struct source *src, int i, int brace)
{
	while (i >= 0 && i < brace) {
		const struct token *t = source_token(src, i);
		bool attribute = t->kind == TOKEN_NAME && t->length > 2 &&
				 g_str_has_prefix(src->text + t->offset, "__");

		if (!attribute)
			return false;
		i = source_next(src, i);
		if (i >= 0 && i < brace && source_token_is(src, i, "("))
			i = source_next(src, source_match(src, i));
	}
	return i == brace;
}

/* "FNAME(walk_addr)(...)": the last name of the first bracket, or -1. */
static int pasted_name(const struct source *src, int open, int close)
{
	int name = -1;

	for (int i = open; i >= 0 && i < close; i = source_next(src, i))
		if (source_token(src, i)->kind == TOKEN_NAME)
			name = i;
	return name;
}

/*
 * The name if the parameter list of the definition stands behind @i; the body
 * begins at @brace.  @close is set to the bracket that ends what was read.
 */
static int declarator(const struct source *src, int i, int brace, int *close)
{
	int open = source_next(src, i), name = i;

	*close = source_match(src, open);
	if (*close < 0 || *close > brace)
		return -1;
	if (source_token_is(src, source_next(src, *close), "(")) {
		name = pasted_name(src, open, *close);
		*close = source_match(src, source_next(src, *close));
		if (*close < 0 || *close > brace)
			return -1;
	}
	return only_attributes(src, source_next(src, *close), brace) ? name : -1;
}

/*
 * An initialiser "x = {" is not a function; but a macro that ends one without ';'
 * (MACHINE_END) may stand in front of a definition, which begins its line.
 */
static bool is_initialiser(const struct source *src, int assign, int name)
{
	unsigned int line = source_token(src, name)->line;
	int first = name;

	if (assign < 0)
		return false;
	while (first > assign && source_token(src, first - 1)->line == line)
		first--;
	return !in_first_column(src, first);
}

/* The token of the declarator's name, or -1 if it is not a function. */
static int find_name(const struct finder *f, int brace)
{
	const struct source *src = f->src;
	int assign = -1;

	for (int i = f->start; i >= 0 && i < brace; i = source_next(src, i)) {
		int next = source_next(src, i), close, name;

		if (source_token_is(src, i, "=")) {
			assign = i;
			continue;
		}
		if (source_token_is(src, i, "(")) {
			close = source_match(src, i);
			if (close < 0 || close > brace)
				return -1;
			i = close;
			continue;
		}
		if (source_token(src, i)->kind != TOKEN_NAME || next < 0 ||
		    !source_token_is(src, next, "(") || is_never_a_name(src, i))
			continue;
		name = declarator(src, i, brace, &close);
		if (name >= 0 && !is_initialiser(src, assign, name))
			return name;
		if (close < 0 || close > brace)
			return -1;
	}
	return -1;
}

static bool is_upper_case(const struct source *src, unsigned int i)
{
	const struct token *t = source_token(src, i);

	for (unsigned int k = 0; k < t->length; k++)
		if (g_ascii_islower(src->text[t->offset + k]))
			return false;
	return true;
}

/* SYSCALL_DEFINE3(mincore, ...) and its like are named by their argument. */
static int name_of_macro(const struct source *src, int name)
{
	int argument = source_next(src, source_next(src, name));

	if (is_upper_case(src, name) && argument >= 0 &&
	    source_token(src, argument)->kind == TOKEN_NAME)
		return argument;
	return name;
}

static void open_function(struct finder *f, unsigned int brace)
{
	struct source_function *fn;
	int name = find_name(f, brace);

	if (f->open || name < 0)
		return;
	name = name_of_macro(f->src, name);
	fn = g_new0(struct source_function, 1);
	fn->name = source_token_text(f->src, name);
	fn->first = source_token(f->src, f->start)->line;
	fn->start = f->start;
	fn->name_token = name;
	fn->body = brace;
	for (int i = f->start; i >= 0 && i < name; i = source_next(f->src, i))
		fn->is_static |= source_token_is(f->src, i, "static");
	f->open = fn;
}

static void close_function(struct finder *f, unsigned int brace)
{
	if (!f->open)
		return;
	f->open->end = brace;
	f->open->last = source_token(f->src, brace)->line;
	g_ptr_array_add(f->src->functions, g_steal_pointer(&f->open));
}

static void conditional(struct finder *f, enum conditional_kind kind)
{
	struct fork fork = { .depth = f->depth, .paren = f->paren };
	struct fork *top;

	if (kind == CONDITIONAL_IF) {
		g_array_append_val(f->forks, fork);
		return;
	}
	if (!f->forks->len)
		return;
	top = &g_array_index(f->forks, struct fork, f->forks->len - 1);
	if (!top->ended) {
		top->end_depth = f->depth;
		top->end_paren = f->paren;
		top->ended = true;
	}
	f->depth = kind == CONDITIONAL_BRANCH ? top->depth : top->end_depth;
	f->paren = kind == CONDITIONAL_BRANCH ? top->paren : top->end_paren;
	if (kind == CONDITIONAL_END)
		g_array_set_size(f->forks, f->forks->len - 1);
}

static void conditionals_before(struct finder *f, unsigned int i)
{
	const GArray *all = f->src->conditionals;

	for (; f->next_conditional < all->len; f->next_conditional++) {
		const struct source_conditional *c =
			&g_array_index(all, struct source_conditional,
				       f->next_conditional);

		if (c->token > i)
			return;
		conditional(f, c->kind);
	}
}

/* A '}' in the first column with a new declaration behind it ends everything. */
static bool ends_all(const struct source *src, unsigned int i)
{
	static const char *const goes_on[] = { "else", "while", NULL };
	int next = source_next(src, i);

	if (!in_first_column(src, i))
		return false;
	return next < 0 || (in_first_column(src, next) &&
			    source_token(src, next)->kind == TOKEN_NAME &&
			    !is_one_of(src, next, goes_on));
}

static void open_brace(struct finder *f, unsigned int i)
{
	if (f->depth == 0 && in_first_column(f->src, i))
		f->paren = 0;
	if (f->depth == 0 && f->paren == 0)
		open_function(f, i);
	f->depth++;
}

static void close_brace(struct finder *f, unsigned int i)
{
	f->depth--;
	if (f->depth < 0 || ends_all(f->src, i)) {
		f->depth = 0;
		f->paren = 0;
	}
	if (f->depth)
		return;
	close_function(f, i);
	if (!f->paren)
		f->start = i + 1;
}

static void visit(struct finder *f, unsigned int i)
{
	const struct token *t = source_token(f->src, i);
	char c = f->src->text[t->offset];

	if (t->kind != TOKEN_PUNCT || t->length != 1)
		return;
	if (c == '{')
		open_brace(f, i);
	else if (c == '}')
		close_brace(f, i);
	else if (f->depth)
		return;
	else if (c == '(' || c == '[')
		f->paren++;
	else if ((c == ')' || c == ']') && f->paren)
		f->paren--;
	else if (c == ';' && !f->paren)
		f->start = i + 1;
}

void source_find_functions(struct source *src)
{
	g_autoptr(GArray) forks = g_array_new(FALSE, FALSE, sizeof(struct fork));
	struct finder f = { .src = src, .forks = forks };
	unsigned int last = 0;

	for (unsigned int i = 0; i < src->tokens->len; i++) {
		conditionals_before(&f, i);
		if (source_token(src, i)->in_define) {
			if (f.start == i)
				f.start = i + 1;
			continue;
		}
		visit(&f, i);
		last = i;
	}
	/* A file that ends inside a function still has that function. */
	close_function(&f, last);
}
