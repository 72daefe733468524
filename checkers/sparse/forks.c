// SPDX-License-Identifier: GPL-2.0-only
/*
 * forks.c - whether what was seen of a function is true in other configurations.
 *
 * Where all branches of an #if but one do nothing ("return -ENOENT;"), the one
 * that does something is all that there is to see, if it was compiled.
 */
#include "forks.h"

/* One branch of an #if: the lines between two directives. */
struct branch {
	unsigned int first, last;
	bool trivial;
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

/* At most one branch does something, and that one was compiled. */
static bool is_settled(const struct fn *fn, const GArray *branches)
{
	const struct branch *does = NULL;

	for (guint i = 0; i < branches->len; i++) {
		const struct branch *b = &g_array_index(branches, struct branch, i);

		if (b->trivial)
			continue;
		if (does)
			return false;
		does = b;
	}
	return !does || is_compiled(fn, does);
}

/* What stands behind the "#" of a directive, or NULL. */
static const char *directive(const char *line)
{
	line += strspn(line, " \t");
	if (*line != '#')
		return NULL;
	return line + 1 + strspn(line + 1, " \t");
}

static void end_branch(GArray *branches, struct branch *b, unsigned int line,
		       GString *text)
{
	b->last = line - 1;
	b->trivial = is_trivial(text->str);
	g_array_append_val(branches, *b);
	b->first = line + 1;
	g_string_truncate(text, 0);
}

static bool matters(const struct fn *fn, char *const *lines, unsigned int first)
{
	g_autoptr(GArray) branches = g_array_new(FALSE, FALSE,
						 sizeof(struct branch));
	g_autoptr(GString) text = g_string_new(NULL);
	struct branch b = { 0 };
	bool inside = false;

	for (unsigned int n = first; *lines; lines++, n++) {
		const char *word = directive(*lines);

		if (!word) {
			g_string_append_printf(text, "%s\n", inside ? *lines : "");
			continue;
		}
		if (g_str_has_prefix(word, "if")) {
			if (inside)
				return true;
			inside = true;
			b.first = n + 1;
			g_string_truncate(text, 0);
			g_array_set_size(branches, 0);
		} else if (inside && g_str_has_prefix(word, "el")) {
			end_branch(branches, &b, n, text);
		} else if (inside && g_str_has_prefix(word, "endif")) {
			end_branch(branches, &b, n, text);
			inside = false;
			if (!is_settled(fn, branches))
				return true;
		}
	}
	return inside;
}

bool forks_matter(const struct fn *fn, struct spots *spots)
{
	unsigned int first = 0;
	g_auto(GStrv) lines = spots_body(spots, fn->file, fn->sym->pos.line,
					 &first);

	return lines && matters(fn, lines, first);
}
