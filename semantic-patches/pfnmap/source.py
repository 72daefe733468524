# SPDX-License-Identifier: GPL-2.0-only
"""One file: what the scripts matched in it, by kind, and what its text says."""

import bisect
import re

from .functions import Function
from .lexer import Text, one_line, without_comments
from .macros import comes_to
from .tables import is_a, load_text

END = (1 << 30, 0)
# The function of what stands outside of all.
OUTSIDE = ("something_else", 0, 0)


class Span:
    """The extent of a match, and the function that it stands in."""

    def __init__(self, start, end, func, *what):
        self.start, self.end, self.func, self.what = start, end, func, what

    def holds(self, other):
        return (self.func == other.func and
                self.start <= other.start and other.end <= self.end)


def after(func, start):
    return Span(start, END, func)


def whole(func):
    return Span((0, 0), END, func)


class Source:
    """A function of it is (name, first line, last line)."""

    def __init__(self, path, text, tree):
        self.path, self.tree = path, tree
        self.lines = text.split("\n")
        self.lexed = Text(text)
        self.facts, self.seen, self.memo = {}, set(), {}
        self._sorted = {}   # kind -> (how many, function -> facts)
        self._extents = {}

    # What the scripts matched.

    def word(self, p):
        return self.lines[int(p.line) - 1][int(p.column):int(p.column_end)]

    def add(self, kind, p, *what):
        """Keeps one match, and returns its span."""
        span = Span((int(p.line), int(p.column)),
                    (int(p.line_end), int(p.column_end)), self.extent(p), *what)
        key = str((kind, span.start, span.end, what))
        if key not in self.seen:
            self.seen.add(key)
            self.facts.setdefault(kind, []).append(span)
        return span

    def extent(self, p):
        """The function around @p."""
        line, first, last = (int(p.line), int(p.current_element_line),
                             int(p.current_element_line_end))
        key = (p.current_element, first, last)
        if key not in self._extents:
            self._extents[key] = self._find_extent(p, line, first, last)
        return self._extents[key]

    def _find_extent(self, p, line, first, last):
        if p.current_element == OUTSIDE[0]:
            return OUTSIDE
        head, brace, _ = self.text((0, first, last)).partition("{")
        if first <= line <= last and (not brace or head.rstrip().endswith("=")):
            return OUTSIDE
        if not (first <= line <= last and
                re.search(r"\b%s\s*\(" % re.escape(p.current_element), head)):
            # SYSCALL_DEFINE3() is expanded: its lines are those of the macro.
            first = last = line
            while first > 1 and not re.match(r"\w+\W*[^:\s]|}",
                                             self.lines[first - 1]):
                first -= 1
            while last < len(self.lines) and self.lines[last - 1][:1] != "}":
                last += 1
        return p.current_element, first, last

    def of(self, kind, func=None):
        """The spans of a kind, in one function or in all."""
        spans = self.facts.get(kind, [])
        if func is None:
            return list(spans)
        count, by_function = self._sorted.get(kind, (0, None))
        if count != len(spans):
            by_function = {}
            for s in spans:
                by_function.setdefault(s.func, []).append(s)
            self._sorted[kind] = len(spans), by_function
        return by_function.get(func, []) if spans else []

    def around(self, kind, inner):
        if kind == "arg":
            return [self.span(start, end, inner.func, name)
                    for start, end, name in self.lexed.arguments(
                        *self.offsets(inner))]
        return [s for s in self.of(kind, inner.func) if s.holds(inner)]

    def within(self, kind, outer):
        return [s for s in self.of(kind, outer.func) if outer.holds(s)]

    def called(self, role, func, spans):
        """True if a name of that role is called in one of the spans."""
        return any(is_a(role, c.what[0]) for c in self.of("call", func)
                   if any(s.holds(c) for s in spans))

    def does(self, role, func, spans):
        """The same by way of macros and of its module's headers, too."""
        return any(comes_to(self, role, c.what[0])
                   for c in self.of("call", func)
                   if any(s.holds(c) for s in spans))

    def named(self, name):
        """The functions of that name."""
        return {s.func for s in self.of("call") + self.of("jump")
                if s.func[0] == name}

    # What the text says.

    def span(self, start, end, func, *what):
        """The span between two offsets."""
        return Span(self.lexed.place(start), self.lexed.place(end), func, *what)

    def offsets(self, span):
        return self.lexed.offset(span.start), self.lexed.offset(span.end)

    def text(self, func):
        return without_comments("\n".join(self.lines[func[1] - 1:func[2]]))

    def header(self, func):
        """What stands in front of a function's body."""
        return one_line(self.text(func).split("{", 1)[0])

    def bounds(self, func):
        """The offsets of a function's lines."""
        return self.lexed.starts[func[1] - 1], self.lexed.starts[func[2]]

    def cut(self, span):
        """The lines of a span, to the end of its function at most."""
        first, last = span.start[0], min(span.end[0], span.func[2])
        return "\n".join(self.lines[first - 1:last])

    def text_of(self, span):
        """The code of a span, on one line."""
        start, end = self.offsets(span)
        return one_line(self.lexed.code[start:end])

    def before(self, span):
        """The code of the function in front of a span."""
        return self.lexed.text[self.bounds(span.func)[0]:
                               self.lexed.offset(span.start)]

    def call_span(self, call):
        """The name that is called with its arguments."""
        opening = self.lexed.skip(self.lexed.offset(call.end))
        return Span(call.start, self.lexed.place(self.lexed.closing(opening)),
                    call.func)

    def all_functions(self):
        """The functions of the file as its text has them: an #else may have one
        once more."""
        if "all_functions" not in self.memo:
            self.memo["all_functions"] = sorted(
                (Function(self.lexed, *d) for d in self.lexed.definitions()),
                key=lambda f: f.name)
        return self.memo["all_functions"]

    def functions(self):
        """These by name; of two the longer one."""
        if "functions" not in self.memo:
            self.memo["functions"] = {f.name: f for f in sorted(
                self.all_functions(), key=lambda f: len(f.text))}
        return self.memo["functions"]

    def others(self):
        """The module's files that work with VMAs, but this one; none of a kernel."""
        if self.tree.read_beside is None:
            self.tree.read_beside = {p: Source(p, load_text(p), self.tree)
                                     for p in self.tree.beside}
        return [o for p, o in self.tree.read_beside.items() if p != self.path]

    def headers(self):
        """Those of them that other files have functions from."""
        return [] if self.path.endswith(".h") else \
            [o for o in self.others() if o.path.endswith(".h")]

    def having(self, name):
        """All functions of that name."""
        return [f for f in self.all_functions() if f.name == name]

    # What the text adds to what the scripts matched.

    def add_statements(self):
        """Adds ifs, jumps and calls of each function."""
        for func in self._known_functions():
            for kind, span in self._statements(func):
                self.facts.setdefault(kind, []).append(span)
        for first, last in self.lexed.directives:
            func = self.function_at(self.lexed.place(first)[0])
            self.facts.setdefault("call", []).extend(
                self._calls(self.lexed.code, first, last, func))

    def _calls(self, text, first, last, func):
        return [self.span(m.start(1), m.end(1), func, m[1])
                for m in self.lexed.calls(text, first, last)]

    def _known_functions(self):
        """Those that have a match, with spatch's lines, and the others'."""
        if "known" not in self.memo:
            known = {s.func for spans in self.facts.values() for s in spans
                     if s.func != OUTSIDE}
            lines = {n for f in known for n in range(f[1], f[2] + 1)}
            place = self.lexed.place
            known |= {(name, place(start)[0], place(end - 1)[0])
                      for name, start, body, end in self.lexed.definitions()
                      if place(body)[0] not in lines}
            self.memo["known"] = sorted(known, key=lambda f: f[1])
        return self.memo["known"]

    def function_at(self, line):
        known = self._known_functions()
        at = bisect.bisect_right([f[1] for f in known], line)
        return known[at - 1] if at and line <= known[at - 1][2] else OUTSIDE

    def _statements(self, func):
        """(kind, span) of the ifs, jumps and calls of a function."""
        text, lexed = self.lexed.text, self.lexed
        first, last = self.bounds(func)
        for m in re.compile(r"\bif\s*\(").finditer(text, first, last):
            close = lexed.closing(m.end() - 1)
            cond = self.span(m.end(), close - 1, func,
                             one_line(text[m.end():close - 1]),
                             lexed.place(m.start()))
            then = lexed.skip(close), lexed.end(close)
            yield "cond", cond
            yield "then", self.span(*then, func, cond)
            other = lexed.otherwise(then[1])
            if other[1] > other[0]:
                yield "else", self.span(*other, func, cond)
        for m in re.compile(r"\b(return|goto|break|continue)\b").finditer(
                text, first, last):
            yield "jump", self.span(m.start(), m.end(), func, m.group())
        body = text.find("{", first, last)
        for call in self._calls(text, body, last, func) if body > 0 else ():
            yield "call", call
