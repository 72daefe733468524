/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * entry.h - values that are page-table entries: by their type, which libsparse
 * keeps (pte_t, pmd_t and pud_t are structs, as kernels with strict types have
 * them), and by what loads them.
 */
#ifndef PFN_ENTRY_H
#define PFN_ENTRY_H

#include "finding.h"
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

/* True if the address of @access is a variable of the function itself. */
bool entry_is_local(struct instruction *access);

#endif
