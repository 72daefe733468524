/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kbuild.h - which options bring a file into a build, read off the tree's own
 * Makefiles (Documentation/kbuild/makefiles.rst): the line that names the
 * object, the object or list that it is part of, the conditionals around these
 * lines, and the folders above.
 *
 * An approximation on purpose: make is not run, and a name that a Makefile
 * computes is not found.  Who asks treats that as "no option is known".
 */
#ifndef PFN_KBUILD_H
#define PFN_KBUILD_H

#include "tree.h"

/*
 * The options ("CONFIG_KVM") that @file (relative to the root, "virt/kvm/x.c")
 * hangs on, outermost folder last; each once.  Empty where there is none, or
 * where none is found.  "!CONFIG_MMU" is one that must not be set.  The caller
 * unrefs it (elements are owned by it).
 */
GPtrArray *kbuild_options(const struct tree *tree, const char *file);

/*
 * The first option that @file hangs on and that the configuration @config (text
 * of a .config) lacks; NULL if it has them all.  The caller frees it.
 */
char *kbuild_missing(const struct tree *tree, const char *file,
		     const char *config);

/* True if the text of a .config sets @option to y or m; of "!CONFIG_X", that not. */
bool kbuild_is_set(const char *config, const char *option);

#endif
