/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rules.h - the rows of rules.def as data: find one by slug, iterate, and the
 * names of levels, engines, fixes and effects as users type and read them.
 */
#ifndef PFN_RULES_H
#define PFN_RULES_H

#include "base.h"

enum rule_id {
#define RULE(id, slug, level, title, engines, modes, fix, effect, state) RULE_##id,
#include "rules.def"
#undef RULE
	RULE_COUNT
};

enum rule_level { LEVEL_NOTE, LEVEL_WARNING };

enum engine_bit { ENGINE_COCCI = 1, ENGINE_CLANG = 2, ENGINE_SPARSE = 4 };
#define ENGINE_ALL (ENGINE_COCCI | ENGINE_CLANG | ENGINE_SPARSE)

enum mode_bit { MODE_REPORT = 1, MODE_ORG = 2, MODE_CONTEXT = 4, MODE_PATCH = 8 };

enum rule_fix { FIX_NONE, FIX_ADVISE, FIX_OPT_IN, FIX_EMITTED };

enum effect {
	EFFECT_NO_EFFECT,	/* no rewrite, nothing to say */
	EFFECT_NFC,
	EFFECT_FIX,
	EFFECT_COW_VISIBLE,
	EFFECT_ABI,
	EFFECT_ARCH,
	EFFECT_COUNT
};

enum rule_state { STATE_STABLE, STATE_PREVIEW, STATE_REMOVED };

struct rule {
	enum rule_id id;
	const char *slug;	/* "walk-gate" */
	enum rule_level level;
	const char *title;
	unsigned int engines;	/* enum engine_bit */
	unsigned int modes;	/* enum mode_bit */
	enum rule_fix fix;
	enum effect effect;
	enum rule_state state;
};

/* The row of @id, which must be below RULE_COUNT.  Borrowed, never NULL. */
const struct rule *rule_get(enum rule_id id);

/* The row with that slug, or NULL. */
const struct rule *rule_find(const char *slug);

/*
 * True if @engine finds that rule, or @slug is "all"; else @error says who does.
 * Who wants it shown asks this.
 */
bool rule_is_found_by(const char *slug, unsigned int engine_bit, GError **error);

/*
 * Rules about reads say the flag or carrier token, and a place has one of them;
 * the others (a special bit, a reference, an mmap handler, gates that disagree)
 * stand beside them.
 */
bool rule_is_about_reads(const struct rule *rule);

/* "note", "warning"; rule_level_parse() is the inverse, false if unknown. */
const char *rule_level_name(enum rule_level level);
bool rule_level_parse(const char *name, enum rule_level *level);

/* "cocci", "clang", "sparse" for one bit; parse gives the bit or 0. */
const char *rule_engine_name(unsigned int engine_bit);
unsigned int rule_engine_parse(const char *name);

/* "nfc", "fix", "cow-visible", "abi", "arch"; "-" for EFFECT_NO_EFFECT. */
const char *rule_effect_name(enum effect effect);
bool rule_effect_parse(const char *name, enum effect *effect);

#endif
