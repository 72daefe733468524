# SPDX-License-Identifier: GPL-2.0-only
"""What an unmodified kernel gets wrong already, and which patch mends it."""
from dataclasses import dataclass

from observations import (is_complaint, is_death, is_hidden, is_refusal, is_torn,
                          is_wrong, tells_device)

TITLES = {
    "oops": "ends in an oops",
    "complaint": "the kernel complains",
    "frame": "tells the frame number of an entry that has no page",
    "torn": "asking tears a huge leaf down",
    "hidden": "a COWed page is not told like an anonymous page",
    "refused": "refused although a COWed page is an anonymous page",
}


@dataclass
class Wrong:
    key: str
    value: str
    sort: str
    mended_by: str   # subject of the patch, or None


def sort_of_wrong(key, lines):
    value = lines[key]
    if is_death(key):
        return "oops"
    if is_complaint(key):
        return "complaint"
    if tells_device(value):
        return "frame"
    if is_torn(key, value):
        return "torn"
    if is_hidden(key, lines):
        return "refused" if is_refusal(value) and value != "--" else "hidden"
    return None


def still_wrong(key, lines):
    return key in lines and (is_wrong(key, lines[key]) or is_hidden(key, lines))


def find_wrong(states):
    """states: [(subject or None, lines)], the unmodified kernel first."""
    base = states[0][1]
    found = []
    for key in base:
        sort = sort_of_wrong(key, base)
        if not sort:
            continue
        mended = [subject for subject, lines in states[1:]
                  if not still_wrong(key, lines)]
        found.append(Wrong(key, base[key], sort, mended[0] if mended else None))
    return found
