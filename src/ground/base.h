/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * base.h - the first include of every file: GLib, the exit statuses that
 * scripts rely on, and the calls that this project does not make.
 *
 * The banned calls do not compile.  Names from a scanned tree are data, so
 * nothing here starts a shell; subprocesses get an argument vector.
 */
#ifndef PFN_BASE_H
#define PFN_BASE_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>

#include <glib.h>

#define PFN_VERSION "0.1"

/* Exit statuses of pfncheck.  The checkers use CLEAN and USAGE only. */
enum pfn_exit {
	PFN_EXIT_CLEAN = 0,		/* nothing at or above the level */
	PFN_EXIT_FINDINGS = 1,		/* findings were printed */
	PFN_EXIT_USAGE = 2,		/* usage, missing tool, no tree */
	PFN_EXIT_INCOMPLETE = 3,	/* some file could not be analysed */
};

/* The errors that travel as GError; the code is the exit status. */
#define PFN_ERROR (g_quark_from_static_string("pfncheck"))

/*
 * pfn_auto(finding) f = finding_new(...): freed where the scope ends, as
 * g_autoptr does it for types with a typedef.  PFN_DEFINE_FREE() stands
 * beside the free function's prototype.
 */
#define PFN_DEFINE_FREE(type, free_fn)					\
	static inline __attribute__((unused))				\
	void pfn_auto_free_##type(struct type **p)			\
	{								\
		if (*p)							\
			free_fn(*p);					\
	}
#define pfn_auto(type) \
	__attribute__((cleanup(pfn_auto_free_##type))) struct type *

#define PFN_BANNED(func) use_of_##func##_is_banned

#undef strcpy
#define strcpy(x, y) PFN_BANNED(strcpy)
#undef strcat
#define strcat(x, y) PFN_BANNED(strcat)
#undef sprintf
#define sprintf(...) PFN_BANNED(sprintf)
#undef strtok
#define strtok(x, y) PFN_BANNED(strtok)
#undef system
#define system(x) PFN_BANNED(system)
#undef popen
#define popen(x, y) PFN_BANNED(popen)

#endif
