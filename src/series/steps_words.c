// SPDX-License-Identifier: GPL-2.0-only
/*
 * steps_words.c - one kind of step, one text.
 */
#include "rules/sentence.h"
#include "steps_words.h"

#define KEEP "keep huge leaves of PFN mappings"

struct step_words steps_words_helper(void)
{
	return (struct step_words){
		.subject = g_strdup("tell entries of a PFN mapping from pages"),
		.body = g_strdup("A private PFN mapping holds entries of two kinds.  Its own entries "
			 "have no struct page.  Copy-on-write faults put pages of the "
			 "process among them.  A walk that skips the whole VMA because of "
			 "the first kind does not see the second.\n\n"
			 "Add one question for each level that tells them apart.  Walks can "
			 "then be let in, and VM_PFNMAP is read in one place.  An absent "
			 "entry counts as the mapping's own, because it was not reported so "
			 "far.  The patches that follow use them.\n\n"
			 "No functional change intended."),
	};
}

struct step_words steps_words_keep(void)
{
	return (struct step_words){
		.subject = g_strdup(KEEP),
		.body = g_strdup("A walk with a .pmd_entry splits every huge PUD on its way.  For a leaf of a PFN mapping that means to clear it: there is no page to map by smaller entries, and the next access has to fault the whole range in again.  Reading /proc/PID/smaps or numa_maps is enough to tear down a 1G mapping of a device.\n\nSuch a walk has nothing to look at below that leaf.  Report the range as a hole instead, so that results with one slot a page stay aligned.  Walks that have a .pud_entry or a .pte_entry are left alone; mprotect's check of PROT_NONE entries relies on the split.\n\nHuge leaves of PFN mappings are kept; nothing else changes."),
		.changes = "Walks no longer tear down huge leaves of PFN mappings",
	};
}

bool steps_is_keep(const struct rewrite *r)
{
	return !g_strcmp0(r->subject, KEEP);
}

/* "pte and pmd" */
static char *levels_of(const struct asking *a)
{
	static const char *const names[LEVEL_COUNT] = { "PTE", "PMD", "PUD" };
	GString *text = g_string_new(NULL);
	unsigned int n = 0;

	for (int i = 0; i < LEVEL_COUNT; i++)
		n += a->levels[i];
	for (int i = 0, k = 0; i < LEVEL_COUNT; i++) {
		if (!a->levels[i])
			continue;
		k++;
		g_string_append_printf(text, "%s%s", k == 1 ? "" :
				       k == (int)n ? " and " : ", ", names[i]);
	}
	return g_string_free(text, FALSE);
}

struct step_words steps_words_ask(const struct asking *a)
{
	g_autofree char *where = sentence_join(a->functions);
	g_autofree char *levels = levels_of(a);
	const char *first = a->functions->pdata[0];

	return (struct step_words){
		.subject = g_strdup_printf("leave raw PFN entries alone in %s()", first),
		.body = g_strdup_printf("The walk with %s stays out of VM_PFNMAP mappings as a whole, because it acts on entries at the %s level without asking what they map.  In a private mapping that hides the pages which COW faults put among the entries of the mapping itself.\n\nAsk each entry in %s before anything is done with it.  What belongs to the mapping itself is treated as an entry that is not there; pages, zero pages and entries that are swapped out or being migrated are treated as before.\n\nThe gate in front of the walk still stands.  No functional change intended.",
				a->walk, levels, where),
	};
}

/* "a, b and c", without brackets. */
static char *join_names(const GPtrArray *names)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < names->len; i++)
		g_string_append_printf(text, "%s%s", !i ? "" :
				       i + 1 < names->len ? ", " : " and ",
				       (char *)names->pdata[i]);
	return g_string_free(text, FALSE);
}

struct step_words steps_words_own_test(const GPtrArray *tables)
{
	g_autofree char *names = join_names(tables);
	bool many = tables->len > 1;

	return (struct step_words){
		.subject = many ? g_strdup_printf("keep %u walks out of PFN mappings", tables->len) :
		       g_strdup_printf("keep %s out of PFN mappings", names),
		.body = g_strdup_printf("walk_page_test() skips VM_PFNMAP mappings for each walk that has no .test_walk.  %s rel%s on it: %s not tell the entries of such a mapping from pages.\n\nSay so where it is the case, with a .test_walk that does the same, so that walks which do tell them apart can be let in.\n\nNo functional change intended.",
				names, many ? "y" : "ies",
				many ? "they do" : "it does"),
	};
}

struct step_words steps_words_any_walk(const char *function)
{
	return (struct step_words){
		.subject = g_strdup("let walks into PFN mappings"),
		.body = g_strdup_printf("%s() skips VM_PFNMAP mappings as a whole, or reports them as one hole, and with them the pages that COW faults put into a private mapping: they are missing from what such walks report, and from what they are meant to act on.\n\nBy now each walk either asks an entry whether it belongs to the mapping itself, takes pages from vm_normal_page() only, or has a .test_walk that says otherwise.  Remove the test.  What belongs to the mapping itself is treated as before.\n\nPages that were COWed in a private PFN mapping become visible in the walks that ask.",
				function),
	};
}
