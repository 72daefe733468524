# SPDX-License-Identifier: GPL-2.0-only
"""What the scripts share: the file at hand, and what was asked of them."""

import os

from . import tables
from .lexer import without_comments
from .source import Source

# Not built into a kernel: src/index/index_list.c leaves them out as well.
USERLAND = ("tools", "scripts", "Documentation", "samples", "usr")


def tree_of(path):
    """The top of the kernel tree that @path stands in, or None."""
    top = os.path.dirname(os.path.abspath(path))
    while top != "/":
        if all(os.path.exists(os.path.join(top, f)) for f in ("Kbuild", "mm")):
            return top
        top = os.path.dirname(top)
    return None


def is_userland(path):
    top = tree_of(path)
    return top is not None and os.path.relpath(
        os.path.abspath(path), top).split(os.sep)[0] in USERLAND


class Session:
    """One run of spatch; what is kept of a file goes with it."""

    def __init__(self, folder):
        self.tree = tables.tree_at(os.path.join(folder, "tree.json"))
        # Rewrites that change more than copy-on-write, too.
        self.opt_in = False
        # What the driver approved: the only rule and its lines; else all.
        self.rule, self.lines = None, set()
        # What spatch has at hand, and those of it that a script opened.
        self.at_hand, self.files, self.sources = None, None, {}

    def start(self, cocci):
        self.at_hand = cocci.files

    def read_tree(self, path):
        self.tree = tables.tree_at(path)

    def approve(self, rule, lines):
        """@lines is a text "12,40"."""
        self.rule = rule
        self.lines = {int(line) for line in lines.split(",")}

    def forget_others(self):
        """Keeps nothing of the last file: spatch may be given many."""
        files = self.at_hand()
        if files != self.files:
            self.files, self.sources = files, {}

    def mark(self):
        """Says that spatch came to the end of a file."""
        for path in self.at_hand():
            print("# pfnmap: whole %s" % path)

    def open(self, p):
        """The file of @p, which is one to look at if a kernel is built of it."""
        self.forget_others()
        if p.file not in self.sources and not is_userland(p.file):
            with open(p.file, encoding="latin-1") as f:
                self.sources[p.file] = Source(p.file, f.read(), self.tree)
        return self.sources.get(p.file)

    def at(self, p):
        """The file of @p; None if no script opened it: a macro of --macro-file."""
        return self.sources.get(p.file)

    def fact(self, kind, p, *what):
        """Keeps one match, and returns its span."""
        src = self.at(p)
        return src and src.add(kind, p, *what)

    def operands(self, operator, p, left, q, right):
        """Keeps both operands of A & B, A && B, A == B and their like."""
        operator = without_comments(operator).strip()
        if operator == "&":
            self.fact("and", p, right, left)
            self.fact("and", q, left, right)
        elif operator in ("&&", "||"):
            self.fact("part", p)
            self.fact("part", q)
        else:
            self.fact("compare", p, left, right, operator)
            self.fact("compare", q, right, left, operator)

    def token(self, p):
        """Keeps a flag or what carries it, with what it is and its name."""
        predicate = self.open(p) and self.at(p).word(p) in self.tree.predicates
        if predicate:
            self.carrier(p, "predicate", self.tree.predicates)
        else:
            self.carrier(p, "mask", self.tree.masks)

    def field(self, p):
        self.carrier(p, "field", self.tree.fields)

    def carrier(self, p, kind, names):
        src = self.open(p)
        name = src and src.word(p)
        if src and tables.counts_in(names.get(name), os.path.abspath(p.file)):
            src.add("token", p, kind, name)

    def is_asked(self, finding):
        """True if patch mode may work on a finding."""
        if self.rule:
            return finding.slug == self.rule and \
                finding.start[0] in self.lines
        return self.opt_in or tables.RULES[finding.slug]["fix"] != "OPT_IN"


session = Session(tables.FOLDER)
