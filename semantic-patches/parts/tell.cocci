// ---- what is said

@script:python depends on (BASE) && report@
@@
for place, text in messages():
    coccilib.report.print_report(place, text)

@script:python depends on (BASE) && org@
@@
for place, text in messages():
    coccilib.org.print_safe_todo(place, text)

@shown depends on (BASE) && context@
identifier T;
position p : script:python() { is_wanted(p) };
@@
* T@p

// The name of a member is no expression of its own.
@depends on (BASE) && context@
expression E;
identifier F;
position p : script:python() { is_wanted(p) };
@@
(
* E->F@p
|
* E.F@p
)
