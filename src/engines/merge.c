// SPDX-License-Identifier: GPL-2.0-only
/*
 * merge.c - canonical places first, then one finding for each place.
 */
#include "merge.h"
#include "ground/source.h"

static int compare_incomplete(gconstpointer a, gconstpointer b)
{
	const struct incomplete *x = *(const struct incomplete **)a;
	const struct incomplete *y = *(const struct incomplete **)b;
	int by_file = strcmp(x->file, y->file);

	if (by_file)
		return by_file;
	if (x->engine != y->engine)
		return x->engine < y->engine ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

static void set_carrier(struct finding *f, const struct carrier *carrier)
{
	if (f->carrier || !carrier)
		return;
	f->carrier = carrier_copy(carrier);
}

/*
 * A mask that is a number: engines point at its bracket, at what joins the
 * numbers, or at the first of them.
 */
static unsigned int first_number(const struct source *src, int token)
{
	int i = token;

	while (i >= 0 && source_token_is(src, i, "("))
		i = source_next(src, i);
	if (i >= 0 && source_token_is(src, i, "<<"))
		i = source_prev(src, i);
	return i < 0 ? token : i;
}

static void canonicalise_number(struct finding *f, const struct source *src,
				const struct carrier_set *carriers, int token)
{
	unsigned int i = first_number(src, token);

	f->line = source_token(src, i)->line;
	f->column = source_token(src, i)->column;
	g_free(f->expression);
	f->expression = source_test_text(src, i, carriers);
}

static void canonicalise_read(struct finding *f, const struct source *src,
			      const struct carrier_set *carriers)
{
	struct source_read read = { 0 };
	int token = source_token_at(src, f->line, f->column);

	if (token < 0)
		return;
	if (!source_read_at(src, token, carriers, &read)) {
		canonicalise_number(f, src, carriers, token);
		return;
	}
	f->line = read.line;
	f->column = read.column;
	f->flags |= read.flags;
	set_carrier(f, read.carrier);
	if (f->carrier)
		f->flags |= f->carrier->flags;
	g_free(f->expression);
	f->expression = g_steal_pointer(&read.expression);
}

/* The call at token @i with its arguments; NULL if there is no call. */
static char *call_at(const struct source *src, int i)
{
	int open = source_next(src, i);
	int close = open >= 0 && source_token_is(src, open, "(") ?
		    source_match(src, open) : -1;
	GString *text;
	unsigned int end = 0;

	if (close < 0)
		return NULL;
	text = g_string_new(NULL);
	for (; i >= 0 && i <= close && text->len < 200; i = source_next(src, i)) {
		const struct token *t = source_token(src, i);
		g_autofree char *word = source_token_text(src, i);

		if (end && t->offset > end)
			g_string_append_c(text, ' ');
		g_string_append(text, word);
		end = t->offset + t->length;
	}
	return g_string_free(text, FALSE);
}

static int point_at(struct finding *f, const struct source *src, int i)
{
	f->line = source_token(src, i)->line;
	f->column = source_token(src, i)->column;
	return i;
}

/*
 * A rule about a call names the call; gate-mismatch has the gate's test.  libsparse
 * points at the bracket.
 */
static void set_expression(struct finding *f, const struct source *src,
			   const struct carrier_set *carriers)
{
	int i = source_token_at(src, f->line, f->column);
	struct source_read read = { 0 };

	if (i < 0 || f->expression)
		return;
	if (source_token_is(src, i, "(") && source_prev(src, i) >= 0)
		i = point_at(f, src, source_prev(src, i));
	f->expression = call_at(src, i);
	if (!f->expression && source_read_at(src, i, carriers, &read))
		f->expression = g_steal_pointer(&read.expression);
	if (!f->expression)
		f->expression = source_token_text(src, i);
}

static void canonicalise(struct finding *f, const struct source *src,
			 const struct carrier_set *carriers)
{
	const struct source_function *function;

	if (rule_is_about_reads(f->rule))
		canonicalise_read(f, src, carriers);
	else
		set_expression(f, src, carriers);
	function = source_function_at(src, f->line);
	if (function) {
		g_free(f->function);
		f->function = g_strdup(function->name);
	}
}

static bool same_place(const struct finding *a, const struct finding *b)
{
	return a->line == b->line && a->column == b->column &&
	       !strcmp(a->file, b->file) &&
	       (rule_is_about_reads(a->rule) ? rule_is_about_reads(b->rule) :
		a->rule == b->rule);
}

static void disagreement_free(struct disagreement *d)
{
	finding_free(d->finding);
	g_free(d);
}

static void note_disagreement(struct merged *m, const struct finding *winner,
			      const struct rule *rule, unsigned int engines)
{
	struct disagreement *d = g_new0(struct disagreement, 1);

	d->finding = finding_copy(winner);
	d->rule = rule;
	d->engines = engines;
	g_ptr_array_add(m->disagreements, d);
}

/* What only one of the two knows goes into @to. */
static void take_details(struct finding *to, struct finding *from)
{
	to->engines |= from->engines;
	to->flags |= from->flags;
	if (from->fix > to->fix) {
		to->fix = from->fix;
		to->effect = from->effect;
		g_free(to->why);
		to->why = g_steal_pointer(&from->why);
	}
	if (!to->why)
		to->why = g_steal_pointer(&from->why);
	if (!to->message)
		to->message = g_steal_pointer(&from->message);
	if (!to->path)
		to->path = g_steal_pointer(&from->path);
	unasked_join(to->unasked, from->unasked);
	if (!to->unasked)
		to->unasked = g_steal_pointer(&from->unasked);
	if (!to->carrier)
		to->carrier = g_steal_pointer(&from->carrier);
}

/* @next stands where @last stands: they are one read.  Frees @next. */
static void merge_two(struct merged *m, struct finding *last,
		      struct finding *next)
{
	if (last->rule != next->rule) {
		/* Sorted by rule within a place: @last is more specific. */
		note_disagreement(m, last, next->rule, next->engines);
	}
	take_details(last, next);
	finding_free(next);
}

static void merge_sorted(struct merged *m, GPtrArray *sorted)
{
	struct finding *last = NULL;

	for (guint i = 0; i < sorted->len; i++) {
		struct finding *next = sorted->pdata[i];

		if (last && same_place(last, next)) {
			merge_two(m, last, next);
			continue;
		}
		g_ptr_array_add(m->findings, next);
		last = next;
	}
}

static void canonicalise_all(GPtrArray *findings, const struct tree *tree,
			     const struct index *index)
{
	pfn_auto(source) src = NULL;

	g_ptr_array_sort(findings, finding_compare);
	for (guint i = 0; i < findings->len; i++) {
		struct finding *f = findings->pdata[i];

		if (!src || strcmp(src->file, f->file)) {
			g_autofree char *text = tree_read(tree, f->file, NULL);

			g_clear_pointer(&src, source_free);
			if (text)
				src = source_new(f->file, text);
		}
		if (src)
			canonicalise(f, src, index->carriers);
	}
	g_ptr_array_sort(findings, finding_compare);
}

static char *ordinal_key(const struct finding *f)
{
	return g_strdup_printf("%s\n%s\n%s\n%s", f->file,
			       f->function ? f->function : "", f->rule->slug,
			       f->expression ? f->expression : "");
}

static void set_fingerprints(GPtrArray *findings)
{
	/* key -> how many of it stand before, plus one */
	g_autoptr(GHashTable) seen =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < findings->len; i++) {
		char *key = ordinal_key(findings->pdata[i]);
		unsigned int n = GPOINTER_TO_UINT(g_hash_table_lookup(seen, key));

		finding_set_fingerprint(findings->pdata[i], n);
		g_hash_table_replace(seen, key, GUINT_TO_POINTER(n + 1));
	}
}

