#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""histories.py PFNCHECK N - N random histories of one file.

Each starts from a file of generated functions and a baseline of it, and makes
a few random edits.  Some must keep the fingerprint of every finding (lines
move, a neighbour is renamed, code is indented anew, functions change places);
others must end that of one finding and of no other (its function is renamed,
its flag goes away, its function is deleted), or bring exactly one more.  The
seed is fixed, so that a failure can be seen again.
"""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

MARK = "VM_PFNMAP"


class Function:
    """One function; what it reads decides its finding."""

    serial = 0

    def __init__(self, rng):
        Function.serial += 1
        self.name = "f%d" % Function.serial
        self.flags = rng.choice(["VM_PFNMAP", "(VM_IO | VM_PFNMAP)", "VM_IO"])
        self.filler = []
        self.indent = "\t"
        self.broken = False

    def text(self):
        test = "vma->vm_flags & " + self.flags
        if self.broken:
            test = test.replace(" & ", " &\n" + self.indent * 2)
        lines = ["int %s(struct vm_area_struct *vma)" % self.name, "{"]
        lines += [self.indent + "work(%d);" % n for n in self.filler]
        lines += [self.indent + "if (%s)" % test,
                  self.indent * 2 + "return -EINVAL;",
                  self.indent + "return 0;", "}", ""]
        return "\n".join(lines)

    def found(self):
        return MARK in self.flags


class History:
    def __init__(self, pfncheck, folder, seed):
        self.pfncheck, self.folder = pfncheck, folder
        self.rng = random.Random(seed)
        self.functions = [Function(self.rng) for _ in range(6)]
        self.comments = 0
        # Fingerprints that must be there, by function; None: not known yet.
        self.expected = {}

    def write(self):
        with open(os.path.join(self.folder, "mm/file.c"), "w") as f:
            f.write("#include <linux/mm.h>\n" + "/* moved */\n" * self.comments)
            f.write("\n".join(fn.text() for fn in self.functions))

    def fingerprints(self):
        run = subprocess.run([self.pfncheck, "scan", "-q", "-C", self.folder, "--no-cache",
                              "--level=note", "--engine=cocci", "--format=json",
                              "mm/file.c"], capture_output=True, text=True)
        report = json.loads(run.stdout)
        assert not report["incomplete"], report["incomplete"]
        return {f["function"]: f["fingerprint"] for f in report["findings"]}

    # Edits that must keep all.
    def move_lines(self):
        self.comments += self.rng.randrange(1, 9)

    def fill(self):
        self.rng.choice(self.functions).filler.append(self.rng.randrange(99))

    def reindent(self):
        fn = self.rng.choice(self.functions)
        fn.indent = self.rng.choice(["\t", "    ", "\t\t"])

    def rebreak(self):
        fn = self.rng.choice(self.functions)
        fn.broken = not fn.broken

    def shuffle(self):
        self.rng.shuffle(self.functions)

    def rename_neighbour(self):
        silent = [fn for fn in self.functions if not fn.found()]
        if silent:
            self.rng.choice(silent).name += "_renamed"

    # Edits that must end one, or bring one.
    def rename(self):
        fn = self.rng.choice(self.functions)
        self.expected.pop(fn.name, None)
        fn.name += "_renamed"
        if fn.found():
            self.expected[fn.name] = None

    def change_flags(self):
        fn = self.rng.choice(self.functions)
        fn.flags = "VM_IO" if fn.found() else "VM_PFNMAP"
        self.expected.pop(fn.name, None)
        if fn.found():
            self.expected[fn.name] = None

    def delete(self):
        if len(self.functions) > 2:
            fn = self.functions.pop(self.rng.randrange(len(self.functions)))
            self.expected.pop(fn.name, None)

    def add(self):
        fn = Function(self.rng)
        self.functions.insert(self.rng.randrange(len(self.functions)), fn)
        if fn.found():
            self.expected[fn.name] = None

    def check(self, done):
        got = self.fingerprints()
        if got.keys() != self.expected.keys():
            return "%s: found %s, not %s" % (done, sorted(got), sorted(self.expected))
        for name, want in self.expected.items():
            if want is not None and got[name] != want:
                return "%s: %s has another fingerprint" % (done, name)
        if len(set(got.values())) != len(got):
            return "%s: two findings share one" % done
        old = set(filter(None, self.expected.values()))
        for name, want in self.expected.items():
            if want is None and got[name] in old:
                return "%s: %s has somebody else's" % (done, name)
        self.expected = got
        return None

    def run(self, steps):
        edits = [self.move_lines, self.fill, self.reindent, self.rebreak,
                 self.shuffle, self.rename_neighbour, self.rename,
                 self.change_flags, self.delete, self.add]
        self.write()
        self.expected = {fn.name: None for fn in self.functions if fn.found()}
        error = self.check("start")
        done = []
        for _ in range(steps):
            for _ in range(self.rng.randrange(1, 4)):
                edit = self.rng.choice(edits)
                edit()
                done.append(edit.__name__)
            self.write()
            error = error or self.check(" ".join(done))
            done = []
        return error


def main():
    pfncheck, count = sys.argv[1], int(sys.argv[2])
    here = os.path.dirname(os.path.abspath(__file__))
    failed = 0
    for seed in range(count):
        with tempfile.TemporaryDirectory() as work:
            folder = os.path.join(work, "tree")
            shutil.copytree(os.path.join(here, "../../testdata/tree"), folder)
            error = History(pfncheck, folder, seed).run(2)
            if error:
                print("history %d: %s" % (seed, error))
                failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
