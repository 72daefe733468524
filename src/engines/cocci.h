/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cocci.h - a semantic patch with the carriers of one tree in it.
 *
 * The scripts name the flags in marked places; the names that the index found
 * are added there, which is a plain text substitution.
 */
#ifndef PFN_COCCI_H
#define PFN_COCCI_H

#include "engine.h"

/* The last line of what a script reports: it was run to its end. */
#define COCCI_WHOLE "# pfnmap: whole"

/*
 * Adds the tree's carriers and capabilities to the marked places of @script's
 * text and returns the new text, which the caller frees.
 */
char *cocci_fill(const char *script, const struct tree *tree,
		 const struct carrier_set *carriers);

/*
 * Writes NAME.cocci, filled, into the run's private folder; with @at (file:line
 * pairs, NULL: everywhere) patch mode works at those places only.  Returns the
 * name of the file, NULL and @error if that fails; the caller frees it.
 */
char *cocci_instance(const struct engine_run *run, const char *name,
		     const char *at, GError **error);

/*
 * What spatch is told to take for --python; a static string.  Each spatch asks
 * that interpreter where its library is: a version manager's script, which may
 * be the first python3 in PATH, takes longer to say so than most files take to
 * be parsed, so the system's answers instead of it.
 */
const char *cocci_python(void);

#endif
