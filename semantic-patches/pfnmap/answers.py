# SPDX-License-Identifier: GPL-2.0-only
"""Where the answer to a test goes, and whether it is true where a flag is set.

A sense is 1 if the answer is true where a flag is set, -1 if it is true where all
are clear, 0 if that is not known.
"""

import re

from .functions import parameters, split_arguments
from .source import Span, after

# Variables that hand an answer on to each other end somewhere.
MAX_DEPTH = 3
_TRUE = re.compile(r"(?:[1-9]\d*|true|- ?E[A-Z0-9]+)$")
_FALSE = re.compile(r"(?:0|false)$")


def truth(text):
    """1 for a constant that is true, -1 for one that is false, 0 for others."""
    text = text.strip("() ")
    return 1 if _TRUE.match(text) else -1 if _FALSE.match(text) else 0


class Answer:
    """A place in which the answer stands: the test, or a variable that keeps it."""

    def __init__(self, span, sense):
        self.span, self.sense = span, sense

    def sense_in(self, src, outer):
        """The sense of the expression around it."""
        turns = sum(outer.holds(n) for n in src.around("negation", self.span))
        turns += sum(outer.holds(c) and is_turned(src, c)
                     for c in src.around("compare", self.span))
        return -self.sense if turns % 2 else self.sense


def is_turned(src, compared):
    """True for the operand of a comparison that asks whether it is 0."""
    other, operator = compared.what[1:]
    return (truth(other) < 0) == (operator == "==") and bool(truth(other))


# What can keep an answer: a variable, or a member by the way to it.
_KEPT = re.compile(r"\w+(?: ?(?:->|\.) ?\w+)*$")


def places_of(src, name, span):
    """Where what keeps an answer stands in an extent."""
    start, end = src.offsets(span)
    way = r"\s*".join(map(re.escape, re.findall(r"\w+|->|\.", name)))
    for m in re.compile(r"(?<![\w>.])%s\b" % way).finditer(
            src.lexed.code, start, end):
        yield src.span(m.start(), m.end(), span.func)


def is_choice(container):
    """True for the condition of ?:, False for that of an if."""
    return isinstance(container.what[0], Span)


def decided(src, answer):
    """(condition of an if or ?:, its sense), in which an answer stands."""
    conds = src.around("cond", answer.span)
    if conds:
        inner = max(conds, key=lambda s: s.start)
        yield inner, answer.sense_in(src, inner)
    for choice in src.around("choice", answer.span):
        yield choice, answer.sense_in(src, choice)


def branches(src, cond):
    """(then, else or None) of the if or ?: with that condition."""
    if is_choice(cond):
        return cond.what
    then, other = (next((s for s in src.of(kind, cond.func)
                         if s.what[0].start == cond.start), None)
                   for kind in ("then", "else"))
    return then, other


def itself(src, kind, branch):
    """What stands in a branch, and not in an if in it."""
    inner = [s for k in ("then", "else") for s in src.within(k, branch)
             if s.start > branch.start]
    return [s for s in src.within(kind, branch)
            if not any(i.holds(s) for i in inner)]


def kept(src, answer):
    """(variable, its sense) of what is given the answer, or is set by it."""
    conds = src.around("cond", answer.span)
    for a in () if conds else src.around("assign", answer.span):
        yield a.what[0], answer.sense_in(src, a)
    for cond, sense in decided(src, answer) if conds else ():
        for branch, way in zip(branches(src, cond), (sense, -sense)):
            for a in itself(src, "assign", branch) if branch else ():
                if src.text_of(a) in ("0", "1", "false", "true"):
                    yield a.what[0], way * truth(src.text_of(a))


def asked(src, answer, depth=MAX_DEPTH):
    """The answer, and where the variables that keep it are asked later."""
    yield answer
    later = [s for kind in ("cond", "choice", "return", "assign")
             for s in src.of(kind, answer.span.func)
             if s.start > answer.span.end] if depth else ()
    for name, sense in kept(src, answer) if later else ():
        if _KEPT.match(name):
            for place in (p for s in later for p in places_of(src, name, s)):
                yield from asked(src, Answer(place, sense), depth - 1)


def handed(src, answer, depth=MAX_DEPTH):
    """(function, what it does because of it) where an answer is handed to another
    function of the file."""
    places = [answer.span]
    for name, _ in kept(src, answer):
        rest = src.span(src.offsets(answer.span)[1],
                        src.bounds(answer.span.func)[1], answer.span.func)
        places += places_of(src, name, rest) if _KEPT.match(name) else ()
    for place in places:
        for arg in src.around("arg", place):
            for func, given in parameters_of(src, arg) if depth else ():
                yield from chosen(src, func, given)
                for p in places_of(src, given, lines_of(src, func)):
                    yield from handed(src, Answer(p, 0), depth - 1)


def lines_of(src, func):
    return src.span(*src.bounds(func), func)


def parameters_of(src, arg):
    """(function of the file, its parameter) that gets an argument of a call."""
    callee = src.functions().get(arg.what[0])
    names = parameters(callee) if callee else ()
    opening = src.lexed.text.rfind(arg.what[0], 0, src.lexed.offset(arg.start))
    number = len(split_arguments(src.lexed.text[
        opening:src.lexed.offset(arg.end)] + ")")) - 1
    for func in src.named(arg.what[0]) if number < len(names) else ():
        yield func, names[number]


def chosen(src, func, name):
    """(function, extents) of what a parameter chooses."""
    for p in places_of(src, name, lines_of(src, func)):
        for cond, _ in decided(src, Answer(p, 0)):
            spans = [b for b in branches(src, cond) if b]
            if any(itself(src, "jump", b) for b in spans):
                spans.append(after(func, cond.end))
            yield func, spans


def tests(src, token, sense):
    """(condition of an if or ?:, its sense) of all that a test decides."""
    seen = set()
    for answer in asked(src, Answer(token, sense)):
        for cond, way in decided(src, answer):
            if cond.start not in seen:
                seen.add(cond.start)
                yield cond, way


def returned(src, answer):
    """The senses of what is returned because of an answer."""
    if not src.around("choice", answer.span):
        for whole in src.around("return", answer.span):
            yield answer.sense_in(src, whole)
    for cond, sense in decided(src, answer):
        for branch, way in zip(branches(src, cond), (sense, -sense)):
            if branch and is_choice(cond) and src.around("return", branch):
                yield way * truth(src.text_of(branch))
            for r in itself(src, "return", branch) if branch else ():
                yield way * truth(src.text_of(r))


def sense_of(src, reads, token):
    """The sense of a flag, or of a call of a predicate."""
    if token.what[0] != "predicate":
        return 1
    name = token.what[1]
    senses = src.memo.setdefault(("senses", len(src.of("token"))), {})
    if name not in senses:
        # One that asks itself has none.
        senses[name] = src.tree.senses.get(name, 0)
        said = {s for r in reads if r.func[0] == name
                for a in asked(src, Answer(r.first, sense_of(src, reads, r.first)))
                for s in returned(src, a)} - {0}
        if len(said) == 1:
            senses[name] = said.pop()
    return senses[name]
