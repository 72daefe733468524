/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cocci.h - what the semantic patches are told of a kernel tree, and with what
 * they run.
 *
 * The scripts are never changed: names of a tree reach them as data, in a file
 * that semantic-patches/pfnmap/tables.py reads.
 */
#ifndef PFN_COCCI_H
#define PFN_COCCI_H

#include "engine.h"

/* The last line of what a script reports: it was run to its end. */
#define COCCI_WHOLE "# pfnmap: whole"

/*
 * The tree as JSON, which the caller frees:
 *
 *   "has"         [NAME...]  what it declares of the API that rewrites need
 *   "masks"       {NAME: [PLACE...]}  macros and variables that hold a flag
 *   "predicates"  {NAME: [PLACE...]}  functions that answer for one
 *   "fields"      {NAME: [PLACE...]}  members that keep one
 *   "senses"      {PREDICATE: 1 or -1}  carrier.h's sense, where it is known
 *   "writes"      [PREDICATE...]  those that ask about writing, too
 *   "judges"      [PREDICATE...]  those that hand a VMA with flags on to another
 *
 * A PLACE is a file or "folder/" in which the name counts; none: everywhere.  With
 * @rewrites also
 *
 *   "residues"    {PREDICATE: TEXT}  what it asks beside both flags (residue.h)
 *   "excluded"    {PREDICATE: TEXT}  what it says no to, whatever they are
 *   "same", "macros"                 as same_mask.h has them.
 */
char *cocci_data(const struct tree *tree, const struct carrier_set *carriers,
		 bool rewrites);

/*
 * Writes that into @dir and returns the name of the file, which the caller frees;
 * NULL and @error if it cannot be written.
 */
char *cocci_write_data(const char *dir, const struct tree *tree,
		       const struct carrier_set *carriers, bool rewrites,
		       GError **error);

/*
 * Key (cache.h) of all that lies in @datadir and decides what a script says:
 * scripts, macros, package, tables.  NULL and @error if a file cannot be read; the
 * caller frees it.
 */
char *cocci_digest(const char *datadir, GError **error);

/*
 * What spatch is told to take for --python; a static string.  Each spatch asks
 * that interpreter where its library is: a version manager's script, which may
 * be the first python3 in PATH, takes longer to say so than most files take to
 * be parsed, so the system's answers instead of it.
 */
const char *cocci_python(void);

#endif
