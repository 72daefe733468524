// SPDX-License-Identifier: GPL-2.0-only
/// mmap handler sets up a PFN mapping without demanding VM_SHARED
///
/// A private writable mapping of pfns gets ordinary pages by copy-on-write among
/// its special entries, which nobody asked for. Where a fault handler calls
/// vmf_insert_pfn(), such a mapping hits its BUG_ON(): any user who can map the
/// file can crash the machine. Reject is_cow_mapping() in the handler; patch mode
/// does so with SPFLAGS="-D opt_in".
//# A handler whose callers in another file refuse private mappings is reported; a
//# function that only a handler of another file calls is not looked at.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: remap_pfn_range, io_remap_pfn_range, vmf_insert_pfn, vm_flags_set, is_cow_mapping, file_operations

virtual context
virtual org
virtual patch
virtual report

virtual opt_in
virtual carriers

@initialize:python@
@@
import os
import sys
sys.path.insert(0, os.path.dirname(cocci.cocci_file))
sys.dont_write_bytecode = sys.pycache_prefix is None
from pfnmap import private_pfnmap, said
from pfnmap.session import session
session.start(cocci)

@initialize:python depends on opt_in@
@@
session.opt_in = True

// What is set may come from a variable, a wrapper or a macro of the file.
@setter@
position p;
@@
(
remap_pfn_range@p(...)
|
io_remap_pfn_range@p(...)
|
vm_iomap_memory@p(...)
|
dma_mmap_attrs@p(...)
|
dma_mmap_coherent@p(...)
|
dma_mmap_noncontiguous@p(...)
|
dma_mmap_pages@p(...)
|
dma_mmap_wc@p(...)
|
dma_mmap_writecombine@p(...)
|
mmap_action_remap@p(...)
|
mmap_action_remap_full@p(...)
|
mmap_action_ioremap@p(...)
|
mmap_action_ioremap_full@p(...)
|
mmap_action_simple_ioremap@p(...)
|
vmf_insert_pfn@p(...)
|
vmf_insert_pfn_prot@p(...)
|
VM_PFNMAP@p
|
VMA_PFNMAP_BIT@p
)

@script:python@
p << setter.p;
@@
session.open(p[0])

// A module's headers may have a name for the flags.
@named depends on carriers@
identifier T : script:python() { bool(session.tree.beside) and T in session.tree.masks };
position p;
@@
T@p
@script:python@
p << named.p;
@@
session.open(p[0])

@script:python asked depends on setter || named@
@@
pass

@script:python depends on asked && report@
@@
for place, text in said.messages(private_pfnmap.find):
    coccilib.report.print_report(place, text)

@script:python depends on asked && org@
@@
for place, text in said.messages(private_pfnmap.find):
    coccilib.org.print_safe_todo(place, text)

@depends on asked && context@
identifier T;
position p : script:python() { said.is_found(p, private_pfnmap.find) };
@@
* T@p

@depends on asked && context@
expression E;
identifier T;
position p : script:python() { said.is_found(p, private_pfnmap.find) };
@@
* E->T@p

// ---- patch mode: the handler refuses what it never meant to allow

@first depends on asked && patch@
position p : script:python() { private_pfnmap.is_first(p) };
statement S;
@@
S@p

@script:python refused depends on patch@
p << first.p;
cond;
@@
coccinelle.cond = cocci.make_expr(private_pfnmap.rejection(p))

@depends on patch@
statement first.S;
position first.p;
expression refused.cond;
@@
+ if (cond)
+	return -EINVAL;
S@p

// The blank line in a rule of its own: with the lines above it gets a tab.
@depends on patch@
statement first.S;
expression refused.cond;
@@
if (cond)
	return -EINVAL;
+
S

@script:python depends on asked && patch@
@@
private_pfnmap.tell()
