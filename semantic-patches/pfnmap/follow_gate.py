# SPDX-License-Identifier: GPL-2.0-only
"""follow-gate: which test may be asked of what the lookup finds, instead."""

import re

from . import judge
from .reads import reaches
from .rewrite import bare, mask_test, refuse, starts_at
from .source import after, whole
from .tables import is_a


def first_call(src, role, func, spans):
    """The first call of that role in one of the spans, or None."""
    calls = [c for c in src.of("call", func)
             if is_a(role, c.what[0]) and any(s.holds(c) for s in spans)]
    return min(calls, key=lambda c: c.start, default=None)


def at(call):
    return "%s() (line %d)" % (call.what[0], call.start[0])


def helper_of(read):
    """The function of the file, called behind the test, that looks up, or None."""
    src = read.src
    for c in sorted(src.of("call", read.func), key=lambda c: c.start):
        if any(s.holds(c) for s in read.region()):
            for func in src.named(c.what[0]):
                if reaches(src, "lookup", func, [whole(func)], 1):
                    return func
    return None


def chosen_against(read):
    """What is called for a VMA without the flag in place of the lookup, or None.

    Another errno, and another kind of page, would come out of the lookup.
    """
    src = read.src
    for then, other, sense in read.branches():
        if sense > 0:
            rest = [other or after(read.func, then.end)]
            return first_call(src, "gup", read.func, rest)
    return None


def without_lookup(read):
    """Why there is no lookup behind the test to ask instead; None if there is."""
    src = read.src
    if is_a("lookup", read.func[0]):
        return "this is the lookup: its callers rely on what it refuses"
    against = chosen_against(read)
    if against:
        return "the flag chooses between the lookup and " + at(against)
    if src.called("lookup", read.func, read.region()):
        return None
    helper = helper_of(read)
    if not helper:
        return "the lookup does not stand in %s() itself" % read.func[0]
    fault = first_call(src, "fault_in", helper, [whole(helper)])
    if fault:
        return "%s(), which looks up, faults in what it does not find: %s" % (
            helper[0], at(fault))
    return "the lookup stands in %s(), whose answer is handed on as it is" % helper[0]


def more_than_errno(read):
    """Why a test that does not just return an errno stays in front."""
    fault = first_call(read.src, "fault_in", read.func, read.region())
    if fault:
        return "without the test %s would fault in what it refuses" % at(fault), None
    return "what hangs on the test is more than to return one errno", \
        next(then.start for then, _, _ in read.branches())


def refusal(finding):
    """Where the if begins whose only question is the flag, and that returns."""
    read = finding.read
    src = read.src
    why = without_lookup(read)
    if why:
        return refuse(read, why) or None
    # "return ret" would answer success once the lookup has set it.
    for then, _, _ in read.branches():
        if not re.search(r"return -E\w+;", src.cut(then)):
            return refuse(read, *more_than_errno(read)) or None
    span, left = mask_test(read)
    for cond in read.guards:
        asked = re.sub(r"^!", "", bare(src.text_of(cond))).strip("( )")
        if span and not left and read.sense_at(cond) < 0 and \
           asked == src.text_of(span).strip("( )"):
            return cond.what[1]
        refuse(read, "the condition asks more than these flags", cond.start)
    return refuse(read, "no condition hangs on the flags alone") or None


def is_refusal(p):
    return starts_at(p, judge.find, "follow-gate", refusal) is not None
