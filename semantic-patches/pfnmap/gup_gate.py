# SPDX-License-Identifier: GPL-2.0-only
"""gup-gate: what get_user_pages() says again of the same VMA goes."""

import re

from .rewrite import bare, drop_gate, mask_test, refuse


def arguments(text):
    return [a.strip() for a in text.split(",")]


def behind(read, cond):
    """The text of the function behind the if statement of @cond."""
    lexed = read.src.lexed
    return lexed.text[lexed.end(lexed.offset(cond.what[1])):
                      read.src.bounds(read.func)[1]]


def pinned_behind(read, cond):
    """(mm, address) of the get_user_pages() that follows the if at once."""
    m = re.match(r"\s*(?:return\s+|\w+\s*=\s*)?"
                 r"(?:get|pin)_user_pages(_remote)?\s*\(([^;]*)\);",
                 behind(read, cond))
    if not m:
        return None
    words = arguments(" ".join(m[2].split()))
    return tuple(words[:2]) if m[1] else ("current->mm", words[0])


def looked_up(read, vma):
    """(mm, address) by which the VMA was looked up, last thing it was given."""
    given = re.findall(r"\b%s\s*=(?!=)\s*([^;]*);" % vma,
                       read.src.before(read.first))
    m = given and re.match(r"vma_lookup\(([^()]*)\)$", given[-1].strip())
    return tuple(arguments(m[1])) if m else None


def refuses(read):
    """True if nothing but an errno is returned if the flag is set."""
    return all(sense > 0 and not other and
               re.match(r"return -E\w+;$", read.src.text_of(then))
               for then, other, sense in read.branches())


def rewrite(read):
    """VM_IO or VM_PFNMAP is -EFAULT there, too."""
    text_of = read.src.text_of
    span, left = mask_test(read)
    if not span or left or read.names & {"VM_MIXEDMAP", "VMA_MIXEDMAP_BIT"}:
        return refuse(read, "get_user_pages() refuses VM_PFNMAP and VM_IO, and "
                      "the test asks something else")
    vma = re.match(r"(?:vma_test\w*\()?(\w+)(?: ?->|,)", text_of(span))
    for cond in read.guards:
        if not vma or not refuses(read) or \
           bare(text_of(cond)) != text_of(span):
            refuse(read, "the test does more than to refuse one VMA with an "
                   "errno", cond.start)
        elif not pinned_behind(read, cond) or \
                pinned_behind(read, cond) != looked_up(read, vma[1]):
            refuse(read, "get_user_pages() is not called next, for the address "
                   "by which the VMA was looked up", cond.start)
        elif not re.search(r"\b%s\b" % vma[1], behind(read, cond)):
            refuse(read, "the VMA is not used behind the test: its lookup would "
                   "be left over", cond.start)
        else:
            return drop_gate(read, cond)
    return refuse(read, "no condition hangs on the flags alone")
