# The rules that this script reports: slug -> (WARNING or NOTE, title).
WANTED = {}
# What finds them: functions that yield Findings of the file looked at.
FINDERS = []


class Finding:
    """What is said, and where: the extent of the first token."""

    def __init__(self, slug, span, name, more="", read=None):
        self.slug, self.span, self.name = slug, span, name
        self.more, self.read = more, read


def findings():
    """The wanted findings of the file, in order."""
    if "findings" not in src.memo:
        src.memo["findings"] = sorted(
            (f for find in FINDERS for f in find() if f.slug in WANTED),
            key=lambda f: f.span.start)
    return src.memo["findings"]


def messages():
    """(place, text) of each, in files that were not told yet."""
    for path in [p for p in SOURCES if not SOURCES[p].told]:
        look_at(path)
        src.told = True
        for f in findings():
            level, title = WANTED[f.slug]
            place = coccilib.elems.Location(
                path, f.name, 0, 0, 0, 0, str(f.span.start[0]),
                str(f.span.start[1]), str(f.span.end[0]), str(f.span.end[1]))
            more = " (%s)" % f.more if f.more else ""
            yield place, "%s: %s in %s%s [%s]" % (level, title, f.name, more,
                                                  f.slug)


def is_wanted(p):
    """True if a finding begins at @p."""
    start = (int(p[0].line), int(p[0].column))
    return look_at(p[0].file) and any(f.span.start == start for f in findings())
