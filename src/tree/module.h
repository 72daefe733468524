/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * module.h - modules that are built outside of a kernel tree: which folder is one,
 * and which kernel is on this machine to look at it with.
 *
 * Makefiles are read as text; nothing of them is run.
 */
#ifndef PFN_MODULE_H
#define PFN_MODULE_H

#include "ground/base.h"

/* True if a Kbuild or Makefile of the folder @dir builds modules ("obj-m"). */
bool module_is(const char *dir);

/*
 * The folder, absolute, from @path (a file or a folder) upwards that is a module; NULL
 * if none is.  The caller frees it.
 */
char *module_find(const char *path);

/*
 * Folders below @root that are modules, relative to it, sorted; char *, owned.  Some
 * levels and folders are looked at, no links, nothing below a module.  Never NULL.
 */
GPtrArray *module_below(const char *root);

/* Where the parts of a kernel are that modules are built with. */
struct module_kernel {
	char *source;		/* has include/linux/mm.h: sources, or headers only */
	char *build;		/* what was configured for it; may be the same */
};

/*
 * The kernel of the folder @dir: its sources, a build of them (O=), or a
 * distribution's headers, which point to one another by links or by the Makefile.
 * NULL and @error if it has no include/linux/mm.h.
 */
struct module_kernel *module_kernel_at(const char *dir, GError **error);

/*
 * The one that is looked at unless the user names one: of the kernel that runs, else
 * the newest headers that are installed, else the newest build for this machine in
 * the folder @kept (may be NULL).  NULL and @error where there is none.
 */
struct module_kernel *module_kernel_find(const char *kept, GError **error);
void module_kernel_free(struct module_kernel *kernel);
PFN_DEFINE_FREE(module_kernel, module_kernel_free)

#endif
