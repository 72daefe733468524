// SPDX-License-Identifier: GPL-2.0-only
/*
 * finding.c - life cycle, order and fingerprint of findings, and of what else
 * an engine says: incomplete files and walkers.
 */
#include "finding.h"

static const char *const fix_names[] = {
	[FIX_STATE_NONE] = "none",
	[FIX_STATE_MANUAL] = "manual",
	[FIX_STATE_EMITTED] = "emitted",
};

static const char *const filter_names[] = {
	[FILTER_UNKNOWN] = "unknown",
	[FILTER_NOT_WALKED] = "not-walked",
	[FILTER_NOT_BUILT] = "not-built",
	[FILTER_YES] = "yes",
	[FILTER_MARKED] = "marked",
	[FILTER_NO] = "no",
};

static void add_step(GPtrArray **path, const char *file, unsigned int line,
		     const char *text)
{
	if (!*path)
		*path = g_ptr_array_new_with_free_func((GDestroyNotify)step_free);
	g_ptr_array_add(*path, step_new(file, line, text));
}

struct finding *finding_new(const struct rule *rule, const char *file,
			    unsigned int line, unsigned int column,
			    const char *function)
{
	struct finding *f = g_new0(struct finding, 1);

	f->rule = rule;
	f->level = rule->level;
	f->file = g_strdup(file);
	f->line = line;
	f->column = column;
	f->function = g_strdup(function);
	return f;
}

struct finding *finding_copy(const struct finding *f)
{
	struct finding *copy = finding_new(f->rule, f->file, f->line, f->column,
					   f->function);

	copy->expression = g_strdup(f->expression);
	copy->flags = f->flags;
	copy->hidden = f->hidden;
	copy->unasked = unasked_copy(f->unasked);
	copy->carrier = carrier_copy(f->carrier);
	copy->engines = f->engines;
	copy->facts = f->facts;
	copy->level = f->level;
	copy->fix = f->fix;
	copy->effect = f->effect;
	copy->why = g_strdup(f->why);
	copy->message = g_strdup(f->message);
	copy->fingerprint = g_strdup(f->fingerprint);
	for (guint i = 0; f->path && i < f->path->len; i++) {
		const struct step *s = g_ptr_array_index(f->path, i);

		finding_add_step(copy, s->file, s->line, s->text);
	}
	return copy;
}

void finding_free(struct finding *f)
{
	if (!f)
		return;
	g_free(f->file);
	g_free(f->function);
	g_free(f->expression);
	carrier_free(f->carrier);
	g_free(f->why);
	g_free(f->message);
	g_clear_pointer(&f->path, g_ptr_array_unref);
	unasked_free(f->unasked);
	g_free(f->fingerprint);
	g_free(f);
}

void finding_add_step(struct finding *f, const char *file, unsigned int line,
		      const char *text)
{
	add_step(&f->path, file, line, text);
}

static int order(unsigned int a, unsigned int b)
{
	return (a > b) - (a < b);
}

int finding_compare(gconstpointer a, gconstpointer b)
{
	const struct finding *x = *(const struct finding *const *)a;
	const struct finding *y = *(const struct finding *const *)b;
	int cmp = strcmp(x->file, y->file);

	if (!cmp)
		cmp = order(x->line, y->line);
	if (!cmp)
		cmp = order(x->column, y->column);
	if (!cmp)
		cmp = order(x->rule->id, y->rule->id);
	return cmp;
}

static void add_to_sum(GChecksum *sum, const char *text)
{
	/* The NUL goes in too, so that "ab","c" differs from "a","bc". */
	if (!text)
		text = "";
	g_checksum_update(sum, (const guchar *)text, strlen(text) + 1);
}

static char *without_blanks(const char *text)
{
	GString *out = g_string_new(NULL);

	for (; text && *text; text++)
		if (!g_ascii_isspace(*text))
			g_string_append_c(out, *text);
	return g_string_free(out, FALSE);
}

void finding_set_fingerprint(struct finding *f, unsigned int ordinal)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autofree char *expression = without_blanks(f->expression);
	g_autofree char *number = g_strdup_printf("%u", ordinal);

	add_to_sum(sum, f->file);
	add_to_sum(sum, f->function);
	add_to_sum(sum, f->rule->slug);
	add_to_sum(sum, expression);
	add_to_sum(sum, number);
	g_free(f->fingerprint);
	f->fingerprint = g_strndup(g_checksum_get_string(sum), 16);
}

const char *fix_state_name(enum fix_state state)
{
	return fix_names[state];
}

bool fix_state_parse(const char *name, enum fix_state *state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(fix_names); i++) {
		if (!g_strcmp0(fix_names[i], name)) {
			*state = i;
			return true;
		}
	}
	return false;
}

struct incomplete *incomplete_new(const char *file, unsigned int engine,
				  const char *reason)
{
	struct incomplete *inc = g_new0(struct incomplete, 1);

	inc->file = g_strdup(file);
	inc->engine = engine;
	inc->reason = g_strdup(reason);
	return inc;
}

void incomplete_free(struct incomplete *inc)
{
	if (!inc)
		return;
	g_free(inc->file);
	g_free(inc->reason);
	g_free(inc);
}

struct walker *walker_new(const char *file, unsigned int line, const char *name)
{
	struct walker *w = g_new0(struct walker, 1);

	w->file = g_strdup(file);
	w->line = line;
	w->name = g_strdup(name);
	w->callbacks = g_ptr_array_new_with_free_func(g_free);
	w->unfiltered = unfiltered_list_new();
	return w;
}

void walker_free(struct walker *w)
{
	if (!w)
		return;
	g_free(w->file);
	g_free(w->name);
	g_ptr_array_unref(w->callbacks);
	g_ptr_array_unref(w->unfiltered);
	g_clear_pointer(&w->path, g_ptr_array_unref);
	g_free(w);
}

void walker_add_step(struct walker *w, const char *file, unsigned int line,
		     const char *text)
{
	add_step(&w->path, file, line, text);
}

const char *filter_answer_name(enum filter_answer answer)
{
	return filter_names[answer];
}

bool filter_answer_parse(const char *name, enum filter_answer *answer)
{
	for (size_t i = 0; i < G_N_ELEMENTS(filter_names); i++) {
		if (!g_strcmp0(filter_names[i], name)) {
			*answer = i;
			return true;
		}
	}
	return false;
}
