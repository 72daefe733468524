/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * room.h - what a rule with a rewrite knows beside its row of rules.def: when
 * the rewrite is allowed, its effect, and the sentences of messages, mails and
 * cover letter.
 *
 * src/rules/SLUG.c is that rule's room: it defines room_ID, and no other file
 * asks for a rule by its name.  A member left out has the meaning given here.
 */
#ifndef PFN_ROOM_H
#define PFN_ROOM_H

#include "ground/finding.h"
#include "ground/source.h"
#include "tree/tree.h"

/* One rule's rewrite of one file: what one patch of a series changes. */
struct rewrite {
	const struct rule *rule;
	char *file;
	char *before, *after;		/* whole contents */
	enum effect effect;
	GPtrArray *findings;		/* const struct finding *, borrowed */
	char *subject, *body;		/* of a step that is no finding's rewrite
					 * (series/steps.h): without prefix, and
					 * paragraphs; else NULL */
	const char *changes;		/* of such a step, for its users; NULL:
					 * what its effect says.  Static. */
};

/*
 * "a() VERBs OBJECT 'x', b() and c() LINK 'y' REST": what stands now in the
 * places of a patch and why that is wrong.
 */
struct wrong {
	const char *verb, *object, *link, *rest;
};

struct room {
	/* May @f be rewritten?  NULL if so, else why not; borrowed, also from @f.
	 * "": there is nothing to rewrite. */
	const char *(*why_not)(const struct finding *f, const struct tree *tree);

	/* The effect of the rewrite of @f, in its file as it was scanned; else
	 * that of the row. */
	enum effect (*effect)(const struct finding *f, const struct tree *tree,
			      const struct source *src);

	/* What to do where the rule only advises (FIX_ADVISE). */
	const char *(*advice)(const struct tree *tree);

	/* Said until the user names an opt-in rule; @rare: few of its findings
	 * have a rewrite, so that this is no reason to call one manual. */
	const char *unasked;
	bool rare;

	/* What the rewrite needs and did not find at a place. */
	const char *needs;

	/* What the rewrite does, in the imperative: the subject of its mail. */
	const char *deed;

	struct wrong wrong;

	/* A mail's sentence about what was proved of the walk behind the test,
	 * from finding.why; @many places.  NULL for none.  The caller frees it. */
	char *(*proof)(const char *why, bool many);

	/* What is asked instead; "$where" are the functions, "$calls" what the
	 * new text calls, with a blank in front. */
	const char *instead;

	/* One more sentence about a change, or NULL; the caller frees it. */
	char *(*remark)(const struct rewrite *r);

	/* The smallest state of the model in which before and after differ, in
	 * the words of 'make model'; NULL: that of its effect. */
	const char *(*smallest)(const struct rewrite *r);

	/* To whom a normal page becomes visible, with "$where"; NULL: "in $where". */
	const char *seen;

	/* What such places are, for the list of those that were left alone. */
	const char *family;

	/* What its patches have in common, for the cover letter. */
	const char *reason;

	/* The cover letter's subject where a series has no other rule. */
	const char *cover_subject;
};

/* The room of @rule; an empty one if it has no rewrite.  Borrowed. */
const struct room *room_of(const struct rule *rule);

#define RULE(id, slug, level, title, engines, modes, fix, effect, state) \
	extern const struct room room_##id;
#include "ground/rules.def"
#undef RULE

#endif
