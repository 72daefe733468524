// SPDX-License-Identifier: GPL-2.0-only
/*
 * cmd_scan.c - 'pfncheck scan': report what stands in a tree.
 */
#include <unistd.h>

#include "cmd.h"
#include "scan.h"
#include "ground/plain.h"
#include "out.h"
#include "tree/file.h"

/* "12 walk-gate, 3 entry-test" of the findings at one level. */
static char *count_rules(const struct report *report, enum rule_level level,
			 unsigned int *total)
{
	unsigned int count[RULE_COUNT] = { 0 };
	GString *text = g_string_new(NULL);

	*total = 0;
	for (guint i = 0; i < report->findings->len; i++) {
		const struct finding *f = report->findings->pdata[i];

		count[f->rule->id] += f->level == level;
	}
	for (int id = 0; id < RULE_COUNT; id++) {
		const struct rule *rule = rule_get(id);

		if (!count[id])
			continue;
		*total += count[id];
		g_string_append_printf(text, "%s%u %s", text->len ? ", " : "",
				       count[id], rule->slug);
	}
	return g_string_free(text, FALSE);
}

static void print_summary(const struct report *r, bool each_absent)
{
	g_autofree char *lacks = lacks_text(r->lacks, each_absent);
	g_autofree char *plain = plain_lines(lacks);
	unsigned int warnings, notes;
	g_autofree char *w = count_rules(r, LEVEL_WARNING, &warnings);
	g_autofree char *n = count_rules(r, LEVEL_NOTE, &notes);

	fputs(plain, stderr);
	plain_print(stderr, "linux %s%s%s: %u warning%s%s%s%s", r->tree->kernel,
		r->tree->headers ? " of " : "",
		r->tree->headers ? r->tree->headers : "", warnings, warnings == 1 ? "" : "s", warnings ? " (" : "", w,
		warnings ? ")" : "");
	if (notes)
		fprintf(stderr, ", %u note%s (%s)", notes,
			notes == 1 ? "" : "s", n);
	if (r->incomplete->len)
		fprintf(stderr, ", %u incomplete", r->incomplete->len);
	if (r->known)
		fprintf(stderr, ", %u in the baseline", r->known);
	if (r->stale && r->stale->len)
		fprintf(stderr, ", %u stale there", r->stale->len);
	fprintf(stderr, "; %u of %u files asked about, %.1f s\n",
		r->asked, r->index->files, r->seconds);
}

static bool write_report(const struct scan_options *o,
			 const struct report *report, GError **error)
{
	struct emit_options eo = {
		.color = !o->output && options_when(o->color, STDOUT_FILENO),
		.explain_merge = o->explain_merge,
		.carriers = o->verbose,
	};
	g_autoptr(GString) out = g_string_new(NULL);

	o->format(report, &eo, out);
	if (o->output)
		return file_write(o->output, out->str, error);
	return out_print(out->str, error);
}

int cmd_scan(int argc, char **argv, GError **error)
{
	struct scan_options options;
	pfn_auto(scan) scan = NULL;
	int status = PFN_EXIT_USAGE;

	if (options_parse(&options, argc, argv,
			  "Report reads of VM_PFNMAP/VM_MIXEDMAP outside vm_normal_page*().",
			  NULL, error))
		scan = scan_run(&options, error);
	if (scan && write_report(&options, &scan->report, error)) {
		status = scan_status(scan);
		if (!options.quiet)
			print_summary(&scan->report, options.verbose);
	}
	options_release(&options);
	return status;
}
