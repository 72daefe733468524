/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tree.h - the kernel tree that is scanned: root, version, what its API has,
 * and with which flags its files compile.  Never written to.
 */
#ifndef PFN_TREE_H
#define PFN_TREE_H

#include "ground/base.h"
#include "module.h"

/* A folder in which this tree was configured and prepared (O=). */
struct tree_build {
	char *dir;		/* absolute; may be the tree's root itself */
	char *arch;		/* folder below arch/: "x86", "arm64" */
	char **compiler;	/* "gcc", "ccache gcc": what prepared it */
	char **flags;		/* compiler arguments for any file, without -c,
				 * -o and the file; relative to @dir */
	char *source;		/* of a part: the tree that it was prepared
				 * for; else NULL */
};

struct tree {
	char *root;		/* absolute, no trailing slash */
	char *under;			/* shadow.h: the tree whose files stand
					 * behind links; NULL for others */
	char *changed;			/* its changed headers, as a digest */
	char *kernel;		/* "6.12.117" */
	bool is_git;		/* root of a git work tree */
	GHashTable *has;	/* set of char *: capabilities of kapi.def */
	GPtrArray *builds;	/* struct tree_build *; may be empty */
	GHashTable *compiled;	/* of a module: file (char *) to struct tree_build *,
				 * where it is known how that is compiled */
	char *headers;		/* of a module: top of the kernel's sources or
				 * headers, absolute; NULL for a kernel */
	char *alone;		/* of a module: the one file that is looked at;
				 * NULL: all of it */
	bool part;		/* see tree_open_part() */
};

/*
 * Opens the tree at @path.  @build_dirs (NULL terminated, may be NULL) are
 * prepared builds; without any, the tree itself counts if it is prepared.
 * NULL and @error: no such folder, no kernel tree (says what is missing), or a
 * named build folder that is not prepared.
 */
struct tree *tree_open(const char *path, char *const *build_dirs,
		       GError **error);

/*
 * The same for a folder that holds a part of a kernel in another state than the
 * tree that @build_dirs were prepared for, as what is staged: a file that the
 * folder lacks is included from there.
 */
struct tree *tree_open_part(const char *path, char *const *build_dirs,
			    GError **error);

/* True if the folder @dir is the top of a kernel tree. */
bool tree_is_root(const char *dir);

/*
 * The folder that holds a kernel tree, from @path upwards; the caller frees it.  NULL
 * if none does.
 */
char *tree_find_root(const char *path);

/*
 * A module outside of a kernel tree: the folder @path, or a file by itself.  Its files
 * are the tree's, the version, the API and the builds are those of @kernel.  How a
 * file is compiled is read off compile_commands.json or what Kbuild left beside it.
 * Files of the kernel have absolute names here.
 */
struct tree *tree_open_module(const char *path, const struct module_kernel *kernel,
			      char *const *build_dirs, GError **error);
void tree_free(struct tree *tree);
PFN_DEFINE_FREE(tree, tree_free)

/*
 * The same kernel with the files of folder @root: other contents, the same
 * capabilities, nothing built.  The caller frees it.  Never fails.
 */
struct tree *tree_with_root(const struct tree *tree, const char *root);

/* True if the tree's headers declare that API name (e.g. "pmd_special"). */
bool tree_has(const struct tree *tree, const char *capability);

/*
 * The build that can parse @file (relative to the root): what it was compiled with
 * itself, the one of its architecture for arch/ARCH/..., else the first.  NULL if
 * there is none.
 */
const struct tree_build *tree_build_for(const struct tree *tree,
					const char *file);

/* True if files of the tree can be compiled at all. */
bool tree_can_compile(const struct tree *tree);

/* True if how @file is compiled is not known but guessed: of a module never built. */
bool tree_is_guess(const struct tree *tree, const char *file);

/*
 * Contents of a file of the tree (relative name), NUL terminated, the caller
 * frees it.  NULL and @error if it cannot be read.
 */
char *tree_read(const struct tree *tree, const char *file, GError **error);

#endif
