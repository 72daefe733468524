# The rules that this script reports: slug -> (WARNING or NOTE, title).
WANTED = {}


def wanted_reads():
    """(read, slug) of the reads of the file that are to be reported."""
    if "wanted" not in src.memo:
        judged = [(r, judge(r)) for r in find_reads()]
        src.memo["wanted"] = [(r, s) for r, s in judged if s in WANTED]
    return src.memo["wanted"]


def messages():
    """(place, text) for each of them, in files that were not told yet."""
    for path in [p for p in SOURCES if not SOURCES[p].told]:
        look_at(path)
        src.told = True
        for read, slug in wanted_reads():
            line, column = read.first.start
            level, title = WANTED[slug]
            place = coccilib.elems.Location(
                path, read.func[0], 0, 0, 0, 0, str(line), str(column),
                str(read.first.end[0]), str(read.first.end[1]))
            yield place, "%s: %s in %s [%s]" % (level, title, read.func[0], slug)


def is_wanted(p):
    """True if a reported read begins at @p."""
    return look_at(p[0].file) and any(
        r.first.start == (int(p[0].line), int(p[0].column))
        for r, s in wanted_reads())
