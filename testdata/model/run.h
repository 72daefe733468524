/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * run.h - turns the global names of a fixture into cases. A generated file
 * includes the fixture, then this, and lists CASE(name) for each of them; the
 * type of the name picks the caller. A new kind of function costs one line
 * here and one caller in run.c.
 */
#ifndef MODEL_RUN_H
#define MODEL_RUN_H

#include "model.h"

#define V struct vm_area_struct *
#define A unsigned long
#define CALLERS(_)							\
	_(vma, void (*)(V))						\
	_(vma_addr, void (*)(V, A))					\
	_(vma_mem, void (*)(V, A *))					\
	_(vma_ptep, void (*)(V, A, pte_t *))				\
	_(vma_pte, void (*)(V, A, pte_t))				\
	_(vma_pmd, void (*)(V, A, pmd_t))				\
	_(vma_pmdp, void (*)(V, A, pmd_t *))				\
	_(vma_pud, void (*)(V, A, pud_t))				\
	_(vma_pudp, void (*)(V, A, pud_t *))				\
	_(int_vma, int (*)(V))						\
	_(int_vma_addr, int (*)(V, A))					\
	_(int_vma_mem, int (*)(V, A *))					\
	_(int_vma_addr_mem, int (*)(V, A, A *))				\
	_(int_vma_pmd, int (*)(V, A, pmd_t))				\
	_(bool_vma_pte, bool (*)(V, A, pte_t))				\
	_(bool_vma_pmd, bool (*)(V, A, pmd_t))				\
	_(walk_ops, const struct mm_walk_ops *)				\
	_(file_ops, const struct file_operations *)			\
	_(file_mmap, int (*)(struct file *, V))

#define DECLARE_CALLER(name, type) bool run_##name(const void *target);
CALLERS(DECLARE_CALLER)

#define PICK_CALLER(name, type) type: run_##name,
/* A name of another type does not compile: no function is left out quietly. */
#define CASE(symbol) { #symbol, (const void *)&symbol,			\
	_Generic(&symbol, CALLERS(PICK_CALLER) struct model_state *: NULL) },

#endif
