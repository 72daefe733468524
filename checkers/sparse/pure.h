/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pure.h - which calls leave entries, pages and everything else alone.
 */
#ifndef PFN_PURE_H
#define PFN_PURE_H

#include "unit.h"

enum pure_role {
	PURE_NO_EFFECT,
	PURE_ABSENT,		/* true: no entry that could be special */
	PURE_HOLE,		/* true: nothing is mapped there */
	PURE_PRESENT,		/* false: the same */
	PURE_LEAF,		/* false: a table, no entry of that level */
	PURE_NULL,		/* false: the pointer is one */
	PURE_FAULT,		/* the address is faulted in: another entry */
	/* From here on: what a call says or is, which may have effects. */
	PURE_JUDGES,		/* a walk that judges each entry itself */
	PURE_UNGATED,		/* a walk that walk_page_test() does not gate */
	PURE_NO_VMA,		/* a walk of the kernel's own tables */
	PURE_OTHER_VMA,		/* true: no VMA that has raw entries */
	PURE_HUGETLB,		/* entries of hugetlb's */
	PURE_MAPS,		/* true: the entry maps a folio in hand */
};

/* True if the table gives @name that role. */
bool pure_is(const char *name, enum pure_role role);

/*
 * True if @call has no effect: its name is in the table, or its body is seen
 * and stores to nothing but its own variables and calls only such functions.
 */
bool pure_call(struct unit *unit, struct instruction *call);

/* True if @insn is a warning: the trap of WARN_ON(), but not that of BUG(). */
bool pure_is_warning(struct instruction *insn);

/* True if @insn is an effect by itself: a store, or an asm that writes memory. */
bool pure_is_store(struct instruction *insn);

#endif
