// SPDX-License-Identifier: GPL-2.0-only
/*
 * scan_select.c - which files of a scan are asked about, and which findings are
 * reported: what the filter wants, what a change is responsible for, and what no
 * baseline knows.
 */
#include "scan.h"
#include "tree/file.h"

/* A line that one parent has already is not the merge's own. */
static bool prepare_merge(struct scan *scan, GError **error)
{
	g_autofree char *head = git_merge_head(scan->repo);

	if (head)
		scan->merge = change_new(scan->tree, scan->index, scan->repo,
					 true, head, error);
	return !head || scan->merge;
}

bool scan_prepare_selection(const struct scan_options *o, struct scan *scan,
			    GError **error)
{
	if (o->since || o->staged) {
		scan->change = change_new(scan->tree, scan->index,
				scan->repo ? scan->repo : scan->tree->root,
				o->staged, o->since, error);
		if (!scan->change ||
		    (o->staged && !prepare_merge(scan, error)))
			return false;
	}
	if (o->baseline) {
		scan->baseline = baseline_read(o->baseline, error);
		if (!scan->baseline)
			return false;
	}
	return true;
}

/* Headers may be asked for too.  What one parent has already is not a merge's. */
static bool is_wanted(const struct scan_options *o, const struct scan *scan,
		      const char *file)
{
	return filter_has_path(&o->filter, file) &&
		(!scan->change || change_may_concern(scan->change, file)) &&
		(!scan->merge || change_may_concern(scan->merge, file));
}

GPtrArray *scan_wanted_files(const struct scan_options *o,
			     const struct scan *scan)
{
	GPtrArray *files = index_files(scan->index);

	for (guint i = files->len; i-- > 0;)
		if (!is_wanted(o, scan, files->pdata[i]))
			g_ptr_array_remove_index(files, i);
	return files;
}

static bool plan_before(struct scan *scan, struct change *change,
			const char *name, const GPtrArray *files,
			GPtrArray *batches, GError **error)
{
	g_autofree char *dir = g_build_filename(scan->workdir, name, NULL);

	return !change ||
		change_plan(change, &scan->run, files, dir, batches, error);
}

GPtrArray *scan_plan_before(struct scan *scan, const GPtrArray *files,
			    GError **error)
{
	g_autoptr(GPtrArray) batches = g_ptr_array_new();

	if (!plan_before(scan, scan->change, "before", files, batches, error) ||
	    !plan_before(scan, scan->merge, "merged", files, batches, error))
		return NULL;
	return g_steal_pointer(&batches);
}

void scan_compare_before(struct scan *scan, const struct answer *answer)
{
	if (scan->change)
		change_compare(scan->change, answer);
	if (scan->merge)
		change_compare(scan->merge, answer);
}

static bool is_incomplete(const struct scan *scan, const char *file)
{
	for (guint i = 0; i < scan->merged->incomplete->len; i++) {
		const struct incomplete *inc =
			scan->merged->incomplete->pdata[i];

		if (!strcmp(inc->file, file))
			return true;
	}
	return false;
}

/*
 * An entry is stale if its finding would have been found were it still there:
 * the file was asked about, wholly, by the engine that knows all rules.
 */
static bool is_stale(const struct scan_options *o, const struct scan *scan,
		     const struct baseline_entry *e)
{
	return !e->seen && scan->engines & ENGINE_COCCI &&
		is_wanted(o, scan, e->file) && !is_incomplete(scan, e->file);
}

static bool apply_baseline(const struct scan_options *o, struct scan *scan,
			   GError **error)
{
	scan->stale = g_ptr_array_new();
	for (guint i = 0; i < scan->baseline->entries->len; i++)
		if (is_stale(o, scan, scan->baseline->entries->pdata[i]))
			g_ptr_array_add(scan->stale,
					scan->baseline->entries->pdata[i]);
	return !o->prune_baseline || !scan->stale->len ||
		baseline_prune(scan->baseline, scan->stale, error);
}

/* Everything that was found is known from now on. */
static bool write_baseline(const struct scan_options *o, struct scan *scan,
			   GError **error)
{
	g_autofree char *text = baseline_print(scan->merged->findings);

	scan->known = scan->merged->findings->len;
	if (!file_write(o->write_baseline, text, error))
		return false;
	g_ptr_array_set_size(scan->merged->findings, 0);
	return true;
}

static GPtrArray *caused_by(struct change *change, const GPtrArray *findings)
{
	GPtrArray *caused = g_ptr_array_new();

	for (guint i = 0; i < findings->len; i++)
		if (change_caused(change, findings->pdata[i]))
			g_ptr_array_add(caused, findings->pdata[i]);
	return caused;
}

bool scan_select(const struct scan_options *o, struct scan *scan,
		 GError **error)
{
	GPtrArray *findings = scan->merged->findings;

	/* First, so that a note which is not shown is not taken for stale. */
	if (scan->baseline) {
		scan->known = baseline_take(scan->baseline, findings);
		if (!apply_baseline(o, scan, error))
			return false;
	}
	filter_findings(&o->filter, findings);
	if (scan->change && o->mark_caused)
		scan->caused = caused_by(scan->change, findings);
	else if (scan->change)
		change_filter(scan->change, findings);
	if (scan->merge)
		change_filter(scan->merge, findings);
	return !o->write_baseline || write_baseline(o, scan, error);
}
