// SPDX-License-Identifier: GPL-2.0-only
/*
 * rewrite.c - tries each allowed finding alone, then all that worked together.
 *
 * Alone, because a semantic patch that does not fit must not take a neighbour
 * with it; and a rewrite counts only if the read is gone afterwards.
 */
#include "alone.h"
#include "declared.h"
#include "fix.h"
#include "mend.h"
#include "rewrite.h"
#include "rewrite_cocci.h"
#include "ground/source.h"

void rewrite_free(struct rewrite *rewrite)
{
	if (!rewrite)
		return;
	g_free(rewrite->file);
	g_free(rewrite->before);
	g_free(rewrite->after);
	g_free(rewrite->subject);
	g_free(rewrite->body);
	g_clear_pointer(&rewrite->findings, g_ptr_array_unref);
	g_free(rewrite);
}

/* What the work on one file shares. */
struct file_state {
	const struct engine_run *run;
	const struct rewrite_wish *wish;
	const char *file;
	char *original;			/* as scanned */
	char *text;			/* after the rewrites so far */
	GPtrArray *incomplete;		/* struct incomplete *: see rewrite_all() */
	struct declared *declared;	/* what the tree has */
};

/*
 * Lines of the reads of @src that say @expression in @function, in order; one
 * element a read.
 */
static GArray *lines_of(const struct source *src, const char *function,
			const char *expression,
			const struct carrier_set *carriers)
{
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(unsigned int));
	unsigned int past = 0;

	for (unsigned int i = 0; i < src->tokens->len; i++) {
		const struct token *t = source_token(src, i);
		const struct source_function *fn;
		struct source_read read = { 0 };

		if (t->kind != TOKEN_NAME || i < past ||
		    !source_read_at(src, i, carriers, &read))
			continue;
		fn = source_function_at(src, read.line);
		if (!g_strcmp0(read.expression, expression) &&
		    !g_strcmp0(fn ? fn->name : NULL, function))
			g_array_append_val(lines, read.line);
		past = MAX(read.last + 1, i + 1);
		g_free(read.expression);
	}
	return lines;
}

/* Lines of the calls of what @expression begins with in @function. */
static GArray *calls_of(const struct source *src, const char *function,
			const char *expression)
{
	size_t n = strspn(expression, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_");
	g_autofree char *name = g_strndup(expression, n);
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(unsigned int));

	for (unsigned int i = 0; i < src->tokens->len; i++) {
		unsigned int line = source_token(src, i)->line;
		const struct source_function *fn;

		if (!source_token_is(src, i, name))
			continue;
		fn = source_function_at(src, line);
		if (!g_strcmp0(fn ? fn->name : NULL, function))
			g_array_append_val(lines, line);
	}
	return lines;
}

static GArray *places_like(const struct file_state *s, const char *text,
			   const struct finding *f)
{
	pfn_auto(source) src = source_new(s->file, text);

	if (!rule_is_about_reads(f->rule))
		return calls_of(src, f->function, f->expression);
	return lines_of(src, f->function, f->expression,
			s->run->index->carriers);
}

/* The line at which @f, scanned in the original, stands now; 0: gone. */
static unsigned int line_now(const struct file_state *s,
			     const struct finding *f)
{
	g_autoptr(GArray) then = places_like(s, s->original, f);
	g_autoptr(GArray) now = places_like(s, s->text, f);

	for (guint i = 0; i < then->len; i++)
		if (g_array_index(then, unsigned int, i) == f->line)
			return i < now->len && now->len == then->len ?
				g_array_index(now, unsigned int, i) : 0;
	return 0;
}

/*
 * True if @after has one read of @f's kind less than @before.  What is not a read
 * stays: what stands in front of it is changed.
 */
static bool is_mended(const struct file_state *s, const char *before,
		      const char *after, const struct finding *f)
{
	g_autoptr(GArray) b = places_like(s, before, f);
	g_autoptr(GArray) a = places_like(s, after, f);

	return !rule_is_about_reads(f->rule) || a->len < b->len;
}

static void set_manual(struct finding *f, const char *why)
{
	f->fix = FIX_STATE_MANUAL;
	f->effect = EFFECT_NO_EFFECT;
	g_free(f->why);
	f->why = g_strdup(why);
}

static void set_emitted(const struct file_state *s, struct finding *f)
{
	pfn_auto(source) src = source_new(s->file, s->original);

	f->fix = FIX_STATE_EMITTED;
	f->effect = fix_effect(f, s->run->tree, src);
}

/* Patch mode failed on the file: no rewrite, and the run says so. */
static void give_up(const struct file_state *s, struct finding *f,
		    const GError *error)
{
	const struct incomplete *last = s->incomplete->len ?
		s->incomplete->pdata[s->incomplete->len - 1] : NULL;
	g_autofree char *why = g_strdup_printf("patch mode: %s", error->message);

	set_manual(f, "patch mode did not answer for this file");
	/* Once a file: its other findings have the same reason. */
	if (!last || strcmp(last->file, s->file) || strcmp(last->reason, why))
		g_ptr_array_add(s->incomplete,
				incomplete_new(s->file, ENGINE_COCCI, why));
}

/* By semantic patches; what those have no part in is asked for and judged. */
static char *make_text(const struct file_state *s, const struct rule *rule,
		       const unsigned int *lines, unsigned int n, char **why,
		       GError **error)
{
	if (!(rule->engines & ENGINE_COCCI))
		return mend_text(s->run, s->file, s->text, lines, n, why, error);
	return rewrite_cocci(s->run, rule, s->file, s->text, lines, n, why,
			     error);
}

