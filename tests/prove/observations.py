# SPDX-License-Identifier: GPL-2.0-only
"""What an observation is about, and what its value should be.

A key is "KIND STATE TEST WHAT" (testdata/boot/init). Four sorts of observation:

  control   of a mapping without raw frames, or of the page beside a mapping
  cow       of the page that was COWed, or of a mapping as a whole that holds it
  leaf      whether a huge leaf survived the test
  raw       of anything else in a mapping of raw frames
"""
import re

CONTROLS = ("anon", "zero", "file", "thp", "huge-zero")
COWED = ("mem-private", "hole-private", "range-private", "noio-private",
         "mixed-private")
MIXED = ("mixed-private", "mixed-pmd", "mixed-pud")
# The same frames in small entries, which walks have asked about for long.
IN_PTES = {"pmd-shared": "mem-shared", "pmd-hole-private": "hole-private",
           "pud-hole-shared": "hole-private"}
# A PFN mapping with a COWed page is to look like this one, page for page.
LIKE = "anon"
COW_PAGE = ".page1"
DEVICE_FRAME = "frame:device"


def sort_of(key):
    kind, state, _, what = key.split(" ")
    if kind in CONTROLS or what in ("before", "behind"):
        return "control"
    if what == "leaf":
        return "leaf"
    if kind in COWED and state == "cow" and (
            what.endswith(COW_PAGE) or not re.search(r"\.page\d+$", what)):
        return "cow"
    return "raw"


def is_death(key):
    """A test that ended by a signal or with the machine."""
    return key.split(" ")[3] == "ended"


def is_complaint(key):
    return key.split(" ")[3].split(".")[0] == "log"


def is_torn(key, value):
    return sort_of(key) == "leaf" and value == "torn-down" and reads_only(key)


def reads_only(key):
    """Tests that ask, and so should change nothing."""
    test = key.split(" ")[2]
    return test in ("smaps", "smaps_rollup", "numa_maps", "pagemap", "mincore",
                    "move_pages-query", "process_vm_readv", "proc-mem") or (
        test.startswith("scan-") and "protect" not in test)


def tells_device(value):
    return value is not None and DEVICE_FRAME in value


def is_refusal(value):
    """An errno, or a word that stands for one: policy rather than a wrong answer."""
    return value is not None and bool(re.fullmatch(r"E[A-Z0-9]+|refused|--", value))


def is_wrong(key, value):
    """Wrong whatever the mapping: no kernel may do that."""
    return value is not None and (is_death(key) or is_complaint(key) or
                                  tells_device(value) or is_torn(key, value))


def control_of(key):
    """The observation of an anonymous mapping in the same test."""
    return " ".join([LIKE, *key.split(" ")[1:]])


def in_ptes_of(key):
    """The observation of the same frames in small entries, or None."""
    kind, _, rest = key.partition(" ")
    return f"{IN_PTES[kind]} {rest}" if kind in IN_PTES else None


def is_hidden(key, lines):
    """A COWed page that is told otherwise than any anonymous page."""
    wanted = lines.get(control_of(key))
    return (sort_of(key) == "cow" and key.split(" ")[0] not in MIXED and
            wanted is not None and lines[key] != wanted)
