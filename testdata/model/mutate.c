// SPDX-License-Identifier: GPL-2.0-only
/*
 * mutate.c - wrong versions of a rewrite, made from its result.
 *
 *	mutate BAD FIXED DIR
 *
 * writes DIR/1.c, DIR/2.c, ... each FIXED with one thing wrong, and one line
 * "number <tab> function <tab> line <tab> what" a mutant on stdout. Two kinds:
 * one small change of the result (a row of edits[], or one of the shapes below
 * it), and a rewrite done by halves (a hunk of BAD put back, as it was or
 * with another flag). Texts that come out alike are written once.
 */
#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct mutation {
	const char *dir;
	const char *fixed;
	GHashTable *seen;	/* texts, owned */
	int n;
};

/* One row, one kind of mistake; each match in a function body is a mutant. */
static const struct edit {
	const char *what, *pattern, *with;
} edits[] = {
	{ "errno changed", "-E(?!IO)[A-Z]+", "-EIO" },
	{ "errno lost", "return -E[A-Z]+;", "return 0;" },
	{ "return value changed", "return 0;", "return -EIO;" },
	{ "error of the call lost", "return (remap_pfn_range\\([^;]*\\));", "\\1;\n\treturn 0;" },
	{ "condition inverted", "if \\(([^\\n]*)\\)(?= \\{\\n|\\n)", "if (!(\\1))" },
	{ "first operand lost", "if \\((!?\\w+\\([^&|\\n]*\\)) (&&|\\|\\|) ", "if (" },
	{ "last operand lost", " (\\|\\||&&)(?: |\\n\\t+ *)([^&|\\n]+)\\)(?= \\{\\n|\\n)", ")" },
	{ "body runs always", "\\tif \\([^\\n]*\\)\\n\\t(?=\\t+(?!return|goto|continue)\\w)", "" },
	{ "guard dropped", "\\n\\t+if \\([^\\n]*\\)\\n\\t+(return|goto|continue)[^;]*;", "" },
	{ "block dropped", "\\n(\\t+)if \\([^\\n]*\\) \\{\\n(?:\\1\\t[^\\n]*\\n)+\\1\\}", "" },
	{ "unlock lost", "\\n\\t+(pte_unmap_unlock|spin_unlock|follow_pfnmap_end|folio_walk_end)\\([^;]*;", "" },
	{ "unlocked twice", "(\\n\\t+)((?:pte_unmap_unlock|follow_pfnmap_end|folio_walk_end)\\([^;]*;)", "\\1\\2\\1\\2" },
	{ "call lost", "(?<=[;{})]\\n)\\t+(?!return|pte_t|pmd_t|pud_t)\\w+\\([^;]*;\\n", "" },
	{ "assignment lost", "(?<=[;{}]\\n)\\t+[\\w>*-]+ = [^;]*;\\n", "" },
	{ "effect before the filter", "\\n(\\t+)(if \\([^\\n]*\\)\\n\\t+return[^;]*;)\\n+\\1((?!return|if|struct|pte_t|pmd_t)[^\\n]*;)", "\\n\\1\\3\\n\\1\\2" },
	{ "effect before the filter", "\\n(\\t+)(if \\([^\\n]*\\) \\{\\n(?:\\1\\t[^\\n]*\\n)+\\1\\})\\n+\\1((?!return|if|struct|pte_t|pmd_t)[^\\n]*;)", "\\n\\1\\3\\n\\1\\2" },
	{ "filter lost", "vm_normal_page\\([^,]*, [^,]*, ([^)]*)\\)", "pte_page(\\1)" },
	{ "filter lost", "vm_normal_page_pmd\\([^,]*, [^,]*, (\\w+)\\)", "pmd_page(\\1)" },
	{ "filter lost", "vm_normal_page_pud\\([^,]*, [^,]*, (\\w+)\\)", "pud_page(\\1)" },
	{ "filter asks the neighbour's address", "(vm_normal_page\\(.*?, addr)(?=,)", "\\1 + PAGE_SIZE" },
	{ "filter is the bare bit", "!vm_normal_page\\([^,]*, [^,]*, (\\w+)\\)", "pte_special(\\1)" },
	{ "filter refuses holes only", "!vm_normal_page(_p[mu]d)?\\([^,]*, [^,]*, (p..)\\)", "!pfn_valid(\\2_pfn(\\2))" },
	{ "filter of another level", "is_huge_zero_pmd\\(pmd\\)", "is_zero_pfn(pmd_pfn(pmd))" },
	{ "no page asked for", "addr, 1, ", "addr, 0, " },
	{ "zero page let in", "(folio_walk_start\\([^;]*), 0\\)", "\\1, FW_ZEROPAGE)" },
	{ "other flag", "VM_LOCKED", "VM_IO" },
	{ "other flag", "VMA_LOCKED_BIT", "VMA_IO_BIT" },
	{ "flag lost", "(?<=& )VM_LOCKED", "VM_NONE" },
	{ "predicate of another mask", "vma_is_fixed_mapping\\(", "!vma_is_mm_managed(" },
	{ "predicate of another mask", "vma(_flags)?_is_mm_managed\\(", "vma\\1_is_fixed_mapping(" },
	{ "level forgotten", "\\n\\t\\.p[mu]d_entry[^\\n]*", "" },
	{ "callback lost", "\\n\\t\\.(pte_entry|test_walk)[^\\n]*", "" },
	{ "walk goes on below a leaf", "ACTION_CONTINUE", "ACTION_SUBTREE" },
	{ "refuses what is shared", "is_cow_mapping\\(vma->vm_flags\\)", "(vma->vm_flags & VM_SHARED)" },
	{ "refuses what is never written", "is_cow_mapping\\(vma->vm_flags\\)", "!(vma->vm_flags & VM_SHARED)" },
	{ "asks for writable now", "is_cow_mapping\\(vma->vm_flags\\)", "(vma->vm_flags & VM_WRITE)" },
	{ "refuses what is never written", "vma_desc_is_cow_mapping\\(desc\\)", "!vma_desc_test(desc, VMA_SHARED_BIT)" },
	{ "refuses what is shared", "vma_desc_is_cow_mapping\\(desc\\)", "vma_desc_test(desc, VMA_SHARED_BIT)" },
	{ "asks for writable now", "vma_desc_is_cow_mapping\\(desc\\)", "vma_desc_test(desc, VMA_WRITE_BIT)" },
};

