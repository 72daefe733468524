// ---- patch mode: no rewrite is right by itself, so each place is only named; a
// line that begins like this is none of a patch

@script:python depends on (BASE) && patch@
@@
for place, text in messages():
    print("# %s:%s: no rewrite: %s" % (place.file, place.line, text))
