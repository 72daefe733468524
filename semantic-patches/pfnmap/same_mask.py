# SPDX-License-Identifier: GPL-2.0-only
"""policy: the one predicate of the tree that tests exactly the same mask."""

import re

from .reads import answers_yes_or_no
from .rewrite import turned, with_operand
from .tables import is_a


def flags_of(tree, text, separator):
    """The flags of a mask without their prefix; None if it is no list."""
    flags = set()
    for name in re.split(r"[%s()\s]+" % separator, text.strip("() ")):
        m = re.match(r"VM_(\w+)$|VMA_(\w+)_BIT$", name)
        if name in tree.macros:
            flags |= set(tree.macros[name])
        elif m:
            flags.add(m[1] or m[2])
        else:
            return None
    return sorted(flags)


def declared(read, name, kind):
    """True if a parameter or local of the function has that type."""
    return bool(re.search(r"\b%s\s*%s\b" % (kind, name),
                          read.src.text(read.func)))


def masked(read):
    """(span, kind, subject, flags) of a test 'flags & MASK'."""
    src = read.src
    masks = src.around("and", read.first)
    if len(masks) != 1:
        return None
    mask = masks[0]
    subject = re.match(r"^(\w+)( -> vm_flags)?$", mask.what[0])
    span = with_operand(read, mask)
    if not subject or not span:
        return None
    name = subject[1]
    if subject[2] and declared(read, name, r"struct vm_area_struct\s*\*"):
        kind = "vma"
    elif not subject[2] and declared(read, name, "vm_flags_t"):
        kind = "value"
    else:
        return None
    return span, kind, name, flags_of(src.tree, src.text_of(mask), "|")


def called(read):
    """The same of vma_test_any(vma, BIT...) and its like."""
    src = read.src
    for call in src.of("call", read.func):
        m = re.match(r"(vma|vma_flags)_test(_any|_all)?(_mask)?$", call.what[0])
        span = src.call_span(call)
        if not m or not span.holds(read.first):
            continue
        subject, _, bits = \
            src.text_of(span).split("(", 1)[1][:-1].partition(",")
        flags = flags_of(src.tree, bits, ",")
        if m[2] == "_all" and flags and len(flags) > 1:
            return None
        return span, "vma" if m[1] == "vma" else "flags", subject.strip(), flags
    return None


def is_truth(read, span):
    """True if nothing but yes or no is made of the test."""
    around = read.src.around
    if around("compare", span) or any(
            not is_a("transparent", a.what[0]) and not is_a("assert", a.what[0])
            for a in around("arg", span)):
        return False
    return bool(around("cond", span) or around("negation", span) or
                around("return", span) and
                answers_yes_or_no(read.src, read.func))


def with_brackets(src, span):
    """The span with the brackets that hold nothing else, but no call's."""
    text = src.lexed.text
    start, end = src.offsets(span)
    before = re.search(r"(^|[^\w\s])\s*\(\s*$", text[:start])
    behind = re.match(r"\s*\)", text[end:])
    if not before or not behind:
        return span
    return src.span(text.rindex("(", 0, start), end + behind.end(), span.func)


def rewrite(read):
    src = read.src
    test = masked(read) or called(read)
    if not test or src.path.endswith(".h") or read.func[0] in src.tree.same:
        return []
    span, kind, subject, flags = test
    same = [(name, p["clear"]) for name, p in sorted(src.tree.same.items())
            if (p["about"], p["flags"]) == (kind, flags)]
    if len(same) != 1 or not is_truth(read, span):
        return []
    name, clear = same[0]
    ask = "%s(%s)" % (name, subject)
    yes, no = (ask, "!" + ask) if clear else ("!" + ask, ask)
    return [turned(read, with_brackets(src, span), yes, no)]
