# SPDX-License-Identifier: GPL-2.0-only
"""What is a read of the flags, and what it decides about."""

import re

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
        self.guards = guards(src, self.first)

    def negated(self, cond):
        """True if the flag is clear where the condition holds."""
        return sum(cond.holds(n)
                   for n in self.src.around("negation", self.first)) % 2

    def branches(self):
        """(then, else or None, negated) of each if that depends on it."""
        for cond in self.guards:
            then = [s for s in self.src.of("then", self.func)
                    if s.what[0].start == cond.start]
            other = [s for s in self.src.of("else", self.func)
                     if s.what[0].start == cond.start and then
                     and s.start > then[0].end]
            if then:
                yield (then[0], other[0] if other else None,
                       self.negated(cond))
        for choice in self.src.around("choice", self.first):
            yield choice.what[0], choice.what[1], self.negated(choice)

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
        for then, other, negated in self.branches():
            if not negated:
                yield then
            elif other:
                yield other
            elif leaves(self.src, then):
                yield after(self.func, then.end)

    def reaches(self, role, want=None):
        return reaches(self.src, role, self.func, self.region(), 2, want)


def leaves(src, branch):
    """True if the branch itself leaves, not an if in it."""
    inner = [s for k in ("then", "else") for s in src.within(k, branch)
             if s.start > branch.start]
    return any(not any(i.holds(j) for i in inner)
               for j in src.within("jump", branch))


def reaches(src, role, func, spans, depth, want=None):
    """True if a call in these spans has the role, or its helper does it.

    @want says of a function whether it is looked into at all.
    """
    if want and not want(src, func):
        return False
    if src.called(role, func, spans):
        return True
    helpers = {c.what[0] for c in src.of("call", func)
               if any(s.holds(c) for s in spans)} if depth else ()
    return any(reaches(src, role, f, [whole(f)], depth - 1, want)
               for h in helpers for f in src.named(h))


def guards(src, token):
    """The if conditions that a test stands in, or that its result reaches."""
    conds = src.around("cond", token)
    if conds:
        return [max(conds, key=lambda s: s.start)]
    kept = [a.what[0] for a in src.around("assign", token)]
    return [c for c in src.of("cond", token.func) for k in kept
            if c.start > token.end and
            re.search(r"(?<![>.\w] )\b%s\b" % re.escape(k), c.what[0])]


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
        # arch_validate_flags() is a macro of its own name on sparc.
        return not any(d.what[0] == token.what[1]
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
    """One read for each maximal test expression, in order."""
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
