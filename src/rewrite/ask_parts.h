/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ask_parts.h - what the ask*.c files share and nobody else needs.
 */
#ifndef PFN_ASK_PARTS_H
#define PFN_ASK_PARTS_H

#include "ask.h"
#include "edits.h"
#include "statement.h"

/* One entry in hand, and where. */
struct hand {
	const struct ask_place *place;
	const struct source *src;
	const struct source_function *fn;
	const struct statement *body;	/* of the function */
	const struct statement *load;	/* behind it the entry is in hand */
	const struct statement *scope;	/* the block in which that is so */
	const struct statement *effect;	/* in the list of @scope; NULL: behind */
	bool at_start;			/* the question begins the scope */
	enum pt_level level;
	char *entry;			/* "ptent", "*pmd" */
	char *vma, *addr, *end;		/* @end: of the range, or NULL */
	char *question;			/* "walk_pte_is_raw(vma, addr, ptent)" */
	struct edits *edits;
};

/* Fills level, entry, load and scope; false and @why if that is not to be seen. */
bool ask_find_entry(struct hand *h, const char **why);

/*
 * Each fills level, entry, load and scope if @s brings an entry in hand:
 * "ptent = ptep_get(pte)", "pmd_t pmd = *pmdp": the variable is the entry.
 * "ptl = pmd_trans_huge_lock(pmd, vma)": what the pointer points to, where it is
 * locked.  "ptl = pmd_lock(mm, pmd);", and behind it a test whether the leaf is
 * still there.
 */
bool ask_by_variable(struct hand *h, const struct statement *s);
bool ask_by_lock(struct hand *h, const struct statement *s);
bool ask_by_plain_lock(struct hand *h, const struct statement *s);

/* The level that a name such as "pmdp_get" speaks of; LEVEL_COUNT: none. */
enum pt_level ask_level_of_name(const char *name);

/* The "=" of @s outside of brackets, or -1; the name in front of one, or NULL. */
int ask_assignment(const struct source *src, const struct statement *s);
char *ask_stored(const struct source *src, int equals);

/* Fills vma, addr and end for a place in @h->scope. */
bool ask_find_range(struct hand *h, const char **why);

/* Adds the edits that ask and leave; false if there is no way out. */
bool ask_leave(struct hand *h, const char **why);

/* The same by the first "goto", the branch's last jump, or the function's test. */
bool ask_leave_by_goto(struct hand *h);
bool ask_leave_by_tail(struct hand *h);
bool ask_leave_as_early(struct hand *h);

/* "if (QUESTION) JUMP" behind @behind, with @unlocks in front of the jump. */
void ask_leave_with(struct hand *h, const struct statement *behind,
		    const char *unlocks, const char *jump);

/* "spin_unlock(ptl);" and its like in @list from @from on, one a line. */
void ask_add_unlocks(const struct hand *h, const struct statement *list,
		     guint from, const char *indent, GString *out);
bool ask_is_unlock(const struct source *src, const struct statement *s);

/* The indent of what stands in the scope. */
char *ask_scope_indent(const struct hand *h);

/* True if @s asks whether @entry is none, or (@present) not present. */
bool ask_is_question(const struct hand *h, const struct statement *s,
		     bool present, const char *entry);

/*
 * Lets what fills the slots of absent entries in the function's loop fill those
 * of the range of a leaf, in place of the effect.
 */
bool ask_fill_hole(struct hand *h);

/*
 * Level and number of stars with which @name is declared in @h->fn, LEVEL_COUNT
 * if it is none of an entry.
 */
enum pt_level ask_declared(const struct hand *h, const char *name,
			   unsigned int *stars);

/* True if the token at @i is the name of a type of declarations. */
bool ask_is_declaration(const struct source *src, const struct statement *s);

#endif
