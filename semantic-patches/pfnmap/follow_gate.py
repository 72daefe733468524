# SPDX-License-Identifier: GPL-2.0-only
"""follow-gate: which test may be asked of what the lookup finds, instead."""

import re

from . import judge
from .rewrite import bare, mask_test, refuse, starts_at
from .tables import is_a


def without_lookup(read):
    """Why there is no lookup behind the test to ask instead; None if there is."""
    if is_a("lookup", read.func[0]):
        return "this is the lookup: its callers rely on what it refuses"
    if not read.src.called("lookup", read.func, read.region()):
        return "the lookup does not stand in %s() itself" % read.func[0]
    return None


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
            return refuse(read, "what hangs on the test is more than to return "
                          "one errno", then.start) or None
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
