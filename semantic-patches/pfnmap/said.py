# SPDX-License-Identifier: GPL-2.0-only
"""What is said of a file, in each mode."""

from .session import session
from .source import OUTSIDE
from .tables import RULES


class Finding:
    """What is said, and where: the extent of the first token."""

    def __init__(self, src, slug, span, name, more="", read=None):
        self.src, self.slug, self.span, self.name = src, slug, span, name
        self.start, self.more, self.read = span.start, more, read

    def message(self):
        rule = RULES[self.slug]
        more = " (%s)" % self.more if self.more else ""
        return "%s: %s in %s%s [%s]" % (rule["level"], rule["title"], self.name,
                                        more, self.slug)


class Place:
    """As coccilib takes a position."""

    def __init__(self, path, span):
        self.file = path
        self.line, self.column = span.start
        self.line_end, self.column_end = span.end


def span_at(src, offset, length):
    return src.span(offset, offset + length, OUTSIDE)


def findings(src, find):
    """What the rule's find() finds in the file, asked once."""
    key = "found", find
    if key not in src.memo:
        src.memo[key] = sorted(find(src), key=lambda f: f.start)
    return src.memo[key]


def messages(find):
    """(place, text) of each finding of the file at hand."""
    for src in session.sources.values():
        for f in findings(src, find):
            yield Place(src.path, f.span), f.message()


def found_at(p, find):
    """The findings that begin at @p."""
    src = session.at(p[0])
    start = (int(p[0].line), int(p[0].column))
    return [f for f in findings(src, find) if f.start == start] if src else []


def is_found(p, find):
    return bool(found_at(p, find))


def no_rewrite(path, line, why):
    """A line that begins like this is not part of a patch."""
    print("# %s:%s: no rewrite: %s" % (path, line, why))


def advise(find):
    """Patch mode of a rule without a rewrite names each place."""
    for src in session.sources.values():
        for f in filter(session.is_asked, findings(src, find)):
            no_rewrite(src.path, f.start[0], f.message())
