/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cmd.h - the commands.  A new one is a file cmd_NAME.c, a line here, and a
 * row of commands[] in main.c; tests hold --help and the manual to that table.
 */
#ifndef PFN_CMD_H
#define PFN_CMD_H

#include "ground/base.h"

/*
 * Each gets its own name as argv[0] and returns an exit status (enum
 * pfn_exit); with @error set, main() prints it and takes its code.
 */
int cmd_scan(int argc, char **argv, GError **error);
int cmd_patch(int argc, char **argv, GError **error);
int cmd_series(int argc, char **argv, GError **error);
int cmd_review(int argc, char **argv, GError **error);
int cmd_walkers(int argc, char **argv, GError **error);
int cmd_hook(int argc, char **argv, GError **error);
int cmd_explain(int argc, char **argv, GError **error);
int cmd_doctor(int argc, char **argv, GError **error);
int cmd_prepare(int argc, char **argv, GError **error);

#endif
