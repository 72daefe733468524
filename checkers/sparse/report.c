// SPDX-License-Identifier: GPL-2.0-only
/*
 * report.c - findings, gaps and walkers of one file, printed.
 */
#include "report.h"

#include "ground/settle.h"
#include "ground/wire.h"

static void free_finding(gpointer data)
{
	finding_free(data);
}

static void free_incomplete(gpointer data)
{
	incomplete_free(data);
}

static void free_walker(gpointer data)
{
	walker_free(data);
}

static void free_call(gpointer data)
{
	reach_call_free(data);
}

void report_init(struct report *report)
{
	*report = (struct report){
		.findings = g_ptr_array_new_with_free_func(free_finding),
		.incomplete = g_ptr_array_new_with_free_func(free_incomplete),
		.walkers = g_ptr_array_new_with_free_func(free_walker),
		.calls = g_ptr_array_new_with_free_func(free_call),
	};
	for (int id = 0; id < RULE_COUNT; id++)
		report->shown[id] = rule_get(id)->level == LEVEL_WARNING;
}

void report_release(struct report *report)
{
	g_ptr_array_unref(report->findings);
	g_ptr_array_unref(report->incomplete);
	g_ptr_array_unref(report->walkers);
	g_ptr_array_unref(report->calls);
}

bool report_select(struct report *report, const char *slug, bool shown)
{
	const struct rule *rule = rule_find(slug);
	bool all = !strcmp(slug, "all");

	for (int id = 0; id < RULE_COUNT; id++)
		if (all || (rule && rule->id == (enum rule_id)id))
			report->shown[id] = report->named[id] = shown;
	return all || rule;
}

static void print_line(char *line)
{
	puts(line);
	g_free(line);
}

static void print_steps(const GPtrArray *path)
{
	for (guint i = 0; path && i < path->len; i++) {
		const struct step *s = path->pdata[i];

		fprintf(stderr, "%s:%u: note: %s\n", s->file, s->line, s->text);
	}
}

/* stderr, as compilers and sparse itself do: Kbuild keeps stdout for others. */
static void print_finding(const struct finding *f)
{
	fprintf(stderr, "%s:%u:%u: %s: %s [%s]\n", f->file, f->line, f->column,
		rule_level_name(f->level), f->rule->title, f->rule->slug);
	if (f->message)
		fprintf(stderr, "%s:%u:%u: note: %s\n", f->file, f->line,
			f->column, f->message);
	if (f->why)
		fprintf(stderr, "%s:%u:%u: note: %s\n", f->file, f->line,
			f->column, f->why);
	print_steps(f->path);
}

static void print_walker(const struct walker *w)
{
	printf("%s:%u: %s: pte %s, pmd %s, pud %s\n", w->file, w->line, w->name,
	       filter_answer_name(w->filtered[LEVEL_PTE]),
	       filter_answer_name(w->filtered[LEVEL_PMD]),
	       filter_answer_name(w->filtered[LEVEL_PUD]));
}

/* By level where the rule was not named, so notes need -Wpfncheck-RULE. */
static bool is_shown(const struct report *report, const struct finding *f)
{
	return report->shown[f->rule->id] && !f->hidden &&
	       (f->level >= f->rule->level || report->named[f->rule->id]);
}

static void flush_text(struct report *report)
{
	settle_all(report->findings, report->calls);
	for (guint i = 0; i < report->findings->len; i++) {
		const struct finding *f = report->findings->pdata[i];

		if (is_shown(report, f))
			print_finding(f);
	}
	for (guint i = 0; i < report->incomplete->len; i++) {
		const struct incomplete *inc = report->incomplete->pdata[i];

		fprintf(stderr, "%s:%u: note: pfncheck-sparse is incomplete: %s\n",
			inc->file, MAX(inc->first, 1), inc->reason);
	}
	for (guint i = 0; i < report->walkers->len; i++)
		print_walker(report->walkers->pdata[i]);
}

static void flush_wire(struct report *report, const char *file)
{
	for (guint i = 0; i < report->findings->len; i++)
		print_line(wire_print_finding(report->findings->pdata[i]));
	for (guint i = 0; i < report->incomplete->len; i++)
		print_line(wire_print_incomplete(report->incomplete->pdata[i]));
	for (guint i = 0; i < report->walkers->len; i++)
		print_line(wire_print_walker(report->walkers->pdata[i]));
	for (guint i = 0; i < report->calls->len; i++)
		print_line(wire_print_call(report->calls->pdata[i]));
	print_line(wire_print_done(file, ENGINE_SPARSE));
}

void report_flush(struct report *report, const char *file)
{
	g_ptr_array_sort(report->findings, finding_compare);
	if (report->json)
		flush_wire(report, file);
	else
		flush_text(report);
	fflush(stdout);
	g_ptr_array_set_size(report->findings, 0);
	g_ptr_array_set_size(report->incomplete, 0);
	g_ptr_array_set_size(report->walkers, 0);
	g_ptr_array_set_size(report->calls, 0);
}
