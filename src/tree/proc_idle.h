/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * proc_idle.h - whether a program still does something.
 */
#ifndef PFN_PROC_IDLE_H
#define PFN_PROC_IDLE_H

#include <sys/types.h>

#include "ground/base.h"

struct proc_idle {
	unsigned long ticks;		/* of processor time, at the last look */
	gint64 since;			/* monotonic: it has not worked since; 0:
					 * not looked yet */
	gint64 looked;			/* once a second is enough */
};

/*
 * True if the process @pid has slept for PROC_IDLE_SECONDS without any processor
 * time and without a child.  One that waits for a disk does not sleep.  Where
 * /proc does not say, false.
 */
bool proc_is_idle(struct proc_idle *idle, pid_t pid);

#endif
