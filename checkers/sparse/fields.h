/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fields.h - which members of other structs than a VMA hold VMA flags: those
 * declared with their type, and those that flags are stored to in this unit.
 * Any other member that is tested with a flag's bit has bits of its own.
 */
#ifndef PFN_FIELDS_H
#define PFN_FIELDS_H

#include "spots.h"
#include "unit.h"

struct fields;

/* Looks at no function before it is asked the first question. */
struct fields *fields_new(struct unit *unit, struct spots *spots);
void fields_free(struct fields *fields);

/* True if @access loads or stores a member of a struct, by its name. */
bool fields_is_member(const struct instruction *access);

/* Where a member or a parameter is declared: "stream:line:column". */
char *fields_key(const struct symbol *sym);

struct flags;

/*
 * True if the member that @access goes to holds flags.  @flags tells which
 * values that are stored are flags.
 */
bool fields_hold_flags(struct fields *fields, const struct flags *flags,
		       const struct instruction *access);

/* True if @p, a parameter or the result of a call, is declared as flags. */
bool fields_is_declared(struct fields *fields, pseudo_t p);

#endif
