// SPDX-License-Identifier: GPL-2.0-only
/*
 * pfnmap.cocci - all scripts in one parse of each file, as pfncheck runs them in
 * this folder (an #include is looked for in the working directory):
 *
 *	-D data=FILE		what the tree has (pfnmap/tables.py)
 *	-D carriers		the file holds a name of those
 *	-D rule=SLUG -D lines=N,N	rewrite that rule there and nowhere else
 *	-D mark			say at the end that the whole file was analysed
 */
virtual context
virtual org
virtual patch
virtual report

virtual carriers
virtual mark

#include "reads.cocci"
#include "special-leak.cocci"
#include "follow-refcount.cocci"
#include "private-pfnmap.cocci"
#include "unasked-entry.cocci"

@initialize:python@
data << virtual.data;
@@
session.read_tree(data)

@initialize:python@
rule << virtual.rule;
lines << virtual.lines;
@@
session.approve(rule, lines)

@script:python depends on mark@
@@
session.mark()
