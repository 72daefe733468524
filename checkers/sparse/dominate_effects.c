// SPDX-License-Identifier: GPL-2.0-only
/*
 * dominate_effects.c - the list of unfiltered effects, those of helpers with the
 * way into them.
 */
#include "dominate_run.h"
#include "locks.h"

/* More would only repeat helpers that are called from many places. */
#define EFFECTS_MAX 64

static char *effect_text(struct instruction *insn, enum entry_use use)
{
	const char *name = insn->opcode == OP_CALL ? unit_call_name(insn) : NULL;
	static const char *const words[] = {
		[USE_PAGE] = "looks at its page", [USE_FRAME] = "tells its frame number",
		[USE_SPLIT] = "splits it", [USE_CHANGED] = "changes it",
	};

	if (use <= USE_CHANGED && name)
		return g_strdup_printf("unfiltered effect: call of %s() %s",
				       name, words[use]);
	if (use <= USE_CHANGED)
		return g_strdup_printf("unfiltered effect: %s", words[use]);
	if (name)
		return g_strdup_printf("unfiltered effect: call of %s()", name);
	switch (insn->opcode) {
	case OP_CALL:
		return g_strdup("unfiltered effect: call through a pointer");
	case OP_STORE: case OP_ASM:
		return g_strdup("unfiltered effect: store");
	default:
		return g_strdup("unfiltered effect: return value");
	}
}

static const char *file_of(struct run *run, struct position pos)
{
	const char *file = stream_name(pos.stream);
	const char *name = spots_name(run->d->spots, file);

	return name ? name : file;
}

/* The parameter that is the entry or points to it. */
static const char *given_entry(struct run *run)
{
	struct symbol *param;

	for (unsigned int n = 0; (param = unit_param(run->fn, n)); n++) {
		unsigned int pointers;

		if (entry_level(param, &pointers) == run->level && param->ident)
			return show_ident(param->ident);
	}
	return NULL;
}

static char *entry_text(struct run *run)
{
	const char *given = run->given ? given_entry(run) : NULL;

	if (given)
		return g_strdup(given);
	return run->load ? spots_assigned(run->d->spots, run->fn->file,
					  run->load->pos.line,
					  run->load->pos.pos) : NULL;
}

/* By line, so that the first one is the first to ask in front of. */
static void insert(struct run *run, struct unfiltered *u)
{
	GPtrArray *effects = run->summary->effects;
	guint at = 0;

	for (guint i = 0; effects && i < effects->len; i++) {
		struct unfiltered *known = effects->pdata[i];

		if (known->line == u->line && known->column == u->column &&
		    !strcmp(known->file, u->file)) {
			if (!known->taken.line && u->taken.line)
				unfiltered_take(known, u->taken.file,
						u->taken.line, u->taken.column,
						u->taken.function);
			known->use = MIN(known->use, u->use);
			unfiltered_free(u);
			return;
		}
	}
	if (!effects)
		effects = run->summary->effects = unfiltered_list_new();
	if (effects->len >= EFFECTS_MAX) {
		unfiltered_free(u);
		return;
	}
	while (at < effects->len &&
	       ((struct unfiltered *)effects->pdata[at])->at <= u->at)
		at++;
	g_ptr_array_insert(effects, at, u);
}

static void add_own(struct run *run, struct instruction *insn, enum entry_use use,
		    const struct take *take)
{
	g_autofree char *text = effect_text(insn, use);
	g_autofree char *entry = entry_text(run);
	struct unfiltered *u = unfiltered_new(run->level, use,
					      file_of(run, insn->pos),
					      insn->pos.line,
					      MAX(insn->pos.pos, 1),
					      run->fn->name, entry);
	GPtrArray *path = dominate_path(run, insn);

	dominate_add_step(run, path, insn->pos, text);
	g_ptr_array_unref(u->path);
	u->path = path;
	u->at = insn->pos.line;
	if (take)
		unfiltered_take(u, file_of(run, take->insn->pos),
				take->insn->pos.line,
				MAX(take->insn->pos.pos, 1), take->fn->name);
	locks_held(run->fn, insn, u->locks);
	insert(run, u);
}

/* The way here in front of the way there, and the locks of both. */
static void add_inner(struct run *run, struct instruction *call,
		      const struct unfiltered *inner)
{
	g_autofree char *text = g_strdup_printf("%s() is called",
						unit_call_name(call));
	struct unfiltered *u = unfiltered_copy(inner);
	GPtrArray *path = dominate_path(run, call);

	dominate_add_step(run, path, call->pos, text);
	for (guint i = 0; i < inner->path->len; i++) {
		const struct step *s = inner->path->pdata[i];

		g_ptr_array_add(path, step_new(s->file, s->line, s->text));
	}
	g_ptr_array_unref(u->path);
	u->path = path;
	u->at = call->pos.line;
	locks_held(run->fn, call, u->locks);
	insert(run, u);
}

void dominate_note(struct run *run, struct instruction *insn,
		   enum entry_use use, const struct take *take,
		   const GPtrArray *inner)
{
	if (!inner)
		add_own(run, insn, use, take);
	for (guint i = 0; inner && i < inner->len; i++)
		add_inner(run, insn, inner->pdata[i]);
}

void dominate_note_effect(struct run *run, struct instruction *insn,
			  const GPtrArray *inner)
{
	const struct take *take = NULL;
	enum entry_use use = inner ? USE_CALL : effect_use(run, insn, &take);

	dominate_note(run, insn, use, take, inner);
}
