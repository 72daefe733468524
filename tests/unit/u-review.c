// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-review.c - what two states of a tree have in common: findings that moved or are
 * said in other words, and entries that more flags reach than before.
 */
#include "review/moves.h"
#include "review/reaches.h"

static const char *program;

static GPtrArray *findings_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
}

static struct finding *add(GPtrArray *to, const char *slug, const char *function,
			   const char *expression, unsigned int flags)
{
	struct finding *f = finding_new(rule_find(slug), "mm/a.c", 7, 3, function);

	f->expression = g_strdup(expression);
	f->flags = flags;
	f->level = f->rule->level;
	g_ptr_array_add(to, f);
	return f;
}

static struct finding *add_call(GPtrArray *to, const char *function,
				const char *predicate, unsigned int flags)
{
	struct finding *f = add(to, "walk-gate", function, predicate, flags);

	f->carrier = carrier_new(CARRIER_PREDICATE, predicate, "mm/a.c", 1, flags,
				 NULL);
	return f;
}

/* How many of each side are left when what moved is taken out. */
static void moves_leave(const GPtrArray *caused, const GPtrArray *lost,
			unsigned int new, unsigned int gone)
{
	bool old[8] = { false }, kept[8] = { false };

	moves_find(caused, lost, old, kept);
	for (guint i = 0; i < caused->len; i++)
		new -= !old[i];
	for (guint i = 0; i < lost->len; i++)
		gone -= !kept[i];
	g_assert_cmpuint(new, ==, 0);
	g_assert_cmpuint(gone, ==, 0);
}

static void test_moves(void)
{
	g_autoptr(GPtrArray) a = findings_new();
	g_autoptr(GPtrArray) b = findings_new();

	add(a, "walk-gate", "f", "v->flags & VM_PFNMAP", PFN_FLAG_PFNMAP);
	add(b, "walk-gate", "f", "v->flags  & VM_PFNMAP", PFN_FLAG_PFNMAP);
	moves_leave(a, b, 0, 0);
	add(a, "walk-gate", "f", "v->flags & VM_PFNMAP", PFN_FLAG_PFNMAP);
	moves_leave(a, b, 1, 0);
	add(b, "walk-gate", "g", "v->flags & VM_PFNMAP", PFN_FLAG_PFNMAP);
	moves_leave(a, b, 1, 1);
}

static void test_taken_out(void)
{
	g_autoptr(GPtrArray) a = findings_new();
	g_autoptr(GPtrArray) b = findings_new();

	add(b, "walk-gate", "f", "v->flags & VM_PFNMAP", PFN_FLAG_PFNMAP);
	add_call(a, "f", "is_raw", PFN_FLAG_PFNMAP);
	add(a, "walk-gate", "is_raw", "v->flags & VM_PFNMAP", PFN_FLAG_PFNMAP);
	moves_leave(a, b, 0, 0);
	moves_leave(b, a, 0, 0);
	add_call(a, "other", "is_raw", PFN_FLAG_PFNMAP);
	moves_leave(a, b, 1, 0);
}

static void test_wider(void)
{
	g_autoptr(GPtrArray) a = findings_new();
	g_autoptr(GPtrArray) b = findings_new();

	add(b, "walk-gate", "f", "v->flags & VM_PFNMAP", PFN_FLAG_PFNMAP);
	add_call(a, "f", "is_special", PFN_FLAG_PFNMAP | PFN_FLAG_MIXEDMAP);
	add(a, "walk-gate", "is_special", "v->flags & BOTH",
	    PFN_FLAG_PFNMAP | PFN_FLAG_MIXEDMAP);
	moves_leave(a, b, 2, 1);
}

static struct finding *use(GPtrArray *to, enum entry_use how, unsigned int flags)
{
	struct finding *f = add(to, "unasked-entry", "f", "pmd_folio(*pmd)", flags);

	f->unasked = unasked_new(LEVEL_PMD, how);
	return f;
}

static struct index *index_of_model(void)
{
	g_autofree char *here = g_path_get_dirname(program);
	g_autofree char *model = g_build_filename(here, "..", "..", "..",
						  "testdata", "index", NULL);
	pfn_auto(tree) tree = tree_open(model, NULL, NULL);
	struct index *index = index_build(tree, 1, NULL, NULL, NULL, NULL);

	g_assert_nonnull(index);
	g_assert_cmpuint(index->candidates->len, >, 0);
	return index;
}

/* How many are new where the other state's file was asked, or was not. */
static void more(const GPtrArray *here, const GPtrArray *there,
		 unsigned int asked, unsigned int not_asked)
{
	pfn_auto(index) index = index_of_model();
	const struct candidate *c = index->candidates->pdata[0];
	const char *names[] = { c->file, "mm/no-candidate.c" };
	unsigned int want[] = { asked, not_asked };

	for (int i = 0; i < 2; i++) {
		g_autoptr(GPtrArray) found = NULL;

		for (guint k = 0; k < here->len; k++) {
			struct finding *f = here->pdata[k];

			g_free(f->file);
			f->file = g_strdup(names[i]);
		}
		found = reaches_more(here, there, index);
		g_assert_cmpuint(found->len, ==, want[i]);
	}
}

static void test_reaches(void)
{
	g_autoptr(GPtrArray) a = findings_new();
	g_autoptr(GPtrArray) b = findings_new();
	struct finding *now = use(a, USE_PAGE, PFN_FLAG_PFNMAP | PFN_FLAG_MIXEDMAP);
	struct finding *then;

	more(a, b, 1, 1);
	then = use(b, USE_PAGE, PFN_FLAG_MIXEDMAP);
	more(a, b, 1, 1);
	more(b, a, 0, 0);
	then->hidden = true;
	now->flags = PFN_FLAG_MIXEDMAP;
	more(a, b, 1, 1);
	now->hidden = true;
	more(a, b, 0, 0);
	use(a, USE_COUNTED, PFN_FLAG_PFNMAP);
	more(a, b, 1, 0);
}

int main(int argc, char **argv)
{
	program = argv[0];
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/review/moves", test_moves);
	g_test_add_func("/review/taken-out", test_taken_out);
	g_test_add_func("/review/wider", test_wider);
	g_test_add_func("/review/reaches", test_reaches);
	return g_test_run();
}
