// SPDX-License-Identifier: GPL-2.0-only
/*
 * describe.c - findings and gaps of one unit.
 */
#include "describe.h"

#include "gates.h"

/* Helpers of headers that call each other. */
#define CHAIN_DEPTH 4

/*
 * A macro with parameters that tests a flag does so for its caller, as a
 * predicate does.
 */
static void add_macro(const struct flags_macro *macro, void *data)
{
	struct spots *spots = data;
	const char *file = spots_name(spots, macro->file);

	if (!file || (macro->has_parameters && !macro->tests))
		return;
	carrier_set_add(spots_carriers(spots),
			carrier_new(macro->has_parameters ? CARRIER_PREDICATE :
							    CARRIER_MACRO,
				    macro->name, file, macro->line, macro->flags,
				    NULL));
}

void describe_carriers(struct spots *spots, struct flags *flags,
		       const char *file)
{
	flags_foreach_macro(flags, add_macro, spots);
	spots_find_carriers(spots, file);
}

/* A call of @fn in @from; names are unique within a unit. */
static struct instruction *call_in(struct fn *from, const struct fn *fn)
{
	struct instruction *insn;

	UNIT_FOREACH_INSN(from, bb, insn) {
		const char *name = insn->opcode == OP_CALL ?
				   unit_call_name(insn) : NULL;

		if (name && !strcmp(name, fn->name))
			return insn;
	} UNIT_END_FOREACH_INSN(insn);
	return NULL;
}

static bool add_chain(struct reads *reads, struct fn *fn, GString *text,
		      unsigned int depth);

/* True if @from calls @fn and stands in the file that was named, or leads on. */
static bool add_caller(struct reads *reads, struct fn *from, struct fn *fn,
		       GString *text, unsigned int depth)
{
	struct instruction *call = from == fn ? NULL : call_in(from, fn);
	const char *file = call ? spots_name(reads->spots, from->file) : NULL;
	gsize before = text->len;

	if (!file)
		return false;
	g_string_append_printf(text, "%s by %s() at %s:%u",
			       before ? "," : "called", from->name, file,
			       call->pos.line);
	if (from->in_main || add_chain(reads, from, text, depth + 1))
		return true;
	g_string_truncate(text, before);
	return false;
}

static bool add_chain(struct reads *reads, struct fn *fn, GString *text,
		      unsigned int depth)
{
	const struct unit *unit = reads->unit;

	for (guint i = 0; i < unit->functions->len; i++)
		if (add_caller(reads, unit->functions->pdata[i], fn, text, depth))
			return true;
	if (depth >= CHAIN_DEPTH)
		return false;
	for (guint i = 0; i < reads->all->len; i++) {
		struct fn *from = ((struct read *)reads->all->pdata[i])->fn;

		if (!from->in_main && add_caller(reads, from, fn, text, depth))
			return true;
	}
	return false;
}

/* A helper's test is reported where it is written; who calls it is said. */
static char *call_chain(struct reads *reads, const struct read *read)
{
	g_autoptr(GString) text = g_string_new(NULL);

	if (read->fn->in_main || !add_chain(reads, read->fn, text, 0))
		return NULL;
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static struct finding *describe(struct reads *reads, const struct read *read)
{
	struct finding *f = finding_new(rule_get(read->rule), read->spot.file,
					read->spot.line, read->spot.column,
					read->fn->name);

	f->flags = read->flags;
	f->engines = ENGINE_SPARSE;
	f->facts = read->facts;
	if (read->spot.carrier)
		f->carrier = carrier_copy(read->spot.carrier);
	f->message = call_chain(reads, read);
	return f;
}

struct macro_report {
	struct report *report;
};

static void add_macro_read(const struct spot *spot, void *data)
{
	struct macro_report *m = data;
	struct finding *f = finding_new(rule_get(RULE_UNCLASSIFIED), spot->file,
					spot->line, spot->column, NULL);

	f->flags = spot->flags;
	f->engines = ENGINE_SPARSE;
	if (spot->carrier)
		f->carrier = carrier_copy(spot->carrier);
	g_ptr_array_add(m->report->findings, f);
}

void describe_reads(struct report *report, struct reads *reads,
		    const struct walk_context *with)
{
	struct macro_report m = { report };

	for (guint i = 0; i < reads->all->len; i++) {
		const struct read *read = reads->all->pdata[i];
		struct finding *f;

		if (read->exempt)
			continue;
		f = describe(reads, read);
		if (read->rule == RULE_WALK_GATE)
			gates_explain(f, reads, read, with);
		g_ptr_array_add(report->findings, f);
	}
	spots_foreach_unused_macro(reads->spots, reads->unit->file,
				   add_macro_read, &m);
}

/* "/tree/mm/x.c:1:2: error: why" as reports name the file; the caller frees it. */
static char *error_text(struct spots *spots, const char *error)
{
	const char *colon = strchr(error, ':');
	g_autofree char *file = g_strndup(error, colon ? (size_t)(colon - error) : 0);
	const char *name = spots_name(spots, file);

	return g_strconcat(name ? name : file, colon, NULL);
}

/* @error: the first one, or NULL. */
static void add_gap(struct report *report, struct spots *spots, const char *file,
		    unsigned int first, unsigned int last, const char *what,
		    const char *error)
{
	g_autofree char *text = error ? error_text(spots, error) : NULL;
	g_autofree char *reason = g_strconcat(what, text ? ": " : NULL, text, NULL);
	struct incomplete *inc = incomplete_new(file, ENGINE_SPARSE, reason);

	inc->first = first;
	inc->last = last;
	g_ptr_array_add(report->incomplete, inc);
}

/* A file without a flag is asked about for what it does with entries only. */
static bool matters(struct spots *spots, const char *file, unsigned int first,
		    unsigned int last)
{
	return spots_mention_flags(spots, file) ||
	       spots_hold_entries(spots, file, first, last);
}

void describe_gaps(struct report *report, struct unit *unit, struct spots *spots)
{
	const char *name = spots_name(spots, unit->file);

	if (!name)
		name = unit->file;
	if (unit->has_error)
		add_gap(report, spots, name, 0, 0, "libsparse reports errors",
			unit->error);
	for (guint i = 0; i < unit->functions->len; i++) {
		struct fn *fn = unit->functions->pdata[i];
		unsigned int first, last;

		if (fn->has_error && !unit->has_error &&
		    spots_function_lines(spots, unit->file, fn->sym->pos.line,
					 &first, &last) &&
		    matters(spots, unit->file, first, last))
			add_gap(report, spots, name, first, last,
				"libsparse cannot evaluate this function",
				fn->error);
	}
}
