// ---- tokens: the flags and what carries them in this tree

// Spelled out, one branch a name: of a set of names spatch does not take the
// words that a file must hold, and it would parse every file of the tree.

@mask@
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
// carriers: masks {}
)

@predicate@
position p;
@@
(
pfncheck_no_predicate@p(...)
// carriers: predicates {}
)

@member@
expression E;
position p;
@@
(
E->pfncheck_no_field@p
// carriers: fields {}
)

@script:python@
p << mask.p;
@@
token("mask", p[0])

@script:python@
p << predicate.p;
@@
token("predicate", p[0])

@script:python@
p << member.p;
@@
token("field", p[0])

// ---- contexts: what happens to a value

@and depends on mask || predicate || member@
expression A, B;
position p, q;
@@
A@p & B@q

@script:python@
A << and.A;
B << and.B;
p << and.p;
q << and.q;
@@
fact("and", p[0], B, A)
fact("and", q[0], A, B)

@logic depends on mask || predicate || member@
expression A, B;
position p, q;
@@
(
A@p && B@q
|
A@p || B@q
)

@script:python@
p << logic.p;
q << logic.q;
@@
fact("part", p[0])
fact("part", q[0])

@choice depends on mask || predicate || member@
expression A, B, C;
position p, q, r;
@@
A@p ? B@q : C@r

@script:python@
p << choice.p;
q << choice.q;
r << choice.r;
@@
fact("part", p[0])
fact("choice", p[0], fact("part", q[0]), fact("part", r[0]))

@compare depends on mask || predicate || member@
expression A, B;
position p, q;
@@
(
A@p == B@q
|
A@p != B@q
)

@script:python@
A << compare.A;
B << compare.B;
p << compare.p;
q << compare.q;
@@
fact("compare", p[0], A, B)
fact("compare", q[0], B, A)

@complement depends on mask || predicate || member@
expression A;
position p;
@@
~A@p

@script:python@
p << complement.p;
@@
fact("complement", p[0])

@negation depends on mask || predicate || member@
expression A;
position p;
@@
!A@p

@script:python@
p << negation.p;
@@
fact("negation", p[0])

@assign depends on mask || predicate || member@
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
fact("assign", p[0], L)
fact("written", q[0], L)

@init depends on mask || predicate || member@
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
fact("assign", p[0], x)

@define depends on mask || predicate || member@
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
fact("define", p[0], m)

// ---- statements: what a test decides about

@result depends on mask || predicate || member@
expression E;
position p;
@@
return E@p;

@script:python@
E << result.E;
p << result.p;
@@
fact("return", p[0], E)

@pgoff depends on mask || predicate || member@
expression E;
position p;
@@
E->vm_pgoff@p

@script:python@
p << pgoff.p;
@@
fact("pgoff", p[0])

@walkops depends on mask || predicate || member@
identifier x, fn;
position p;
@@
struct mm_walk_ops x = { .test_walk = fn@p, };

@script:python@
fn << walkops.fn;
p << walkops.p;
@@
fact("test_walk", p[0], fn)

