/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * command.h - with which compiler arguments a file is parsed when no command
 * line was given: from a build folder.
 */
#ifndef CLANG_COMMAND_H
#define CLANG_COMMAND_H

#include "ground/base.h"

struct command {
	char *dir;	/* working directory of the compiler */
	char **args;	/* NULL terminated, without compiler and file */
};

void command_free(struct command *command);
PFN_DEFINE_FREE(command, command_free)

/*
 * For @file in the build folder @build: its entry in compile_commands.json,
 * else what Kbuild left of its own compilation (.NAME.o.cmd), else the flags of
 * any file of a prepared tree.  NULL with @error where there are none of them.
 */
struct command *command_find(const char *build, const char *file,
			     const char *root, GError **error);

#endif