static void merge_incomplete(struct merged *m, GPtrArray *all)
{
	struct incomplete *last = NULL;

	g_ptr_array_sort(all, compare_incomplete);
	for (guint i = 0; i < all->len; i++) {
		struct incomplete *inc = all->pdata[i];

		if (last && !compare_incomplete(&last, &inc)) {
			incomplete_free(inc);
			continue;
		}
		g_ptr_array_add(m->incomplete, inc);
		last = inc;
	}
}

struct merged *merge_answers(struct answer *answer, const struct tree *tree,
			     const struct index *index)
{
	struct merged *m = g_new0(struct merged, 1);

	m->findings = g_ptr_array_new_with_free_func(
			(GDestroyNotify)finding_free);
	m->incomplete = g_ptr_array_new_with_free_func(
			(GDestroyNotify)incomplete_free);
	m->disagreements = g_ptr_array_new_with_free_func(
			(GDestroyNotify)disagreement_free);

	canonicalise_all(answer->findings, tree, index);
	g_ptr_array_set_free_func(answer->findings, NULL);
	merge_sorted(m, answer->findings);
	g_ptr_array_set_size(answer->findings, 0);
	set_fingerprints(m->findings);

	g_ptr_array_set_free_func(answer->incomplete, NULL);
	merge_incomplete(m, answer->incomplete);
	g_ptr_array_set_size(answer->incomplete, 0);
	return m;
}

void merged_free(struct merged *merged)
{
	if (!merged)
		return;
	g_ptr_array_unref(merged->disagreements);
	g_ptr_array_unref(merged->findings);
	g_ptr_array_unref(merged->incomplete);
	g_free(merged);
}
