
// ---- patch mode: a place that has no rewrite is named, with the reason; a line
// that begins like this is none of a patch

@script:python depends on (BASE) && patch@
@@
for path, line, why in refusals():
    print("# %s:%s: no rewrite: %s" % (path, line, why))
