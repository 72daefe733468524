// SPDX-License-Identifier: GPL-2.0-only
/*
 * answer.c - collects what engines said, from their lines or from the cache.
 */
#include "answer.h"
#include "ground/wire.h"

struct answer *answer_new(void)
{
	struct answer *answer = g_new0(struct answer, 1);

	answer->findings = g_ptr_array_new_with_free_func(
			(GDestroyNotify)finding_free);
	answer->incomplete = g_ptr_array_new_with_free_func(
			(GDestroyNotify)incomplete_free);
	answer->walkers = g_ptr_array_new_with_free_func(
			(GDestroyNotify)walker_free);
	answer->calls = g_ptr_array_new_with_free_func(
			(GDestroyNotify)reach_call_free);
	return answer;
}

void answer_free(struct answer *answer)
{
	if (!answer)
		return;
	g_ptr_array_unref(answer->findings);
	g_ptr_array_unref(answer->incomplete);
	g_ptr_array_unref(answer->walkers);
	g_ptr_array_unref(answer->calls);
	g_free(answer);
}

static void take_array(GPtrArray *to, GPtrArray *from)
{
	while (from->len)
		g_ptr_array_add(to, g_ptr_array_steal_index(from, 0));
}

void answer_take(struct answer *to, struct answer *from)
{
	take_array(to->findings, from->findings);
	take_array(to->incomplete, from->incomplete);
	take_array(to->walkers, from->walkers);
	take_array(to->calls, from->calls);
}

/* Moves what one line holds into the answer; true if it was a "done". */
static bool add_line(struct answer *answer, struct wire_line *line,
		     unsigned int engine, const char *file)
{
	switch (line->kind) {
	case WIRE_FINDING:
		line->finding->engines = engine;
		g_ptr_array_add(answer->findings,
				g_steal_pointer(&line->finding));
		return false;
	case WIRE_INCOMPLETE:
		line->incomplete->engine = engine;
		g_ptr_array_add(answer->incomplete,
				g_steal_pointer(&line->incomplete));
		return false;
	case WIRE_WALKER:
		g_ptr_array_add(answer->walkers,
				g_steal_pointer(&line->walker));
		return false;
	case WIRE_CALL:
		g_ptr_array_add(answer->calls, g_steal_pointer(&line->call));
		return false;
	case WIRE_DONE:
		return line->done_engine == engine &&
		       !g_strcmp0(line->done_file, file);
	}
	return false;
}

bool answer_add_wire(struct answer *answer, const char *text, const char *file,
		     unsigned int engine, GError **error)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	bool done = false;

	for (char **l = lines; *l; l++) {
		struct wire_line line = { 0 };

		if (!**l)
			continue;
		if (!wire_parse(*l, &line, error))
			return false;
		done = add_line(answer, &line, engine, file) || done;
		wire_line_clear(&line);
	}
	if (!done)
		g_set_error(error, PFN_ERROR, PFN_EXIT_INCOMPLETE,
			    "ended before its last line");
	return done;
}

char *answer_print_wire(const struct answer *answer, const char *file,
			unsigned int engine)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < answer->findings->len; i++) {
		g_autofree char *l = wire_print_finding(answer->findings->pdata[i]);

		g_string_append_printf(text, "%s\n", l);
	}
	for (guint i = 0; i < answer->incomplete->len; i++) {
		g_autofree char *l =
			wire_print_incomplete(answer->incomplete->pdata[i]);

		g_string_append_printf(text, "%s\n", l);
	}
	for (guint i = 0; i < answer->walkers->len; i++) {
		g_autofree char *l = wire_print_walker(answer->walkers->pdata[i]);

		g_string_append_printf(text, "%s\n", l);
	}
	for (guint i = 0; i < answer->calls->len; i++) {
		g_autofree char *l = wire_print_call(answer->calls->pdata[i]);

		g_string_append_printf(text, "%s\n", l);
	}
	g_autofree char *done = wire_print_done(file, engine);

	g_string_append_printf(text, "%s\n", done);
	return g_string_free(g_steal_pointer(&text), FALSE);
}
