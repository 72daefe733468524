# SPDX-License-Identifier: GPL-2.0-only
"""A private copy of a kernel's sources that is brought into one state after another.

The copy is made of links to the files of the original. A file of it is therefore
only ever replaced, never written to. Files whose content stays keep their time, so
that make rebuilds what a patch changed and no more.
"""
import json
import os
import subprocess

from mails import read_bytes

HERE = os.path.dirname(os.path.abspath(__file__))
BOOT = os.path.join(HERE, "..", "..", "testdata", "boot")
OURS = {"drivers/misc/pfn_maps.c": "pfn_maps.c",
        "include/linux/pfn_out.h": "pfn_out.h"}
DRIVERS = "drivers/misc/Makefile"


def make_copy(original, copy):
    """Links, in seconds; complete or absent."""
    if os.path.exists(copy):
        return
    begun = copy + ".new"
    subprocess.run(["rm", "-rf", begun], check=True)
    subprocess.run(["cp", "-al", original, begun], check=True)
    # A source that was prepared in its own folder refuses builds elsewhere.
    if os.path.exists(os.path.join(begun, ".config")):
        subprocess.run(["make", "-s", "-C", begun, "mrproper"], check=True)
    os.rename(begun, copy)


class Tree:
    def __init__(self, original, copy):
        self.original, self.copy = original, copy
        make_copy(original, copy)
        self.list = copy + ".changed"

    def base(self):
        """What every state has: our driver, and the line that builds it."""
        makefile = read_bytes(os.path.join(self.original, DRIVERS))
        ours = {name: read_bytes(os.path.join(BOOT, "driver", file))
                for name, file in OURS.items()}
        return {**ours, DRIVERS: makefile + b"obj-y += pfn_maps.o\n"}

    def changed(self):
        try:
            with open(self.list, encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return []

    def set(self, files):
        """Brings the copy into the state in which files, contents by name, differ
        from the original and nothing else does."""
        state = {**self.base(), **files}
        names = sorted(set(self.changed()) | set(state))
        with open(self.list, "w", encoding="utf-8") as file:
            json.dump(names, file)
        for name in names:
            self.set_file(name, state[name] if name in state else self.text(name))

    def text(self, name):
        path = os.path.join(self.original, name)
        return read_bytes(path) if os.path.exists(path) else None

    def set_file(self, name, content):
        path = os.path.join(self.copy, name)
        now = read_bytes(path) if os.path.exists(path) else None
        if now == content:
            return
        if content is None:
            os.unlink(path)
            return
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path + ".prove", "wb") as file:
            file.write(content)
        os.rename(path + ".prove", path)
