/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * entry.h - values that are page-table entries: by their type, which libsparse
 * keeps (pte_t, pmd_t and pud_t are structs, as kernels with strict types have
 * them), and by what loads them.
 */
#ifndef PFN_ENTRY_H
#define PFN_ENTRY_H

#include "ground/finding.h"
#include "unit.h"

/* Level of an entry type or of a pointer to one, LEVEL_COUNT for others. */
enum pt_level entry_level(struct symbol *type, unsigned int *pointers);

/*
 * Level of the entry that @insn takes from a table: a call that returns one
 * without being handed one, or a load through a pointer.  LEVEL_COUNT: none.
 */
enum pt_level entry_loaded(struct instruction *insn);

/* Level of the entry that the @n-th argument of @call is or points to. */
enum pt_level entry_argument(struct instruction *call, unsigned int n,
			     unsigned int *pointers);

/* The variable of the function itself that @address lies in, or NULL. */
struct symbol *entry_variable(pseudo_t address);

/* True if the address of @access lies in such a variable. */
bool entry_is_local(struct instruction *access);

/*
 * What the variable that @load reads was set to just before, with no call between;
 * NULL if that is not seen.  "ptl = lock(pmd); if (ptl)" where &ptl is handed on later.
 */
pseudo_t entry_stored(struct instruction *load);

/*
 * Adds to @set (of pseudo_t) all that is computed from @p, through calls as
 * well: the folio of an entry.
 */
void entry_derive(GHashTable *set, pseudo_t p);

#endif
