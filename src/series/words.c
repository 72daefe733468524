// SPDX-License-Identifier: GPL-2.0-only
/*
 * words.c - says in sentences what a rewrite changes and why.
 *
 * A sentence that would stand in every mail stands in the cover letter; a body
 * holds what is true of its own places only.
 */
#include "emit/emit.h"
#include "words.h"

#define SUBJECT_MAX 75
#define LINK "https://lore.kernel.org/all/20240809160909.1023470-7-peterx@redhat.com/"

char *words_wrap(const char *text, unsigned int width)
{
	g_auto(GStrv) words = g_strsplit_set(text, " \n", -1);
	GString *out = g_string_new(NULL);
	unsigned int column = 0;

	for (char **w = words; *w; w++) {
		unsigned int n = strlen(*w);

		if (!n)
			continue;
		if (column && column + 1 + n > width) {
			g_string_append_c(out, '\n');
			column = 0;
		} else if (column) {
			g_string_append_c(out, ' ');
			column++;
		}
		g_string_append(out, *w);
		column += n;
	}
	return g_string_free(out, FALSE);
}

/* "zap_huge_pmd() and split_huge_pmd()", or how many there are. */
static char *functions_of(const struct rewrite *r)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (guint i = 0; i < r->findings->len; i++) {
		const struct finding *f = r->findings->pdata[i];

		if (f->function && !g_ptr_array_find_with_equal_func(names,
				f->function, g_str_equal, NULL))
			g_ptr_array_add(names, f->function);
	}
	if (names->len == 1)
		return g_strdup_printf("%s()", (char *)names->pdata[0]);
	if (names->len == 2)
		return g_strdup_printf("%s() and %s()", (char *)names->pdata[0],
				       (char *)names->pdata[1]);
	return g_strdup_printf("%u functions", names->len);
}

/* What each rule's rewrite does, in the imperative; %s is where. */
static const char *const deeds[RULE_COUNT] = {
	[RULE_WALK_GATE] = "let the walk ask each entry in %s",
	[RULE_ENTRY_TEST] = "ask the entry, not the VMA, in %s",
	[RULE_FOLLOW_GATE] = "look up first, then ask, in %s",
	[RULE_PRIVATE_PFNMAP] = "demand a shared mapping in %s",
};

static const char *const short_deeds[RULE_COUNT] = {
	[RULE_WALK_GATE] = "let the walk ask each entry",
	[RULE_ENTRY_TEST] = "ask the entry, not the VMA",
	[RULE_FOLLOW_GATE] = "look up first, then ask",
	[RULE_PRIVATE_PFNMAP] = "demand a shared mapping",
};

char *words_subject(const struct tree *tree, const struct rewrite *r)
{
	g_autofree char *prefix = words_prefix(tree, r->file);
	g_autofree char *where = functions_of(r);
	g_autoptr(GString) s = g_string_new(prefix);

	g_string_append_c(s, ' ');
	g_string_append_printf(s, deeds[r->rule->id], where);
	if (s->len <= SUBJECT_MAX)
		return g_string_free(g_steal_pointer(&s), FALSE);
	return g_strconcat(prefix, " ", short_deeds[r->rule->id], NULL);
}

/* Why the test is wrong at this place, in this rule's terms. */
static const char *const wrongs[RULE_COUNT] = {
	[RULE_WALK_GATE] =
		"and leaves the whole VMA out, although the walk behind it asks vm_normal_page*() about every entry before it does anything",
	[RULE_ENTRY_TEST] =
		"which answers for the whole VMA, although the entry that it decides about is in hand",
	[RULE_FOLLOW_GATE] =
		"before the lookup, although the lookup's result says whether that one entry is special",
	[RULE_PRIVATE_PFNMAP] =
		"without demanding VM_SHARED: a private writable mapping gets COWed pages among its special entries",
};

static void add_carrier(GString *text, const struct finding *f)
{
	g_autofree char *flags = emit_flags(f->flags, " and ");

	if (f->carrier && f->carrier->kind == CARRIER_PREDICATE)
		g_string_append_printf(text, " (it reads %s, %s)", flags,
				       f->carrier->file);
	else if (f->carrier)
		g_string_append_printf(text, " (%s holds %s)", f->carrier->name,
				       flags);
}

static void add_place(GString *body, const struct finding *f)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *wrapped = NULL;

	g_string_append_printf(text, "%s() tests '%s'", f->function,
			       f->expression);
	add_carrier(text, f);
	g_string_append_printf(text, ", %s.", wrongs[f->rule->id]);
	if (f->why)
		g_string_append_printf(text, " %s.", f->why);
	wrapped = words_wrap(text->str, 72);
	g_string_append_printf(body, "%s\n\n", wrapped);
}

/* What the rewrite does instead, in this rule's terms. */
static const char *const instead[RULE_COUNT] = {
	[RULE_WALK_GATE] =
		"Drop the gate; what the walk does to normal pages it now does to those of such a VMA too.",
	[RULE_ENTRY_TEST] =
		"Ask vm_normal_page*() about the entry; zero pages, entries that are not present and whatever else was tested keep their branches.",
	[RULE_FOLLOW_GATE] =
		"Look up first and refuse what is not special; errors keep their values.",
	[RULE_PRIVATE_PFNMAP] =
		"Refuse mappings that are private and may become writable.",
};

