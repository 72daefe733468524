
// ---- patch mode: edits are decided in parts/rewrite.py, by extent

@swapped depends on (BASE) && patch@
position p : script:python() { is_swapped(p) };
expression E;
@@
E@p

@script:python put depends on patch@
p << swapped.p;
new;
@@
coccinelle.new = cocci.make_expr(edit_at(p)[1])

@depends on patch@
expression swapped.E;
position swapped.p;
expression put.new;
@@
- E@p
+ new

@dropped depends on (BASE) && patch@
position p : script:python() { is_dropped(p) };
expression E;
statement S;
@@
- if@p (E) S

@unwrapped depends on (BASE) && patch disable braces0@
position p : script:python() { is_unwrapped(p) };
expression E;
@@
- if@p (E) {
  ...
- }

@depends on (BASE) && patch@
position p : script:python() { is_unused(p) };
type T;
identifier x;
expression E;
@@
- T x@p = E;

// Else Coccinelle adds a rule for prototypes, which holds no word that a file would
// have to contain: every file of the tree would be parsed.
@depends on (BASE) && patch disable prototypes@
position p : script:python() { is_removed(p) };
identifier fn;
type T;
@@
- static T fn@p(...) { ... }

#include "parts/refused.cocci"
