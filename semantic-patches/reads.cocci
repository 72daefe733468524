// SPDX-License-Identifier: GPL-2.0-only
/// Reads of VM_PFNMAP and VM_MIXEDMAP outside vm_normal_page*()
///
/// A private mapping of pfns holds ordinary pages among special entries after a
/// copy-on-write fault. The flags of the VMA say nothing about one entry, while
/// vm_normal_page*() tells them apart. Each read has one rule: a gate of a walk, of
/// a lookup or of get_user_pages(), a test of an entry that is in hand, and others
/// that may stay. Rewrites that change what userspace sees need SPFLAGS="-D opt_in".
//# A read whose walk stands in another file is taken for a decision about the VMA.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: VM_PFNMAP, VM_MIXEDMAP, vm_normal_page, walk_page_range, follow_pfnmap_start, get_user_pages

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
from pfnmap import follow_gate, judge, patches, said
from pfnmap.session import session
session.start(cocci)

@initialize:python depends on opt_in@
@@
session.opt_in = True

// ---- tokens: the flags, and what carries them in this tree

// Of names in a set spatch does not take the words that a file must hold, and it
// would parse every file of a tree: each name is a branch. 'instantiate' adds those
// of the carriers; '-D carriers' says that the file holds one.
@flag@
position p;
@@
(
VM_PFNMAP@p
|
VM_MIXEDMAP@p
|
VMA_PFNMAP_BIT@p
|
VMA_MIXEDMAP_BIT@p
)
@script:python@
p << flag.p;
@@
session.token(p[0])

@carrier depends on flag || carriers@
identifier T : script:python() { T in session.tree.masks };
position p;
@@
T@p
@script:python@
p << carrier.p;
@@
session.token(p[0])

@predicate depends on flag || carriers@
identifier T : script:python() { T in session.tree.predicates };
position p;
@@
T@p(...)
@script:python@
p << predicate.p;
@@
session.token(p[0])

@member depends on flag || carriers@
expression E;
identifier T : script:python() { T in session.tree.fields };
position p;
@@
(
E->T@p
|
E.T@p
)
@script:python@
p << member.p;
@@
session.field(p[0])

@script:python tokens depends on flag || carrier || predicate || member@
@@
pass

// ---- contexts: what happens to a value

@operands depends on tokens@
expression A, B;
position p, q;
binary operator op = {&,&&,||,==,!=};
@@
A@p op B@q
@script:python@
A << operands.A;
B << operands.B;
p << operands.p;
q << operands.q;
op << operands.op;
@@
session.operands(op, p[0], A, q[0], B)

@choice depends on tokens@
expression A, B, C;
position p, q, r;
@@
A@p ? B@q : C@r
@script:python@
p << choice.p;
q << choice.q;
r << choice.r;
@@
session.fact("part", p[0])
session.fact("choice", p[0], session.fact("part", q[0]), session.fact("part", r[0]))

@complement depends on tokens@
expression A;
position p;
@@
~A@p
@script:python@
p << complement.p;
@@
session.fact("complement", p[0])

@negation depends on tokens@
expression A;
position p;
@@
!A@p
@script:python@
p << negation.p;
@@
session.fact("negation", p[0])

@assign depends on tokens@
expression L, R;
position p, q;
assignment operator op;
@@
L@q op R@p
@script:python@
L << assign.L;
p << assign.p;
q << assign.q;
@@
session.fact("assign", p[0], L)
session.fact("written", q[0], L)

@init depends on tokens@
identifier x;
expression R;
type T;
position p;
@@
T x = R@p;
@script:python@
x << init.x;
p << init.p;
@@
session.fact("assign", p[0], x)

@define depends on tokens@
identifier m;
expression E;
position p;
@@
(
#define m E@p
|
#define m(...) E@p
)
@script:python@
m << define.m;
p << define.p;
@@
session.fact("define", p[0], m)

// ---- statements: what a test decides about

@result depends on tokens@
expression E;
position p;
@@
return E@p;
@script:python@
E << result.E;
p << result.p;
@@
session.fact("return", p[0], E)

@pgoff depends on tokens@
expression E;
position p;
@@
E->vm_pgoff@p
@script:python@
p << pgoff.p;
@@
session.fact("pgoff", p[0])

@walkops depends on tokens@
identifier x, fn;
position p;
@@
struct mm_walk_ops x = { .test_walk = fn@p, };
@script:python@
fn << walkops.fn;
p << walkops.p;
@@
session.fact("test_walk", p[0], fn)

// ---- what is said

@script:python depends on tokens && report@
@@
for place, text in said.messages(judge.find):
    coccilib.report.print_report(place, text)

@script:python depends on tokens && org@
@@
for place, text in said.messages(judge.find):
    coccilib.org.print_safe_todo(place, text)

@depends on tokens && context@
identifier T;
position p : script:python() { said.is_found(p, judge.find) };
@@
* T@p

// The name of a member is no expression of its own.
@depends on tokens && context@
expression E;
identifier T;
position p : script:python() { said.is_found(p, judge.find) };
@@
(
* E->T@p
|
* E.T@p
)

// ---- patch mode of lookups: look up first, then ask the entry

@looked depends on tokens && patch@
identifier T;
position p : script:python() { patches.has_refusal(p) };
@@
T@p

@asked_args depends on looked@
position p : script:python() { follow_gate.is_refusal(p) };
expression E, R;
identifier args, ret;
@@
- if@p (E)
-	return R;
  ... when != args.special
  ret = follow_pfnmap_start(&args);
  if (ret)
	return ret;
+ if (!args.special) {
+	follow_pfnmap_end(&args);
+	return R;
+ }

// Zero pages of a PFN mapping are no normal pages, but of no device either.
@asked_entry depends on looked@
position p : script:python() { follow_gate.is_refusal(p) };
expression E, R, vma, addr;
identifier ptep, ptl, ret;
@@
- if@p (E)
-	return R;
  ...
  ret = follow_pte(vma->vm_mm, addr, &ptep, &ptl);
  if (ret)
	return ret;
+ if (vm_normal_page(vma, addr, *ptep) || is_zero_pfn(pte_pfn(*ptep))) {
+	pte_unmap_unlock(ptep, ptl);
+	return R;
+ }

// ---- patch mode of all others: edits are decided by extent, from the inside to
// the top of a function (pfnmap/rewrite.py)

@edited depends on tokens && patch@
identifier T;
position p : script:python() { patches.has_edits(p) };
@@
T@p

@swapped depends on edited@
position p : script:python() { patches.edits.is_swapped(p) };
expression E;
@@
E@p

@script:python put depends on patch@
p << swapped.p;
new;
@@
coccinelle.new = cocci.make_expr(patches.edits.at(p))

@depends on patch@
expression swapped.E;
position swapped.p;
expression put.new;
@@
- E@p
+ new

@depends on edited@
position p : script:python() { patches.edits.is_dropped(p) };
expression E;
statement S;
@@
- if@p (E) S

@depends on edited disable braces0@
position p : script:python() { patches.edits.is_unwrapped(p) };
expression E;
@@
- if@p (E) {
  ...
- }

@depends on edited@
position p : script:python() { patches.edits.is_unused(p) };
type T;
identifier x;
expression E;
@@
- T x@p = E;

// Else Coccinelle adds a rule for prototypes, which holds no word that a file would
// have to contain: every file of the tree would be parsed.
@depends on edited disable prototypes@
position p : script:python() { patches.edits.is_removed(p) };
identifier fn;
type T;
@@
- static T fn@p(...) { ... }

@script:python depends on tokens && patch@
@@
patches.tell()
