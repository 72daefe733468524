// SPDX-License-Identifier: GPL-2.0-only
/*
 * source_lex.c - text to tokens.  Nothing is expanded and both branches of an
 * #ifdef are read, because a scan is about every configuration at once; only
 * what no configuration compiles as C ("#if 0", "#ifdef __ASSEMBLY__", the #else
 * of "#if 1") is left out.
 */
#include "source_parts.h"

struct branch {
	bool dead;		/* this branch gives no tokens */
	bool had_live;		/* a branch before this one did */
	bool had_true;		/* "#if 1" came: all that follow are dead */
	bool outer_dead;
};

struct lexer {
	struct source *src;
	const char *p;
	const char *line_start;
	unsigned int line;
	bool fresh_line;	/* only blanks so far on this line */
	bool first_token;	/* no token so far on this line */
	struct source_macro *macro;	/* being read; borrowed */
	GArray *branches;	/* struct branch */
};

unsigned int source_splice(const char *p)
{
	if (p[0] != '\\')
		return 0;
	if (p[1] == '\n')
		return 2;
	return p[1] == '\r' && p[2] == '\n' ? 3 : 0;
}

static bool is_dead(const struct lexer *lx)
{
	const GArray *branches = lx->branches;

	return branches->len &&
	       g_array_index(branches, struct branch, branches->len - 1).dead;
}

static void new_line(struct lexer *lx)
{
	lx->line++;
	lx->line_start = lx->p;
	lx->first_token = true;
}

/* Over one splice; false if there is none. */
static bool skip_splice(struct lexer *lx)
{
	unsigned int splice = source_splice(lx->p);

	lx->p += splice;
	if (splice)
		new_line(lx);
	return splice;
}

static void skip_block_comment(struct lexer *lx)
{
	for (lx->p += 2; *lx->p; lx->p++) {
		if (lx->p[0] == '*' && lx->p[1] == '/') {
			lx->p += 2;
			return;
		}
		if (*lx->p == '\n') {
			lx->p++;
			new_line(lx);
			lx->p--;
		}
	}
}

static void skip_line_comment(struct lexer *lx)
{
	while (*lx->p && *lx->p != '\n')
		if (!skip_splice(lx))
			lx->p++;
}

/* Blanks, splices and comments, but no line end. */
static void skip_blanks(struct lexer *lx)
{
	for (;;) {
		if (skip_splice(lx))
			continue;
		if (lx->p[0] == '/' && lx->p[1] == '*')
			skip_block_comment(lx);
		else if (lx->p[0] == '/' && lx->p[1] == '/')
			skip_line_comment(lx);
		else if (*lx->p && strchr(" \t\r\f\v", *lx->p))
			lx->p++;
		else
			return;
	}
}

static void skip_directive(struct lexer *lx)
{
	for (;;) {
		skip_blanks(lx);
		if (!*lx->p || *lx->p == '\n')
			return;
		lx->p++;
	}
}

static bool is_word(char c)
{
	return g_ascii_isalnum(c) || c == '_' || c == '$' || (c & 0x80);
}

static void skip_word(struct lexer *lx)
{
	while (is_word(*lx->p) ||
	       (source_splice(lx->p) && is_word(lx->p[source_splice(lx->p)])))
		if (!skip_splice(lx))
			lx->p++;
}

/* The word at the place, without splices; "" if there is none. */
static char *take_word(struct lexer *lx)
{
	const char *start = lx->p, *from;
	char *word, *to;

	skip_word(lx);
	word = g_strndup(start, lx->p - start);
	for (from = to = word; *from; *to++ = *from++)
		while (source_splice(from))
			from += source_splice(from);
	*to = '\0';
	return word;
}

static void add_conditional(struct lexer *lx, enum conditional_kind kind)
{
	struct source_conditional c = { kind, lx->src->tokens->len };

	g_array_append_val(lx->src->conditionals, c);
}

/* The condition's text, where it is one token: "0" and "1" decide. */
static char *take_condition(struct lexer *lx)
{
	g_autofree char *word = NULL;

	skip_blanks(lx);
	word = take_word(lx);
	skip_blanks(lx);
	if (*lx->p && *lx->p != '\n')
		return g_strdup("");
	return g_steal_pointer(&word);
}

/* What only the assembler sees is no C: "#ifdef __ASSEMBLY__" is "#if 0". */
static char *assembler_condition(struct lexer *lx, bool negated)
{
	g_autofree char *name = take_condition(lx);

	if (strcmp(name, "__ASSEMBLY__") && strcmp(name, "__ASSEMBLER__"))
		return NULL;
	return g_strdup(negated ? "1" : "0");
}

static void open_branch(struct lexer *lx, const char *condition)
{
	struct branch b = { .outer_dead = is_dead(lx) };

	b.dead = b.outer_dead || !strcmp(condition, "0");
	b.had_live = !b.dead;
	b.had_true = !strcmp(condition, "1");
	g_array_append_val(lx->branches, b);
	if (!b.outer_dead)
		add_conditional(lx, CONDITIONAL_IF);
}

static void next_branch(struct lexer *lx, const char *condition)
{
	struct branch *b;

	if (!lx->branches->len)
		return;
	b = &g_array_index(lx->branches, struct branch, lx->branches->len - 1);
	b->dead = b->outer_dead || b->had_true || !strcmp(condition, "0");
	if (!b->dead && b->had_live)
		add_conditional(lx, CONDITIONAL_BRANCH);
	b->had_live |= !b->dead;
}