/* NULL if the tree declares all that @after mentions; else what it lacks. */
static char *undeclared(const struct file_state *s, const char *after)
{
	g_autofree char *name = declared_missing(s->declared, s->file, s->text, after);

	return name ? g_strdup_printf("the rewrite needs %s, which this tree does not declare",
				      name) : NULL;
}

/* Tries one finding alone; its line is appended to @lines if it works. */
static void try_finding(const struct file_state *s, struct finding *f,
			GArray *lines)
{
	unsigned int line = line_now(s, f);
	g_autofree char *after = NULL, *why = NULL;
	g_autoptr(GError) error = NULL;

	if (!line) {
		set_manual(f, "another rewrite of this file changes its place");
		return;
	}
	after = make_text(s, f->rule, &line, 1, &why, &error);
	if (!after) {
		give_up(s, f, error);
		return;
	}
	if (!strcmp(after, s->text) || !is_mended(s, s->text, after, f)) {
		set_manual(f, why ? why : room_of(f->rule)->needs);
		return;
	}
	why = alone_why_not(s->file, s->text, after);
	if (!why)
		why = undeclared(s, after);
	if (why) {
		set_manual(f, why);
		return;
	}
	set_emitted(s, f);
	if (s->wish->effects[f->effect])
		g_array_append_val(lines, line);
}

/* True if the wish is for @f's rewrite, which can be made. */
static bool is_wished(const struct file_state *s, const struct finding *f)
{
	return f->fix == FIX_STATE_EMITTED && s->wish->effects[f->effect];
}

/* @group's rewrites, which make @after of the text. */
static struct rewrite *rewrite_new(struct file_state *s, const GPtrArray *group,
				   char *after)
{
	const struct finding *first = group->pdata[0];
	struct rewrite *r = g_new0(struct rewrite, 1);

	r->rule = first->rule;
	r->file = g_strdup(s->file);
	r->before = g_steal_pointer(&s->text);
	r->after = after;
	r->findings = g_ptr_array_new();
	for (guint i = 0; i < group->len; i++) {
		struct finding *f = group->pdata[i];

		if (!is_wished(s, f))
			continue;
		r->effect = MAX(r->effect, f->effect);
		g_ptr_array_add(r->findings, f);
	}
	s->text = g_strdup(after);
	return r;
}

/* The rewrites of all @lines together become one struct rewrite. */
static void emit(struct file_state *s, const GPtrArray *group,
		 const GArray *lines, GPtrArray *rewrites)
{
	const struct finding *first = group->pdata[0];
	g_autoptr(GError) error = NULL;
	char *after = make_text(s, first->rule,
				(const unsigned int *)lines->data, lines->len,
				NULL, &error);

	if (after) {
		g_ptr_array_add(rewrites, rewrite_new(s, group, after));
		return;
	}
	for (guint i = 0; i < group->len; i++)
		if (is_wished(s, group->pdata[i]))
			give_up(s, group->pdata[i], error);
}

/* The allowed findings of one rule in one file. */
static void rewrite_group(struct file_state *s, const GPtrArray *group,
			  GPtrArray *rewrites)
{
	g_autoptr(GArray) lines = g_array_new(FALSE, FALSE,
					      sizeof(unsigned int));

	for (guint i = 0; i < group->len; i++)
		try_finding(s, group->pdata[i], lines);
	if (lines->len)
		emit(s, group, lines, rewrites);
}

static GPtrArray *group_of(const GPtrArray *findings, const char *file, int id)
{
	GPtrArray *group = g_ptr_array_new();

	for (guint i = 0; i < findings->len; i++) {
		struct finding *f = findings->pdata[i];

		if ((int)f->rule->id == id && !strcmp(f->file, file))
			g_ptr_array_add(group, f);
	}
	return group;
}

static void rewrite_file(struct file_state s, const GPtrArray *allowed,
			 GPtrArray *rewrites)
{
	g_autoptr(GError) error = NULL;

	s.original = tree_read(s.run->tree, s.file, &error);
	s.text = g_strdup(s.original);
	for (int id = 0; id < RULE_COUNT; id++) {
		g_autoptr(GPtrArray) group = group_of(allowed, s.file, id);

		if (s.original && group->len)
			rewrite_group(&s, group, rewrites);
		for (guint i = 0; !s.original && i < group->len; i++)
			give_up(&s, group->pdata[i], error);
	}
	g_free(s.original);
	g_free(s.text);
}

GPtrArray *rewrite_all(const struct engine_run *run, unsigned int engines,
		       GPtrArray *findings, const struct rewrite_wish *wish,
		       GPtrArray *incomplete)
{
	GPtrArray *rewrites = g_ptr_array_new_with_free_func(
			(GDestroyNotify)rewrite_free);
	g_autoptr(GPtrArray) allowed = g_ptr_array_new();
	pfn_auto(declared) declared = declared_new(run->tree);
	const char *file = NULL;

	for (guint i = 0; i < findings->len; i++) {
		struct finding *f = findings->pdata[i];

		if (fix_allowed(f, run->tree, engines, wish->rules[f->rule->id]))
			g_ptr_array_add(allowed, f);
	}
	for (guint i = 0; i < allowed->len; i++) {
		const struct finding *f = allowed->pdata[i];

		if (file && !strcmp(file, f->file))
			continue;
		file = f->file;
		rewrite_file((struct file_state){ .run = run, .wish = wish,
						  .file = file,
						  .incomplete = incomplete,
						  .declared = declared },
			     allowed, rewrites);
	}
	return rewrites;
}
