# SPDX-License-Identifier: GPL-2.0-only
"""Patch mode of the rules about reads, and what it says where it is silent."""

from . import entry_test, follow_gate, gup_gate, judge, same_mask, walk_gate
from .rewrite import Edits, tell_refused
from .said import findings, found_at, no_rewrite
from .session import session

edits = Edits(judge.find, {
    "entry-test": entry_test.rewrite,
    "gup-gate": gup_gate.rewrite,
    "policy": same_mask.rewrite,
    "walk-gate": walk_gate.rewrite,
})


def has_refusal(p):
    """True if a finding begins at @p whose test goes behind the lookup."""
    return any(f.slug == "follow-gate" and session.is_asked(f) and
               follow_gate.refusal(f) is not None
               for f in found_at(p, judge.find))


def has_edits(p):
    """True if a finding begins at @p, in a file with edits."""
    return any(edits.of(f.src) for f in found_at(p, judge.find))


def tell():
    """Names each place without a rewrite, with the reason."""
    for src in session.sources.values():
        edits.of(src)
        for f in filter(session.is_asked, findings(src, judge.find)):
            if f.slug == "follow-gate":
                follow_gate.refusal(f)
            elif f.slug not in edits.rewriters:
                no_rewrite(src.path, f.start[0], f.message())
        tell_refused(src)