static void close_branch(struct lexer *lx)
{
	struct branch b;

	if (!lx->branches->len)
		return;
	b = g_array_index(lx->branches, struct branch, lx->branches->len - 1);
	g_array_set_size(lx->branches, lx->branches->len - 1);
	if (!b.outer_dead)
		add_conditional(lx, CONDITIONAL_END);
}

/* Up to the body, whose tokens the main loop reads. */
static void begin_macro(struct lexer *lx)
{
	struct source_macro *m = g_new0(struct source_macro, 1);

	skip_blanks(lx);
	m->line = lx->line;
	m->name = take_word(lx);
	m->has_parameters = *lx->p == '(';
	if (m->has_parameters)
		while (*lx->p && *lx->p != '\n' && *lx->p != ')')
			if (!skip_splice(lx))
				lx->p++;
	if (*lx->p == ')')
		lx->p++;
	m->first = m->end = lx->src->tokens->len;
	g_ptr_array_add(lx->src->macros, m);
	lx->macro = m;
}

static void directive(struct lexer *lx)
{
	g_autofree char *word = NULL, *condition = NULL;

	lx->p++;
	skip_blanks(lx);
	word = take_word(lx);
	if (!strcmp(word, "define") && !is_dead(lx)) {
		begin_macro(lx);
		return;
	}
	if (!strcmp(word, "if") || !strcmp(word, "elif"))
		condition = take_condition(lx);
	else if (!strcmp(word, "ifdef") || !strcmp(word, "ifndef"))
		condition = assembler_condition(lx, word[2] == 'n');
	if (g_str_has_prefix(word, "if"))
		open_branch(lx, condition ? condition : "");
	else if (g_str_has_prefix(word, "el"))
		next_branch(lx, condition ? condition : "");
	else if (!strcmp(word, "endif"))
		close_branch(lx);
	skip_directive(lx);
}

/* A string or character; an unterminated one ends with its line. */
static void take_quoted(struct lexer *lx)
{
	char quote = *lx->p++;

	while (*lx->p && *lx->p != '\n' && *lx->p != quote) {
		if (skip_splice(lx))
			continue;
		if (*lx->p == '\\' && lx->p[1] && lx->p[1] != '\n')
			lx->p++;
		lx->p++;
	}
	if (*lx->p == quote)
		lx->p++;
}

static void take_number(struct lexer *lx)
{
	while (is_word(*lx->p) || *lx->p == '.' ||
	       (strchr("+-", *lx->p) && *lx->p && strchr("eEpP", lx->p[-1]) &&
		lx->p[1] && g_ascii_isdigit(lx->p[1])))
		lx->p++;
}

static void take_punct(struct lexer *lx)
{
	static const char *const long_ones[] = {
		"...", "<<=", ">>=", "->", "++", "--", "<<", ">>", "<=", ">=",
		"==", "!=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "&=",
		"^=", "|=", "##",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(long_ones); i++) {
		if (*lx->p == *long_ones[i] &&
		    g_str_has_prefix(lx->p, long_ones[i])) {
			lx->p += strlen(long_ones[i]);
			return;
		}
	}
	lx->p++;
}

static enum token_kind take(struct lexer *lx)
{
	bool fraction = *lx->p == '.' && g_ascii_isdigit(lx->p[1]);

	if (*lx->p == '"' || *lx->p == '\'') {
		take_quoted(lx);
		return TOKEN_STRING;
	}
	if (g_ascii_isdigit(*lx->p) || fraction) {
		take_number(lx);
		return TOKEN_NUMBER;
	}
	if (is_word(*lx->p)) {
		skip_word(lx);
		return TOKEN_NAME;
	}
	take_punct(lx);
	return TOKEN_PUNCT;
}

static void token(struct lexer *lx)
{
	struct token t = {
		.offset = lx->p - lx->src->text,
		.line = lx->line,
		.column = lx->p - lx->line_start + 1,
		.in_define = lx->macro,
		.starts_line = lx->first_token,
	};

	t.kind = take(lx);
	t.length = lx->p - lx->src->text - t.offset;
	lx->first_token = false;
	if (!is_dead(lx))
		g_array_append_val(lx->src->tokens, t);
}

static void end_line(struct lexer *lx)
{
	if (lx->macro)
		lx->macro->end = lx->src->tokens->len;
	lx->macro = NULL;
	lx->p++;
	new_line(lx);
	lx->fresh_line = true;
}

void source_lex(struct source *src)
{
	g_autoptr(GArray) branches = g_array_new(FALSE, FALSE,
						 sizeof(struct branch));
	struct lexer lx = {
		.src = src, .p = src->text, .line_start = src->text, .line = 1,
		.fresh_line = true, .first_token = true, .branches = branches,
	};

	for (;;) {
		skip_blanks(&lx);
		if (!*lx.p)
			break;
		if (*lx.p == '\n') {
			end_line(&lx);
			continue;
		}
		if (*lx.p == '#' && lx.fresh_line)
			directive(&lx);
		else
			token(&lx);
		lx.fresh_line = false;
	}
	if (lx.macro)
		lx.macro->end = src->tokens->len;
}
