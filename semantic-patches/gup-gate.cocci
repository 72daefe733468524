// SPDX-License-Identifier: GPL-2.0-only
/// VM_PFNMAP read refuses or routes get_user_pages() or populate
///
/// get_user_pages() refuses VM_PFNMAP and VM_IO as a whole, so what a caller tests
/// in front of it is the same decision once more.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: get_user_pages, pin_user_pages, populate_vma_page_range

virtual context
virtual org
virtual patch
virtual report

#include "parts/reads.cocci"
#include "parts/rewrite.cocci"

@initialize:python@
@@
#include "parts/rewrite.py"


def arguments(text):
    return [a.strip() for a in text.split(",")]


def pinned_behind(read, cond):
    """(mm, address) of the get_user_pages() that follows the if at once."""
    s = src.statements()
    rest = s.text[s.end(s.offset(cond.what[1])):s.starts[read.func[2]]]
    m = re.match(r"\s*(?:return\s+|\w+\s*=\s*)?"
                 r"(?:get|pin)_user_pages(_remote)?\s*\(([^;]*)\);", rest)
    if not m:
        return None
    words = arguments(" ".join(m[2].split()))
    return tuple(words[:2]) if m[1] else ("current->mm", words[0])


def looked_up(read, vma):
    """(mm, address) by which the VMA was looked up, last thing it was given."""
    s = src.statements()
    head = s.text[s.starts[read.func[1] - 1]:s.offset(read.first.start)]
    given = re.findall(r"\b%s\s*=(?!=)\s*([^;]*);" % vma, head)
    m = given and re.match(r"vma_lookup\(([^()]*)\)$", given[-1].strip())
    return tuple(arguments(m[1])) if m else None


def used_besides(read, cond, vma):
    """True if the VMA is used behind the test: else its lookup goes unused."""
    s = src.statements()
    rest = s.text[s.end(s.offset(cond.what[1])):s.starts[read.func[2]]]
    return bool(re.search(r"\b%s\b" % vma, rest))


def rewrite_gup_gate(read):
    """What GUP says again of the same VMA: VM_IO or VM_PFNMAP is -EFAULT."""
    span, left = mask_test(read)
    if not span or left or read.names & {"VM_MIXEDMAP", "VMA_MIXEDMAP_BIT"}:
        return refuse(read, "get_user_pages() refuses VM_PFNMAP and VM_IO, and "
                      "the test asks something else")
    vma = re.match(r"(?:vma_test\w*\()?(\w+)(?: ?->|,)", text_of(span))
    for cond in read.guards:
        refuses = all(not n and not e and re.match(r"return -E\w+;$", text_of(t))
                      for t, e, n in read.branches())
        if not vma or not refuses or bare(text_of(cond)) != text_of(span):
            refuse(read, "the test does more than to refuse one VMA with an "
                   "errno", cond.start)
        elif not pinned_behind(read, cond) or \
                pinned_behind(read, cond) != looked_up(read, vma[1]):
            refuse(read, "get_user_pages() is not called next, for the address "
                   "by which the VMA was looked up", cond.start)
        elif not used_besides(read, cond, vma[1]):
            refuse(read, "the VMA is not used behind the test: its lookup would "
                   "be left over", cond.start)
        else:
            return drop_gate(read, cond)
    return refuse(read, "no condition hangs on the flags alone")


REWRITERS["gup-gate"] = rewrite_gup_gate
WANTED["gup-gate"] = ("NOTE", "VM_PFNMAP read refuses or routes get_user_pages() or populate")
