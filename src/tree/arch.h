/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch.h - what an architecture is called by whom.
 */
#ifndef PFN_ARCH_H
#define PFN_ARCH_H

#include "ground/base.h"

/*
 * The folder below arch/ for @name, which uname or make's ARCH= may have ("x86" of
 * "x86_64"), as the kernel's scripts/subarch.include has it; @name itself where it
 * is called the same.  NULL is this machine.  The caller frees it.
 */
char *arch_folder(const char *name);

/* True if the machine's own compiler builds kernels for the folder @arch. */
bool arch_is_native(const char *arch);

#endif
