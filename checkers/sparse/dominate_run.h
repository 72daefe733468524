/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dominate_run.h - what dominate*.c (the flow of states), asked.c (what a
 * condition says about the entry) and effect.c share.
 */
#ifndef PFN_DOMINATE_RUN_H
#define PFN_DOMINATE_RUN_H

#include "dominate.h"
#include "entry.h"
#include "flags.h"
#include "flow.h"
#include "pure.h"
#include "taint.h"

/* What is known on some path about the entry of the level. */
enum state {
	STATE_NONE = 1,		/* not loaded yet, or a new turn of the loop */
	STATE_OPEN = 2,		/* in hand, not asked */
	STATE_ASKED = 4,	/* normal, absent or not a leaf */
	STATE_REFUSED = 8,	/* in hand, asked, and special */
	STATE_ABSENT = 16,	/* found to be none or not present */
	STATE_HELD = STATE_OPEN | STATE_REFUSED,
};

/* What one function does with an entry, as its callers need it. */
struct summary {
	bool loads;		/* it had an entry of the level */
	bool forks;		/* #if stands in it, or in what it calls */
	bool marks;		/* a constant is left for a special entry */
	bool narrow;		/* asked for VM_PFNMAP only: excluded.c */
	bool asks[2];		/* a result that is false, true: asked */
	bool excludes[2];	/* such a result: absent, or asked and special */
	GPtrArray *effects;	/* struct unfiltered *, owned; NULL: none */
	const struct take *returned;	/* what it returns was taken there, unasked */
	bool returned_page;	/* and is a page, not a frame number */
};

struct dominate {
	struct unit *unit;
	struct spots *spots;
	struct flags *flags;	/* borrowed; NULL: reads of flags say nothing */
	GHashTable *holes;	/* struct fn *: what reports a hole; owned */
	GHashTable *summaries;	/* owned */
	bool descends;		/* a leaf that is left to the walker is an effect */
	struct assume *assume, *own;	/* borrowed; own: if it was given none */
	GPtrArray *takes;	/* struct take *, owned */
};

struct run {
	struct dominate *d;
	struct fn *fn;
	enum pt_level level;
	bool given;		/* an entry is in hand from the beginning */
	bool callback;
	bool hole;		/* it is told of a hole: no entry, but a VMA */
	bool loads_itself;	/* its callers see only what it returns */
	unsigned int depth;
	unsigned int excluding;	/* edges whose conditions are looked at, nested */
	unsigned char *in, *out;	/* enum state, one a block */
	struct basic_block **from;	/* where OPEN came in first */
	struct instruction *load;	/* the first one, for the path */
	bool *in_loop;		/* blocks of loops that load entries */
	GHashTable *derived;		/* pseudo_t computed from an entry */
	struct taint *taint;
	struct paths *paths;		/* that can be taken */
	struct summary *summary;
};

/* Fills run->summary; run->paths may be set, and is freed. */
void dominate_run(struct run *run);

/* Never NULL; borrowed.  For a root: a callback, or what nobody calls here. */
struct summary *dominate_summary(struct dominate *d, struct fn *fn,
				 enum pt_level level, bool given, bool callback);

/* The same for what @call calls, with the constants that it is handed. */
struct summary *dominate_callee(struct run *run, struct instruction *call,
				struct fn *fn, bool given);

/* State on the edge, when @from has been left with run->out. */
unsigned int dominate_edge(struct run *run, struct basic_block *from,
			   struct basic_block *to);

/* Fills in_loop and derived; the caller frees them. */
void dominate_find_loads(struct run *run);

/*
 * True if the edge leaves the loop that loads entries for a reason of its own
 * and nothing behind it has to do with the entry.
 */
bool dominate_leaves_loop(struct run *run, struct basic_block *from,
			  struct basic_block *to);

/*
 * True if the edge leaves the loop that loads entries, and a variable that is
 * used behind it was changed for an entry that nobody had asked about.
 */
bool dominate_carries_out(struct run *run, struct basic_block *from,
			  struct basic_block *to);

/* True if @p being non-zero (@truth) or zero means that the entry was asked. */
bool asked_if(struct run *run, pseudo_t p, bool truth);

/* True if @p being non-zero (@truth) or zero means that the entry is special. */
bool refused_if(struct run *run, pseudo_t p, bool truth);

/* The same: the entry is absent, or was asked and is special (excluded.c). */
bool excluded_if(struct run *run, pseudo_t p, bool truth);

/*
 * True if @insn & VM_PFNMAP being zero (@truth false) says that the entry is in a
 * VMA that gates on the flag let through anyway.
 */
bool excluded_flag_clear(struct run *run, struct instruction *insn, bool truth);

/*
 * The state in which @bb is entered: where absent entries and such that belong
 * to the mapping come together, and nothing looks at the entry, they are one.
 */
unsigned int excluded_join(struct run *run, struct basic_block *bb,
			   unsigned int state);

/* True if @insn uses a value that was computed from the entry. */
bool excluded_uses_entry(struct run *run, struct instruction *insn);

/* True if @call reports a hole in place of what was asked about. */
bool excluded_is_hole(struct run *run, struct instruction *call,
		      unsigned int state);

/* The argument of @call that is (or points to) an entry of the level, or -1. */
int asked_argument(struct run *run, struct instruction *call,
		   unsigned int *pointers);

/* True if @insn lets the walker split the leaf in hand: ACTION_SUBTREE. */
bool effect_descends(struct run *run, struct instruction *insn);

/* True if @insn, other than a call, is an effect. */
bool effect_is(struct run *run, struct instruction *insn);

/* True if such an effect is the same for all entries: "*out = ERROR". */
bool effect_is_mark(struct run *run, struct instruction *insn);

/* Remembers the effects of a call in @state, also those inside of a helper. */
void effect_of_call(struct run *run, struct instruction *call,
		    unsigned int state);

/*
 * Remembers the effect @insn; @inner: those within the function that it calls,
 * in the place of which it stands, or NULL.
 */
void dominate_note(struct run *run, struct instruction *insn,
		   enum entry_use use, const struct take *take,
		   const GPtrArray *inner);

/* The same with what effect_use() says of @insn. */
void dominate_note_effect(struct run *run, struct instruction *insn,
			  const GPtrArray *inner);

/* State behind @insn. */
unsigned int dominate_step(struct run *run, struct instruction *insn,
			   unsigned int state);

/*
 * False if the constant that @insn returns hangs on no branch about the entry: what
 * is the same for all tells nothing of one.
 */
bool told_by_return(struct run *run, struct instruction *insn);

/*
 * As taint_use(), if the page or frame number was taken from an entry that nobody
 * had asked, and still is on a path where nobody has.
 */
bool dominate_uses(struct run *run, struct instruction *insn,
		   enum entry_use *use, const struct take **take);

/* The same of one value; NULL if it is none such. */
const struct take *dominate_taken(struct run *run, pseudo_t p, bool *page);

/* What @insn, which is an effect, does with the entry; @take may be NULL then. */
enum entry_use effect_use(struct run *run, struct instruction *insn,
			  const struct take **take);

/* The steps from the load of the entry to @effect, without it; the caller's. */
GPtrArray *dominate_path(struct run *run, struct instruction *effect);
void dominate_add_step(struct run *run, GPtrArray *path, struct position pos,
		       const char *text);

/* Fills run->taint with what is taken from entries in this function. */
void dominate_find_takes(struct run *run);

/* Marks those that are taken where nobody can have asked. */
void dominate_open_takes(struct run *run);

#endif
