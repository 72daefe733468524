# SPDX-License-Identifier: GPL-2.0-only
"""Names of the kernel API by role, the rules, and what the tree at hand has."""

import json
import os
import re

FOLDER = os.path.dirname(os.path.abspath(__file__))


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def load_text(path):
    with open(path, encoding="latin-1") as f:
        return f.read()


def pattern(names):
    """A regular expression for names that may begin or end in '*'."""
    return re.compile("(?:%s)$" % "|".join(
        re.escape(n).replace(r"\*", r"\w*") for n in names))


class Tree:
    """What one kernel tree has: carriers of the flags, API, predicates."""

    def __init__(self, data=None):
        data = data or {}
        # What is known to be declared; nothing is known of the tree if empty.
        self.has = set(data.get("has", ()))
        # What holds the flags, what answers for them, and members that keep them:
        # name -> the files and "folders/" in which it counts; none: everywhere.
        self.masks = data.get("masks", {})
        self.predicates = data.get("predicates", {})
        self.fields = data.get("fields", {})
        # Predicate -> 1 if it is true where a flag is set, -1: where all are clear.
        self.senses = data.get("senses", {})
        # Predicates that ask about writing, too.
        self.writes = set(data.get("writes", ()))
        # Predicates that hand a VMA with flags on to one that judges both.
        self.judges = set(data.get("judges", ()))
        # Predicate -> what it asks beside both flags, with % for the VMA.
        self.residues = data.get("residues", {})
        # Predicate -> what it says no to, whatever the flags.
        self.excluded = data.get("excluded", {})
        # Predicate -> {about, flags in order, clear: yes if none is set}.
        self.same = data.get("same", {})
        # Composite macro -> its flags in order.
        self.macros = data.get("macros", {})
        # Of a module: its files that work with VMAs; what they hold once it was read.
        self.beside, self.read_beside = data.get("beside", {}), None

    def lacks(self, name):
        """True if the tree is known not to declare that."""
        return bool(self.has) and name not in self.has


def counts_in(places, path):
    """True if one of the places is that file or its folder, or there is none."""
    folder = os.path.dirname(path) + "/"
    return not places or any((folder if p.endswith("/") else path).endswith("/" + p)
                             for p in places)


def tree_at(path):
    return Tree(load(path) if os.path.exists(path) else None)


_TABLES = load(os.path.join(FOLDER, "tables.json"))
NAMES = _TABLES["api"]
API = {role: pattern(names) for role, names in NAMES.items()}
# What asks an entry may read the flags, by whatever name.
API["normal_page"] = pattern(NAMES["normal_page"] + NAMES["entry_raw"])
# (slug, name of the question), in the order of judgement.
JUDGEMENT = _TABLES["judgement"]
# slug -> {level, title, fix}
RULES = _TABLES["rules"]


def is_a(role, name):
    """True if that name of the kernel API has the role."""
    return bool(API[role].match(name))
