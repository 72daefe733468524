# SPDX-License-Identifier: GPL-2.0-only
"""Which observations a patch changed, and whether its stated effect allows each.

  nfc           nothing may change
  leaf          a huge leaf that was torn down may stay
  cow-visible   that, and what is told of a COWed page may become what is told of an
                anonymous page in the same test, or of one that was left alone if this
                one was
  mended        what no kernel may do may end, and a huge leaf without a struct page may
                be told as the same frames in small entries are
  abi           that and all of cow-visible, and what is told of other entries may
                change, too, but never to their frame numbers

A new complaint of the kernel, a boot that died, a control that changed, or a frame
number of a device that is told now are never allowed.
"""
from dataclasses import dataclass

from observations import (COW_PAGE, LIKE, control_of, in_ptes_of, is_complaint,
                          is_death, is_wrong, sort_of, tells_device)

# What is told of an anonymous page to which nothing was done.
UNTOUCHED = f"{LIKE} cow pagemap pagemap{COW_PAGE}"
EFFECTS = ("nfc", "leaf", "cow-visible", "mended", "abi", "arch")


@dataclass
class Change:
    key: str
    before: str      # None if it was not there
    after: str
    fault: str       # why it is not allowed, or None

    def __str__(self):
        return (f"{self.key}: {self.before or 'nothing'} -> {self.after or 'nothing'}" +
                (f" ({self.fault})" if self.fault else ""))


def follows_death(key, before, old):
    """True if the test ended early before: what it did not get to is new."""
    return before is None and " ".join(key.split(" ")[:3]) + " ended" in old


def never(key, before, after, old):
    """Why no effect allows this change, or None."""
    if after is not None and is_complaint(key):
        return "the kernel complains"
    if after is not None and is_death(key):
        return "the test does not come to its end"
    if tells_device(after) and not tells_device(before):
        return "tells the frame number of a device"
    if sort_of(key) == "control" and not follows_death(key, before, old):
        return "is not about a mapping of raw frames"
    if after is None and not is_wrong(key, before):
        return "is not observed any more"
    return None


def was_refused(key, lines):
    """True if the test did to the anonymous page what it was not let do to this one."""
    returned = " ".join(key.split(" ")[:3]) + " returned"
    return lines.get(returned) != lines.get(control_of(returned))


def not_like_control(key, after, lines):
    """Why this is not what is told of an anonymous page, or None."""
    wanted = lines.get(control_of(key))
    if wanted is None:
        return "has no control to compare with"
    if after == wanted or was_refused(key, lines) and after == lines.get(UNTOUCHED):
        return None
    return f"an anonymous page: {wanted}"


def beyond(effect, key, before, after, old, new):
    """Why this effect does not allow the change, or None."""
    if effect in (None, "nfc"):
        return "no functional change was stated" if effect else "no effect was stated"
    if is_wrong(key, before) or follows_death(key, before, old):
        return None
    sort = sort_of(key)
    if sort == "leaf":
        return None if after == "kept" else "a huge leaf is torn down"
    if effect == "abi":
        return None
    if effect == "mended" and after is not None and after == new.get(in_ptes_of(key)):
        return None
    if sort == "cow" and effect in ("cow-visible", "arch"):
        return not_like_control(key, after, new)
    return f"is not about a COWed page, and the stated effect is {effect}"


def complaints(lines):
    return {value for key, value in lines.items() if is_complaint(key)}


def compare(effect, old, new):
    """All changes between the lines of two kernels, in the order of observation. A
    kernel complains of many things only once: what both complain of is no change,
    in whatever test it was."""
    keys = list(old) + [key for key in new if key not in old]
    both = complaints(old) & complaints(new)
    changes = []
    for key in keys:
        before, after = old.get(key), new.get(key)
        if before == after or is_complaint(key) and {before, after} <= {None, *both}:
            continue
        fault = never(key, before, after, old) or beyond(effect, key, before, after, old, new)
        changes.append(Change(key, before, after, fault))
    return changes


def faults(changes):
    return [change for change in changes if change.fault]
