// SPDX-License-Identifier: GPL-2.0-only
/*
 * forks.c - whether what was seen of a function is true in other configurations.
 *
 * Where all branches of an #if but one do nothing ("return -ENOENT;"), the one
 * that does something is all that there is to see, if it was compiled.
 */
#include "forks.h"

#include "ground/kapi.h"

/* One branch of an #if: the lines between two directives. */
struct branch {
	unsigned int first, last;
	bool trivial;
	bool loads;			/* an entry of its own */
};

/* Nothing, or one return of a name or number. */
static bool is_trivial(const char *text)
{
	g_autofree char *copy = g_strdup(text);
	const char *value;

	g_strstrip(copy);
	if (!*copy)
		return true;
	if (!g_str_has_prefix(copy, "return ") || !g_str_has_suffix(copy, ";"))
		return false;
	value = copy + strlen("return ");
	value += *value == '-';
	return strspn(value, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_") ==
	       strlen(value) - 1;
}

static bool has_load(const char *text)
{
	g_auto(GStrv) words = g_strsplit_set(text, " \t\n()[]{}*&!;,=<>|-", -1);

	for (char **w = words; *w; w++)
		if (kapi_is(*w, KAPI_ENTRY_LOAD))
			return true;
	return false;
}

/* True if an instruction of @fn stands there. */
static bool is_compiled(const struct fn *fn, const struct branch *b)
{
	struct instruction *insn;

	UNIT_FOREACH_INSN(fn, bb, insn) {
		if (insn->pos.stream == fn->sym->pos.stream &&
		    insn->pos.line >= b->first && insn->pos.line <= b->last)
			return true;
	} UNIT_END_FOREACH_INSN(insn);
	return false;
}

/* What is asked, of whom. */
struct question {
	const struct fn *fn;
	fork_judge judge;
	void *data;
};

/* An #if that is open: its branches so far, and the text of the last one. */
struct fork {
	GArray *branches;		/* struct branch */
	struct branch b;
	GString *text;
};

static void fork_free(gpointer data)
{
	struct fork *f = data;

	g_array_unref(f->branches);
	g_string_free(f->text, TRUE);
	g_free(f);
}

static struct fork *fork_new(unsigned int first)
{
	struct fork *f = g_new0(struct fork, 1);

	f->branches = g_array_new(FALSE, FALSE, sizeof(struct branch));
	f->b.first = first;
	f->text = g_string_new(NULL);
	return f;
}

/* At most one branch does something, and that one was compiled. */
/*
 * One branch does something, and that one was compiled; or what the others do is
 * done where the compiled one says that the entry was asked.
 */
static bool is_settled(const struct question *q, const GArray *branches)
{
	const struct branch *compiled = NULL;
	unsigned int does = 0, hidden_loads = 0;

	for (guint i = 0; i < branches->len; i++) {
		const struct branch *b = &g_array_index(branches, struct branch, i);
		bool seen = !b->trivial && is_compiled(q->fn, b);

		does += !b->trivial;
		hidden_loads += b->loads && !seen;
		compiled = seen ? b : compiled;
	}
	if (does < 2)
		return !does || compiled;
	return compiled && !hidden_loads &&
	       q->judge(q->data, compiled->first, compiled->last);
}

/* What stands behind the "#" of a directive, or NULL. */
static const char *directive(const char *line)
{
	line += strspn(line, " \t");
	if (*line != '#')
		return NULL;
	return line + 1 + strspn(line + 1, " \t");
}

static struct fork *around(const GPtrArray *open)
{
	return open->len > 1 ? open->pdata[open->len - 2] : NULL;
}

static void end_branch(struct fork *f, struct fork *around, unsigned int line)
{
	f->b.last = line - 1;
	f->b.trivial = is_trivial(f->text->str);
	f->b.loads = has_load(f->text->str);
	g_array_append_val(f->branches, f->b);
	f->b.first = line + 1;
	/* Of a fork in a branch of another one that branch's text is made, too. */
	if (around)
		g_string_append(around->text, f->text->str);
	g_string_truncate(f->text, 0);
}

static bool end_fork(const struct question *q, GPtrArray *open,
		     unsigned int line)
{
	struct fork *f = open->pdata[open->len - 1];
	bool settled;

	end_branch(f, around(open), line);
	settled = is_settled(q, f->branches);
	g_ptr_array_set_size(open, open->len - 1);
	return settled;
}

static bool matters(const struct question *q, char *const *lines, unsigned int first)
{
	g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(fork_free);

	for (unsigned int n = first; *lines; lines++, n++) {
		const char *word = directive(*lines);
		struct fork *f = open->len ? open->pdata[open->len - 1] : NULL;

		if (!word && f) {
			g_string_append_printf(f->text, "%s\n", *lines);
		} else if (word && g_str_has_prefix(word, "if")) {
			g_ptr_array_add(open, fork_new(n + 1));
		} else if (word && f && g_str_has_prefix(word, "el")) {
			end_branch(f, around(open), n);
		} else if (word && f && g_str_has_prefix(word, "endif") &&
			   !end_fork(q, open, n)) {
			return true;
		}
	}
	return open->len;
}

bool forks_matter(const struct fn *fn, struct spots *spots, fork_judge judge,
		  void *data)
{
	const struct question q = { fn, judge, data };
	unsigned int first = 0;
	g_auto(GStrv) lines = spots_body(spots, fn->file, fn->sym->pos.line,
					 &first);

	return lines && matters(&q, lines, first);
}
