/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * macros.h - macros that Coccinelle has to know to parse what holds a read
 * (spatch --macro-file); without them it drops the whole function.  Bodies
 * only have to parse alike, they are never built.
 */
#define for_each_vma(it, vma)			while (next_vma(it, vma))
#define for_each_vma_range(it, vma, end)	while (next_vma(it, vma, end))
#define scoped_guard(...)			YACFE_ITERATOR
#define scoped_cond_guard(...)			YACFE_ITERATOR
#define __section(name)
#define __alias(name)
#define __weak
#define DEFINE_PER_CPU(type, name)		type name