/* What a hunk of BAD is put back with. */
static const struct half {
	const char *what, *pattern, *with;
} halves[] = {
	{ "rewrite lost", NULL, NULL },
	{ "gate on VM_IO put back", "VM(A?)_PFNMAP", "VM\\1_IO" },
	{ "gate on VM_SHARED put back", "VM(A?)_PFNMAP", "VM\\1_SHARED" },
	{ "gate on VM_MIXEDMAP put back", "VM(A?)_PFNMAP", "VM\\1_MIXEDMAP" },
	{ "gate inverted", "if \\((.*)\\)(?= \\{\\n|\\n)", "if (!(\\1))" },
	{ "gate on everything", "if \\((.*)\\)(?= \\{\\n|\\n)", "if (vma->vm_mm)" },
};

/* The function or object that the line of @offset belongs to. */
static char *owner(const char *text, size_t offset)
{
	g_autoptr(GRegex) regex = g_regex_new("(?m)^[a-z][^;\\n]*?(\\w+)(\\(| = \\{)",
					      0, 0, NULL);
	g_autofree char *head = g_strndup(text, offset);
	g_autoptr(GMatchInfo) match = NULL;
	char *name = NULL;

	g_regex_match(regex, head, 0, &match);
	for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
		g_free(name);
		name = g_match_info_fetch(match, 1);
	}
	return name ? name : g_strdup("-");
}

static int line_of(const char *text, size_t offset)
{
	int line = 1;

	while (offset--)
		line += text[offset] == '\n';
	return line;
}

/* Takes @text. */
static void emit(struct mutation *m, char *text, size_t offset, const char *what)
{
	g_autofree char *name = owner(text, offset);
	g_autofree char *path = NULL;

	if (!g_hash_table_add(m->seen, text))
		return;
	path = g_strdup_printf("%s/%d.c", m->dir, ++m->n);
	g_file_set_contents(path, text, -1, NULL);
	printf("%d\t%s\t%d\t%s\n", m->n, name, line_of(text, offset), what);
}

/* @text with [start, end) replaced. */
static char *splice(const char *text, int start, int end, const char *with)
{
	g_autofree char *head = g_strndup(text, start);

	return g_strconcat(head, with, text + end, NULL);
}

