# SPDX-License-Identifier: GPL-2.0-only
"""Edits of a test of the flags, by extent; the SmPL of reads.cocci makes them.

An edit is (start, end, new text), two places and a text or one of these.
"""

import re

from .said import findings, no_rewrite
from .session import session
from .source import Span
from .tables import NAMES, is_a

# An if statement goes with its condition, or leaves its body behind.
DROPPED, UNWRAPPED = "drop", "{}"
# A declaration that goes; the name of a function that goes.
UNUSED, REMOVED = ";", "-"
_MARKS = (DROPPED, UNWRAPPED, UNUSED, REMOVED)


def refuse(what, why, at=None):
    """No edits; the first reason that is given for a read or finding is told."""
    if at and at[0] != what.start[0]:
        why += " (line %d)" % at[0]
    what.src.memo.setdefault("refused", {}).setdefault(what.start, why)
    return []


def tell_refused(src):
    """Says why a place has no rewrite."""
    for start, why in sorted(src.memo.get("refused", {}).items()):
        no_rewrite(src.path, start[0], why)


class Edits:
    """The edits of all findings of find(), by the rewriters of their rules."""

    def __init__(self, find, rewriters):
        self.find, self.rewriters = find, rewriters

    def of(self, src):
        """(start, end) -> new text, of all rewrites of the file."""
        if "edits" not in src.memo:
            src.memo["edits"] = {
                (start, end): text for f in findings(src, self.find)
                if f.slug in self.rewriters and session.is_asked(f)
                for start, end, text in self.rewriters[f.slug](f.read)}
        return src.memo["edits"]

    def at(self, p):
        """The new text of the edit whose extent is that of @p, or None."""
        src, extent = self._place_of(p[0])
        return self.of(src).get(extent) if src else None

    def _place_of(self, p):
        """Extent of @p in the file as it was before the first edit.

        spatch puts a function that it changed into a file of its own. Lines from
        the top of the function still count there: edits go from the inside to
        the top of a function (reads.cocci).
        """
        first, src = 0, session.at(p)
        if not src:
            src = next(iter(session.sources.values()), None)
            if src is None or "small_output" not in p.file:
                return None, None
            for func in {f.span.func for f in findings(src, self.find)}:
                if func[0] == p.current_element:
                    first = func[1] - int(p.current_element_line)
        return src, ((int(p.line) + first, int(p.column)),
                     (int(p.line_end) + first, int(p.column_end)))

    def is_swapped(self, p):
        text = self.at(p)
        return text is not None and text not in _MARKS

    def is_dropped(self, p):
        return self.at(p) == DROPPED

    def is_unwrapped(self, p):
        return self.at(p) == UNWRAPPED

    def is_unused(self, p):
        return self.at(p) == UNUSED

    def is_removed(self, p):
        return self.at(p) == REMOVED


def starts_at(p, find, slug, start_of):
    """The asked finding of @slug that has its start_of() at @p, or None."""
    src = session.at(p[0])
    start = (int(p[0].line), int(p[0].column))
    return next((f for f in findings(src, find) if f.slug == slug and
                 session.is_asked(f) and start_of(f) == start),
                None) if src else None


def drop_if(cond):
    """The edit that takes away the if statement of a condition."""
    line, column = cond.what[1]
    return (line, column), (line, column + 2), DROPPED


def other_flags(text, separator):
    """The flags of a mask that stay; None where it is no plain list."""
    names = [n.strip() for n in text.strip("() ").split(separator)]
    if not all(re.match(r"^VMA?_\w+$", n) for n in names) or \
       not any(n in NAMES["flag"] for n in names):
        return None
    return [n for n in names if n not in NAMES["flag"] + NAMES["io_flag"]]


def bitmap_test(read):
    """(call span, flags that stay) of vma_test_any(vma, A, B)."""
    src = read.src
    for call in src.of("call", read.func):
        if not is_a("flag_test", call.what[0]):
            continue
        span = src.call_span(call)
        if span.holds(read.first):
            inner = src.text_of(span).split("(", 1)[1][:-1]
            vma, _, bits = inner.partition(",")
            stay = other_flags(bits, ",")
            if stay is None:
                return None, None
            name = call.what[0] if len(stay) > 1 else \
                re.sub(r"_(any|all)$", "", call.what[0])
            return span, "%s(%s)" % (name, ", ".join([vma.strip()] + stay)) \
                if stay else ""
    return None, None


