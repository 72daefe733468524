// SPDX-License-Identifier: GPL-2.0-only
/*
 * command.c - compile_commands.json through libclang, .cmd files by hand.
 */
#include <clang-c/CXCompilationDatabase.h>

#include "command.h"

#define ANY_FILE "scripts/mod/.empty.o.cmd"
#define ANY_SOURCE "scripts/mod/empty.c"

void command_free(struct command *command)
{
	if (!command)
		return;
	g_free(command->dir);
	g_strfreev(command->args);
	g_free(command);
}

static char *take(CXString string)
{
	const char *text = clang_getCString(string);
	char *copy = g_strdup(text ? text : "");

	clang_disposeString(string);
	return copy;
}

static bool is_source(const char *arg, const char *file)
{
	g_autofree char *base = g_path_get_basename(file);
	g_autofree char *other = g_path_get_basename(arg);

	return arg[0] != '-' && !strcmp(base, other);
}

static struct command *from_entry(CXCompileCommand entry, const char *file)
{
	struct command *command = g_new0(struct command, 1);
	g_autoptr(GPtrArray) args = g_ptr_array_new();
	unsigned int n = clang_CompileCommand_getNumArgs(entry);

	for (unsigned int i = 1; i < n; i++) {
		char *arg = take(clang_CompileCommand_getArg(entry, i));

		/* libclang puts "--" in front of the file. */
		if (is_source(arg, file) || !strcmp(arg, "--"))
			g_free(arg);
		else
			g_ptr_array_add(args, arg);
	}
	g_ptr_array_add(args, NULL);
	command->dir = take(clang_CompileCommand_getDirectory(entry));
	command->args = (char **)g_ptr_array_free(g_steal_pointer(&args), FALSE);
	return command;
}

static struct command *from_database(const char *build, const char *path)
{
	CXCompilationDatabase_Error code;
	CXCompilationDatabase db;
	CXCompileCommands commands;
	struct command *command = NULL;
	g_autofree char *name = g_build_filename(build, "compile_commands.json", NULL);

	/* libclang complains on stderr where there is none. */
	if (!g_file_test(name, G_FILE_TEST_IS_REGULAR))
		return NULL;
	db = clang_CompilationDatabase_fromDirectory(build, &code);
	if (code != CXCompilationDatabase_NoError)
		return NULL;
	commands = clang_CompilationDatabase_getCompileCommands(db, path);
	if (commands && clang_CompileCommands_getSize(commands))
		command = from_entry(clang_CompileCommands_getCommand(commands, 0),
				     path);
	if (commands)
		clang_CompileCommands_dispose(commands);
	clang_CompilationDatabase_dispose(db);
	return command;
}

/* Kbuild escapes '$' and '#' for make; objtool may follow behind a ';'. */
static char **split_line(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", 2);
	const char *command = lines[0] ? strstr(lines[0], ":= ") : NULL;
	g_autoptr(GString) plain = NULL;
	g_auto(GStrv) argv = NULL;
	char *end;

	if (!command)
		return NULL;
	plain = g_string_new(command + 3);
	g_string_replace(plain, "$(pound)", "#", 0);
	g_string_replace(plain, "$$", "$", 0);
	end = strstr(plain->str, " ; ");
	if (end)
		g_string_truncate(plain, end - plain->str);
	return g_shell_parse_argv(plain->str, NULL, &argv, NULL) ?
		g_steal_pointer(&argv) : NULL;
}

static struct command *from_cmd(const char *build, const char *name,
				const char *source)
{
	g_autofree char *path = g_build_filename(build, name, NULL);
	g_autofree char *text = NULL;
	g_auto(GStrv) argv = NULL;
	g_autoptr(GPtrArray) args = NULL;
	struct command *command;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		return NULL;
	argv = split_line(text);
	if (!argv)
		return NULL;
	args = g_ptr_array_new();
	for (size_t i = 0; argv[i]; i++)
		if (argv[i][0] == '-' || (i && !is_source(argv[i], source)))
			g_ptr_array_add(args, g_strdup(argv[i]));
	g_ptr_array_add(args, NULL);
	command = g_new0(struct command, 1);
	command->dir = g_canonicalize_filename(build, NULL);
	command->args = (char **)g_ptr_array_free(g_steal_pointer(&args), FALSE);
	return command;
}

static struct command *from_own_cmd(const char *build, const char *path,
				    const char *root)
{
	const char *relative = path;
	g_autofree char *dir = NULL, *base = NULL, *name = NULL;
	char *dot;

	if (root && g_str_has_prefix(path, root) && path[strlen(root)] == '/')
		relative = path + strlen(root) + 1;
	dir = g_path_get_dirname(relative);
	base = g_path_get_basename(relative);
	dot = strrchr(base, '.');
	if (dot)
		*dot = '\0';
	name = g_strdup_printf("%s/.%s.o.cmd", dir, base);
	return from_cmd(build, name, path);
}

struct command *command_find(const char *build, const char *file,
			     const char *root, GError **error)
{
	g_autofree char *path = g_canonicalize_filename(file, NULL);
	struct command *command = from_database(build, path);

	if (!command)
		command = from_own_cmd(build, path, root);
	if (!command)
		command = from_cmd(build, ANY_FILE, ANY_SOURCE);
	if (!command)
		g_set_error(error, PFN_ERROR, PFN_EXIT_INCOMPLETE,
			    "no command line for '%s' in '%s': neither compile_commands.json nor '%s'",
			    file, build, ANY_FILE);
	return command;
}