static void apply_edit(struct mutation *m, const struct edit *edit)
{
	g_autoptr(GRegex) regex = g_regex_new(edit->pattern, 0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	int start, end;

	g_regex_match(regex, m->fixed, 0, &match);
	for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
		g_autofree char *with = g_match_info_expand_references(match,
						edit->with, NULL);

		if (!g_match_info_fetch_pos(match, 0, &start, &end) || !with)
			continue;
		emit(m, splice(m->fixed, start, end, with), start + 1, edit->what);
	}
}

/* Length of the common beginning of two texts, cut back to a line's start. */
static size_t common_lines(char **a, char **b)
{
	size_t n = 0;

	while (a[n] && b[n] && !strcmp(a[n], b[n]))
		n++;
	return n;
}

/* Lines from @a up to where it meets @b again; 0 if it never does. */
static bool meet(char **a, char **b, size_t *in_a, size_t *in_b)
{
	size_t sum, i;

	for (sum = 1; sum < 40; sum++)
		for (i = 0; i <= sum; i++) {
			size_t j = sum - i;

			if (i > g_strv_length(a) || j > g_strv_length(b))
				continue;
			if (g_strcmp0(a[i], b[j]) || (a[i] && a[i + 1] &&
			    b[j] && g_strcmp0(a[i + 1], b[j + 1])))
				continue;
			*in_a = i;
			*in_b = j;
			return true;
		}
	return false;
}

static char *join(char **lines, size_t n)
{
	GString *text = g_string_new(NULL);
	size_t i;

	for (i = 0; i < n && lines[i]; i++)
		g_string_append_printf(text, "%s\n", lines[i]);
	return g_string_free(text, FALSE);
}

static void put_back(struct mutation *m, size_t offset, const char *old,
		     const char *new)
{
	size_t i;

	/* A helper that nobody calls any more is no rewrite by halves. */
	if (!*new && (g_str_has_prefix(old, "static") || strstr(old, "\nstatic")))
		return;
	for (i = 0; i < G_N_ELEMENTS(halves); i++) {
		g_autofree char *text = g_strdup(old);

		if (halves[i].pattern) {
			g_autoptr(GRegex) regex = g_regex_new(halves[i].pattern,
							      0, 0, NULL);

			g_free(text);
			text = g_regex_replace(regex, old, -1, 0, halves[i].with,
					       0, NULL);
			if (!strcmp(text, old))
				continue;
		}
		emit(m, splice(m->fixed, offset, offset + strlen(new), text),
		     offset + 1, halves[i].what);
	}
}

/* Each hunk in which BAD has what FIXED has no more. */
static void apply_halves(struct mutation *m, const char *bad)
{
	g_auto(GStrv) old = g_strsplit(bad, "\n", -1);
	g_auto(GStrv) new = g_strsplit(m->fixed, "\n", -1);
	char **a = old, **b = new;
	size_t in_a, in_b;

	for (;;) {
		size_t n = common_lines(a, b);
		g_autofree char *head = NULL;
		g_autofree char *gone = NULL, *come = NULL;

		a += n;
		b += n;
		if (!*a || !*b || !meet(a, b, &in_a, &in_b))
			return;
		head = join(new, b - new);
		gone = join(a, in_a);
		come = join(b, in_b);
		put_back(m, strlen(head), gone, come);
		a += in_a;
		b += in_b;
	}
}

static char *read_stripped(const char *path)
{
	g_autoptr(GRegex) marks = g_regex_new("[ \\t]*/\\* expect[^*]*\\*/",
					      0, 0, NULL);
	g_autofree char *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		return NULL;
	return g_regex_replace(marks, text, -1, 0, "", 0, NULL);
}

int main(int argc, char **argv)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash,
						g_str_equal, g_free, NULL);
	g_autofree char *bad = argc == 4 ? read_stripped(argv[1]) : NULL;
	g_autofree char *fixed = argc == 4 ? read_stripped(argv[2]) : NULL;
	struct mutation m = { .fixed = fixed, .seen = seen };
	size_t i;

	if (!bad || !fixed) {
		fprintf(stderr, "usage: mutate BAD FIXED DIR\n");
		return 2;
	}
	m.dir = argv[3];
	g_hash_table_add(seen, g_strdup(fixed));
	for (i = 0; i < G_N_ELEMENTS(edits); i++)
		apply_edit(&m, &edits[i]);
	apply_halves(&m, bad);
	return 0;
}