static unsigned int count_of(const char *text, const char *what)
{
	unsigned int n = 0;

	for (const char *c = strstr(text, what); c; c = strstr(c + 1, what))
		n++;
	return n;
}

/*
 * The smallest state of the model in which before and after differ, in the
 * words with which 'make model' names it for the fixtures of that rule.
 */
static const char *smallest_state(const struct rewrite *r)
{
	static const char pmd[] = "vm_normal_page_pmd(";

	switch (r->effect) {
	case EFFECT_COW_VISIBLE:
		if (r->rule->id == RULE_ENTRY_TEST &&
		    count_of(r->after, pmd) > count_of(r->before, pmd))
			return "shared MIXEDMAP, pmd leaf: file page";
		return "private PFNMAP, pte: anon page";
	case EFFECT_ABI:
		return r->rule->id == RULE_PRIVATE_PFNMAP ?
			"new private mapping" : "shared PFNMAP, pte: no entry";
	case EFFECT_ARCH:
		return "between architectures: shared PFNMAP, pte: pfn without struct page";
	default:
		return NULL;
	}
}

static char *effect_sentence(const struct rewrite *r)
{
	const char *state = smallest_state(r);

	if (!state)
		return g_strdup_printf("Effect: %s; no state of the model differs.",
				       rule_effect_name(r->effect));
	return g_strdup_printf("Effect: %s. The smallest state of the model that differs: %s.",
			       rule_effect_name(r->effect), state);
}

char *words_body(const struct rewrite *r)
{
	g_autoptr(GString) body = g_string_new(NULL);
	g_autofree char *effect = NULL, *text = NULL;
	g_autofree char *wrapped = NULL;

	for (guint i = 0; i < r->findings->len; i++)
		add_place(body, r->findings->pdata[i]);
	effect = effect_sentence(r);
	text = g_strdup_printf("%s %s", instead[r->rule->id], effect);
	wrapped = words_wrap(text, 72);
	g_string_append_printf(body, "%s\n\nLink: %s\n", wrapped, LINK);
	return g_string_free(g_steal_pointer(&body), FALSE);
}

static void add_patches(GString *text, const struct tree *tree,
			const GPtrArray *rewrites)
{
	g_string_append(text, "Patches and their computed effects:\n\n");
	for (guint i = 0; i < rewrites->len; i++) {
		const struct rewrite *r = rewrites->pdata[i];
		g_autofree char *subject = words_subject(tree, r);

		g_string_append_printf(text, "  %2u  %-12s %s\n", i + 1,
				       rule_effect_name(r->effect), subject);
	}
}

static void add_indented(GString *text, const char *lines)
{
	g_auto(GStrv) split = g_strsplit(lines, "\n", -1);

	for (char **l = split; *l; l++)
		g_string_append_printf(text, "  %s\n", *l);
}

static void add_manual(GString *text, const GPtrArray *findings)
{
	bool any = false;

	for (guint i = 0; i < findings->len; i++) {
		const struct finding *f = findings->pdata[i];
		g_autofree char *line = NULL;
		g_autofree char *wrapped = NULL;

		/* What was not asked for was not left alone. */
		if (f->fix != FIX_STATE_MANUAL || f->rule->fix == FIX_OPT_IN)
			continue;
		if (!any)
			g_string_append(text, "\nLeft alone, and why:\n\n");
		any = true;
		line = g_strdup_printf("%s:%u %s() [%s]: %s", f->file, f->line,
				       f->function ? f->function : "-",
				       f->rule->slug, f->why ? f->why : "no proof");
		wrapped = words_wrap(line, 70);
		add_indented(text, wrapped);
	}
}

char *words_cover(const struct tree *tree, const GPtrArray *rewrites,
		  const GPtrArray *findings, const char *verified)
{
	g_autoptr(GString) text = g_string_new(
"VM_PFNMAP and VM_MIXEDMAP are the private state with which\n"
"vm_normal_page() emulates the special bit on architectures that have\n"
"none.  A test of the flags outside it answers for the whole VMA: in a\n"
"private PFN mapping it hides the ordinary anonymous pages that COW\n"
"faults put among the special entries.  These patches ask the entry\n"
"instead.\n\n");

	add_patches(text, tree, rewrites);
	add_manual(text, findings);
	g_string_append_printf(text,
"\nHow it was made: the reads were found in linux %s by semantic patches and\n"
"by two checkers (libclang, libsparse); a rewrite is emitted only where the\n"
"analysis established what its proof assumes; the effect of each rule's\n"
"rewrite was computed by running code before and after over every reachable\n"
"state of a model of the mm.\n", tree->kernel);
	if (verified)
		g_string_append_printf(text, "\nVerified:\n\n%s", verified);
	g_string_append_printf(text, "\nLink: %s\n", LINK);
	return g_string_free(g_steal_pointer(&text), FALSE);
}
