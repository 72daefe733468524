// ---- what is said about the reads that have a wanted rule

@script:python depends on (mask || predicate || member) && report@
@@
for place, text in messages():
    coccilib.report.print_report(place, text)

@script:python depends on (mask || predicate || member) && org@
@@
for place, text in messages():
    coccilib.org.print_safe_todo(place, text)

@shown depends on (mask || predicate || member) && context@
identifier T;
position p : script:python() { is_wanted(p) };
@@
* T@p