def mask_test(read):
    """(span, what is left of it): of flags & MASK, or of its bitmap form."""
    src = read.src
    masks = src.around("and", read.first)
    if not masks:
        return bitmap_test(read)
    mask = max(masks, key=lambda s: s.start)
    stay = other_flags(src.text_of(mask), "|")
    if stay is None or len(masks) > 1:
        return None, None
    span = with_operand(read, mask)
    if not span:
        return None, None
    left = src.text_of(Span(span.start, mask.start, read.func))
    new = " | ".join(stay)
    return span, (left + " " + ("(%s)" % new if len(stay) > 1 else new)) \
        if stay else ""


def with_operand(read, mask):
    """The span of flags & MASK; None if what stands in front is not found."""
    other = [a.start for a in read.src.of("and", read.func)
             if a.what[1] == mask.what[0] and a.end < mask.start]
    return Span(max(other), mask.end, read.func) if other else None


def bare(text):
    """A condition without outer parentheses and likely()."""
    while True:
        new = re.sub(r"^(?:un)?likely\s*(?=\()", "", text.strip())
        if new.startswith("(") and closes_at_end(new):
            new = new[1:-1].strip()
        if new == text:
            return text
        text = new


def closes_at_end(text):
    depth = 0
    for i, c in enumerate(text):
        depth += {"(": 1, ")": -1}.get(c, 0)
        if not depth:
            return i == len(text) - 1
    return False


def without_operand(cond, test):
    """The condition without one operand of ||, None if that is not it."""
    operands, depth, start = [], 0, 0
    for i, c in enumerate(cond + " "):
        depth += {"(": 1, ")": -1}.get(c, 0)
        if not depth and cond[i:i + 2] == "&&":
            return None
        if i == len(cond) or not depth and cond[i:i + 2] == "||":
            operands.append(cond[start:i].strip())
            start = i + 2
    stay = [o for o in operands
            if re.sub(r"^!!", "", bare(o)).strip("() ") != test.strip("() ")]
    if len(stay) != len(operands) - 1 or not stay:
        return None
    return bare(stay[0]) if len(stay) == 1 else " || ".join(stay)


def unused_locals(read, gone):
    """Edits that take initialised locals along, used in @gone only."""
    first, last = read.src.bounds(read.func)
    body = read.src.lexed.text[first:last]
    for m in re.finditer(r"\n[ \t]+\w[\w \t]*[ *](\w+)\s*=\s*[^;,()]+;", body):
        uses = [first + u.start()
                for u in re.finditer(r"(?<![>.])\b%s\b" % m[1], body)]
        if len(uses) > 1 and uses[0] == first + m.start(1) and all(
                gone[0] <= u < gone[1] for u in uses[1:]):
            start = read.src.lexed.place(uses[0])
            yield start, (start[0], start[1] + len(m[1])), UNUSED


def drop_gate(read, cond):
    """The edits that take the if statement of @cond away, and its locals."""
    start = read.src.lexed.offset(cond.what[1])
    return [drop_if(cond)] + list(
        unused_locals(read, (start, read.src.lexed.end(start))))


def weaken(read):
    """Edits that take the flags out of a test that is one of several reasons."""
    src = read.src
    span, left = mask_test(read)
    if span is None:
        return refuse(read, "the flags do not stand in one plain list of flags",
                      read.start)
    if left:
        return [(span.start, span.end, left)]
    for cond in read.guards:
        other = [s for s in src.of("else", read.func)
                 if s.what[0].start == cond.start]
        if other:
            refuse(read, "the test has an else branch", other[0].start)
            continue
        text, test = bare(src.text_of(cond)), src.text_of(span)
        if text == test:
            return drop_gate(read, cond)
        if text == "!(%s)" % test:
            return [drop_if(cond)[:2] + (UNWRAPPED,)]
        rest = without_operand(src.text_of(cond), test)
        if rest:
            return [(cond.start, cond.end, rest)]
        refuse(read, "the condition asks more than these flags", cond.start)
    return refuse(read, "no condition hangs on the flags alone")


def turned(read, span, if_clear, if_set):
    """The edit of a test as a whole: of !(flags & F), else of flags & F."""
    src = read.src
    for n in sorted(src.around("negation", span), key=lambda s: s.start,
                    reverse=True):
        if src.text_of(n).strip("( )") == src.text_of(span).strip("( )"):
            start = src.lexed.text.rindex("!", 0, src.lexed.offset(n.start))
            return src.lexed.place(start), n.end, if_clear
    return span.start, span.end, if_set
