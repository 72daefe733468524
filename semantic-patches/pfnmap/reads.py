# SPDX-License-Identifier: GPL-2.0-only
"""What is a read of the flags, and what it decides about."""

import functools
import re

from . import answers
from .answers import is_choice
from .macros import stands_for
from .source import after, whole
from .tables import is_a

# What may be done with the value of a token, from the inside to the outside.
CONTEXTS = ("and", "complement", "arg", "compare", "assign", "return",
            "define", "cond")


class Read:
    """The flag and carrier tokens of one test, and what it decides about."""

    def __init__(self, src, tokens, test):
        self.src = src
        self.tokens = sorted(tokens, key=lambda t: t.start)
        self.first, self.test = self.tokens[0], test
        self.func, self.start = self.first.func, self.first.start
        self.names = {t.what[1] for t in tokens}

    @functools.cached_property
    def sense(self):
        """1 if it says yes where a flag is set, -1: where all are clear, or 0."""
        return answers.sense_of(self.src, group_reads(self.src), self.first)

    @functools.cached_property
    def tests(self):
        """(condition of an if or ?:, its sense) of all that depend on it."""
        return list(answers.tests(self.src, self.first, self.sense))

    @property
    def guards(self):
        """The conditions of ifs among these."""
        return [c for c, sense in self.tests if not is_choice(c)]

    def sense_at(self, cond):
        """The sense of one of these conditions."""
        return next(sense for c, sense in self.tests if c is cond)

    def branches(self):
        """(then, else or None, sense) of each if or ?: that depends on it."""
        for cond, sense in self.tests:
            then, other = answers.branches(self.src, cond)
            if then:
                yield then, other, sense

    def both_branches(self):
        return [b for then, other, _ in self.branches()
                for b in (then, other) if b]

    def gates(self):
        """True if a branch of the test leaves."""
        return any(leaves(self.src, b) for b in self.both_branches())

    def region(self):
        """The statements on some path after the test."""
        spans = self.both_branches()
        if self.gates():
            spans.append(after(self.func, self.guards[0].end))
        return spans

    def set_spans(self):
        """What runs because the flag is set."""
        for then, other, sense in self.branches():
            if sense > 0:
                yield then
            elif sense and other:
                yield other
            elif sense and leaves(self.src, then):
                yield after(self.func, then.end)

    def reaches(self, role, want=None):
        return reaches(self.src, role, self.func, self.region(), 2, want)

    def chooses(self, role, want=None):
        """The same, also where another function is handed the answer."""
        return self.reaches(role, want) or any(
            reaches(self.src, role, func, spans, 2, want) for func, spans in
            answers.handed(self.src, answers.Answer(self.first, 0)))


def leaves(src, branch):
    """True if the branch itself leaves, not an if in it."""
    return bool(answers.itself(src, "jump", branch))


def reaches(src, role, func, spans, depth, want=None):
    """True if a call in these spans has the role, or its helper does it.

    @want says of a function whether it is looked into at all.
    """
    if want and not want(src, func):
        return False
    if src.does(role, func, spans):
        return True
    helpers = {n for c in src.of("call", func)
               if any(s.holds(c) for s in spans)
               for n in stands_for(src, c.what[0])} if depth else ()
    return any(reaches(src, role, f, [whole(f)], depth - 1, want)
               for h in helpers for f in src.named(h))


def outermost_first(span):
    return span.start, [-x for x in span.end]


def asks_by_taking_out(src, token):
    """(flags & ~F) == flags: the rest is all there is."""
    return any(a.what[0].strip("() ") == c.what[1].strip("() ")
               for a in src.around("and", token)
               for c in src.around("compare", a))


def verdict(src, token):
    """(is it read, the variable or macro that it is put into)."""
    if token.what[0] == "field":
        return not any(w.end == token.end
                       for w in src.around("written", token)), None
    if token.what[0] == "predicate":
        # arch_validate_flags() is a macro of its own name on sparc, and what is
        # made of a predicate by a macro is read where that one stands.
        return not any(d.what[0] == token.what[1] or
                       d.what[0] in src.tree.predicates
                       for d in src.around("define", token)), None
    compared = False
    found = [(s, k) for k in CONTEXTS for s in src.around(k, token)]
    for s, kind in sorted(found, key=lambda f: outermost_first(f[0]),
                          reverse=True):
        if kind == "and":
            # A copy of the flags that holds VM_PFNMAP is a mask only where
            # the other operand is not itself a constant.
            mine = token.what[0] != "local" or re.search("[a-z]", s.what[0])
            return bool(mine), None
        if kind == "complement":
            return asks_by_taking_out(src, token), None
        if kind == "arg":
            if is_a("flag_test", s.what[0]):
                return True, None
            if not any(is_a(role, s.what[0])
                       for role in ("flag_mask", "transparent", "assert")):
                return False, None
        elif kind == "compare":
            compared = True
        elif kind == "cond":
            return token.what[0] != "local" or compared, None
        else:
            return compared, s.what[0]
    return compared, None


def is_part(s, kind):
    """True if tests in @s are tests of their own."""
    return kind != "arg" or not any(
        is_a(role, s.what[0])
        for role in ("flag_mask", "flag_test", "transparent"))


def group_reads(src):
    """The reads of the tokens that are known, in order."""
    known = len(src.of("token"))
    if src.memo.get("grouped", (None,))[0] != known:
        src.memo["grouped"] = known, group_tokens(src)
    return src.memo["grouped"][1]


def group_tokens(src):
    """One read for each maximal test expression."""
    tests = {}
    for token in src.of("token"):
        if not verdict(src, token)[0]:
            continue
        parts = [s for k in ("part", "arg", "cond", "return", "assign")
                 for s in src.around(k, token) if is_part(s, k)]
        test = max(parts, key=outermost_first, default=token)
        tests.setdefault((test.start, test.end), (test, []))[1].append(token)
    return [Read(src, tokens, test) for test, tokens in
            sorted(tests.values(), key=lambda t: t[0].start)]


def answers_yes_or_no(src, func):
    head = src.header(func)
    if re.search(r"\bbool\b[^(]*\b%s\s*\(" % func[0], head):
        return True
    return bool(re.search(r"\bint\s+%s\s*\(" % func[0], head)) and all(
        re.match(r"^([01]|true|false|!.*|.* (&&|\|\||==|!=|<|>) .*)$", r.what[0])
        for r in src.of("return", func))


def is_about_vma(src, func):
    head = src.header(func)
    # 7.x hands madvise's VMA to helpers of the file in a struct.
    given = re.search(r"\bstruct vm_area_struct \*\w+ = (\w+)->", src.text(func))
    if given and re.match(r"static\b.*\b%s\b" % given[1], head):
        return True
    # An int that is only 0 or 1 is what .test_walk answers about a VMA, too.
    return bool(re.search(r"vm_area_struct|vm_area_desc|vma?_flags_t|flags\b|"
                          r"\bint [^(]*\(.*struct mm_walk \*", head))


def is_predicate(src, func):
    """True if the function answers yes or no about a VMA or its flags."""
    return is_about_vma(src, func) and answers_yes_or_no(src, func)
