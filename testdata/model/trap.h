/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * trap.h - where a failed BUG_ON() or a bad pointer goes: run.c sets it
 * before each run. Apart from model.h because <setjmp.h> is nothing that a
 * fixture may see.
 */
#ifndef MODEL_TRAP_H
#define MODEL_TRAP_H

#include <setjmp.h>

extern sigjmp_buf model_trap;

#endif
