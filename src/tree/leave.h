/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * leave.h - what this process takes away when it ends, however it ends: private
 * folders, and processes that it started or that those left behind.
 *
 * One list for the process, because a signal handler has no other way to it.
 * After SIGKILL nobody can do it: temp_sweep() does for the next run.
 */
#ifndef PFN_LEAVE_H
#define PFN_LEAVE_H

#include <sys/types.h>

#include "ground/base.h"

/*
 * From now on a signal that ends the process ends its children and removes its
 * folders first.  Call it once, at the start of main().
 */
void leave_init(void);

/*
 * The folder @path, absolute, is removed as well; until leave_drop_folder(), which
 * closes @lock (-1: none), the descriptor that says it is in use.
 */
void leave_add_folder(const char *path, int lock);
void leave_drop_folder(const char *path);

/* The process group @group is ended as well; until leave_drop_group(). */
void leave_add_group(pid_t group);
void leave_drop_group(pid_t group);

/*
 * Ends what children of ours left running, in whatever group: call it when
 * nothing is to run any more.
 */
void leave_end_children(void);

/* Does all of the above and ends the process by @sig, as if it had been sent. */
void leave_by(int sig) G_GNUC_NORETURN;

/*
 * Removes a folder and what is in it; links are removed, never followed.  May
 * be called in a signal handler.
 */
void leave_remove_folder(const char *path);

#endif
