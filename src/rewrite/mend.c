// SPDX-License-Identifier: GPL-2.0-only
/*
 * mend.c - candidates, judged.
 */
#include "mend.h"

#include "normal.h"
#include "tree/shadow.h"
#include "tree/trial.h"

struct mend {
	const struct engine_run *run;
	const char *file;
	struct shadow *shadow;
	char *dir;			/* that the shadow is in */
};

/* What the analysis says of @text by itself; NULL and @error if it cannot run. */
static struct answer *ask_about(const struct mend *m, const char *text,
				GError **error)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new();
	struct engine_run run = *m->run;
	struct engine_options options = { .engines = ENGINE_SPARSE, .jobs = 1 };
	struct engine_stats stats;

	if (!shadow_put(m->shadow, m->file, text, error))
		return NULL;
	run.tree = shadow_tree(m->shadow);
	run.walkers = false;
	g_ptr_array_add(files, (char *)m->file);
	return engine_run_all(&run, files, &options, &stats, error);
}

static bool is_like(const struct finding *f, const struct finding *place)
{
	return f->unasked && f->unasked->level == place->unasked->level &&
	       f->unasked->use == place->unasked->use &&
	       !g_strcmp0(f->function, place->function);
}

static unsigned int count_like(const struct answer *answer,
			       const struct finding *place)
{
	unsigned int n = 0;

	for (guint i = 0; i < answer->findings->len; i++)
		n += is_like(answer->findings->pdata[i], place);
	return n;
}

/* What is found in the file at @line and has a page or frame number. */
static const struct finding *found_at(const struct answer *answer,
				      const char *file, unsigned int line)
{
	for (guint i = 0; i < answer->findings->len; i++) {
		const struct finding *f = answer->findings->pdata[i];

		if (f->line == line && !strcmp(f->file, file) && f->unasked &&
		    unasked_is_strong(f->unasked))
			return f;
	}
	return NULL;
}

/* NULL if @after is right where @before was wrong; else why not (a literal). */
static const char *judge(const struct mend *m, const struct answer *before,
			 const struct answer *after, const unsigned int *lines,
			 unsigned int n)
{
	if (after->incomplete->len > before->incomplete->len)
		return "the file with the question is not understood";
	for (unsigned int i = 0; i < n; i++) {
		const struct finding *place = found_at(before, m->file, lines[i]);

		if (!place)
			return "the analysis of this file alone does not see the place";
		if (count_like(after, place) >= count_like(before, place))
			return "the question does not lead around what is done with the page";
	}
	return after->findings->len < before->findings->len ? NULL :
		"asked here, the entry is used elsewhere";
}

static char *compiles(const struct mend *m)
{
	const struct tree *tree = m->run->tree;
	const struct trial_place place = {
		.tree = tree, .build = tree_build_for(tree, m->file),
		.overlay = shadow_tree(m->shadow)->root,
		.workdir = m->run->workdir,
	};
	char *why = NULL;

	if (!place.build)
		return g_strdup("there is no build that compiles this file");
	return trial_parse(&place, m->file, &why) ? NULL : why;
}

/* From the last line up, so that the others stay where they are. */
static char *candidate(const struct mend *m, const char *text,
		       const unsigned int *lines, unsigned int n,
		       const char **why)
{
	g_autofree char *now = g_strdup(text);

	for (unsigned int done = 0, below = G_MAXUINT; done < n; done++) {
		pfn_auto(source) src = source_new(m->file, now);
		unsigned int line = 0;
		char *after;

		for (unsigned int i = 0; i < n; i++)
			if (lines[i] < below)
				line = MAX(line, lines[i]);
		below = line;
		after = line ? normal_candidate(m->run->tree, src, line, 1, why) :
			       g_strdup(now);
		if (!after)
			return NULL;
		g_free(now);
		now = after;
	}
	return g_steal_pointer(&now);
}

/* NULL and @why, or NULL and @error. */
static char *try_text(const struct mend *m, const char *text,
		      const unsigned int *lines, unsigned int n, char **why,
		      GError **error)
{
	const char *no = NULL;
	g_autofree char *after = candidate(m, text, lines, n, &no);
	pfn_auto(answer) before = after ? ask_about(m, text, error) : NULL;
	pfn_auto(answer) then = before ? ask_about(m, after, error) : NULL;

	if (after && !then)
		return NULL;
	if (after)
		no = judge(m, before, then, lines, n);
	*why = no ? g_strdup(no) : compiles(m);
	return *why ? NULL : g_steal_pointer(&after);
}

char *mend_text(const struct engine_run *run, const char *file,
		const char *text, const unsigned int *lines, unsigned int n,
		char **why, GError **error)
{
	struct mend m = { .run = run, .file = file };
	g_autofree char *reason = NULL;
	GError *failed = NULL;
	char *after = NULL;

	m.dir = g_build_filename(run->workdir, "mend-XXXXXX", NULL);
	if (g_mkdtemp(m.dir)) {
		g_autofree char *root = g_build_filename(m.dir, "tree", NULL);

		m.shadow = shadow_new(run->tree, root, &failed);
	} else {
		g_set_error(&failed, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot make '%s'", m.dir);
	}
	if (m.shadow)
		after = try_text(&m, text, lines, n, &reason, &failed);
	shadow_free(m.shadow);
	g_free(m.dir);
	if (failed) {
		g_propagate_error(error, failed);
		return NULL;
	}
	if (why)
		*why = g_steal_pointer(&reason);
	return after ? after : g_strdup(text);
}
