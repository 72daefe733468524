# SPDX-License-Identifier: GPL-2.0-only
"""Brings the machines to observe one state of the tree after another.

A state is built for all machines side by side, then booted while the next one is
built. What was built or observed before is not done again.
"""
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from boot import boot
from machines import build_initrd, build_kernel
from mails import read_bytes
from store import Store, digest, state_key
from tree import Tree


def say(text):
    print(f"prove: {text}", file=sys.stderr, flush=True)


def identity(original):
    """The version that a tree says of itself."""
    lines = read_bytes(os.path.join(original, "Makefile")).decode().splitlines()
    words = dict(line.split(" =", 1) for line in lines[:8] if " =" in line)
    numbers = [words.get(name, "").strip() for name in
               ("VERSION", "PATCHLEVEL", "SUBLEVEL")]
    return ".".join(n for n in numbers if n) + words.get("EXTRAVERSION", "").strip()


class Rig:
    """original: the kernel's sources, only read; folder: all that is made."""

    def __init__(self, original, folder, machines, jobs):
        self.folder, self.machines, self.jobs = folder, machines, jobs
        os.makedirs(folder, exist_ok=True)
        self.tree = Tree(original, os.path.join(folder, "source"))
        self.store = Store(folder)
        self.kernel = identity(original)
        self.initrds = {m: build_initrd(m, os.path.join(folder, "init-" + m.name))
                        for m in machines}
        self.booting = ThreadPoolExecutor(max_workers=1)

    def state(self, machine, files):
        return state_key(machine, {**self.tree.base(), **files}, self.kernel)

    def build(self, machine, state):
        """The kernel of the state that the tree is in."""
        begun = time.monotonic()
        built = build_kernel(self.tree.copy, machine,
                             os.path.join(self.folder, machine.name), self.jobs)
        say(f"built for {machine.name} in {time.monotonic() - begun:.0f} s")
        return self.store.keep_image(state, built)

    def images(self, files):
        """{machine: its kernel} of one state, built where that was not done yet."""
        states = {m: self.state(m, files) for m in self.machines}
        found = {m: self.store.image_of(states[m]) for m in self.machines}
        missing = [m for m in self.machines if not found[m]]
        if missing:
            self.tree.set(files)
            with ThreadPoolExecutor(max_workers=len(missing)) as pool:
                found.update(zip(missing, pool.map(
                    lambda m: self.build(m, states[m]), missing)))
        return found

    def observe(self, name, files, more=()):
        """{machine: future of its Boot} for one state of the tree. more: what else
        goes on the kernel's command line."""
        return {m: self.booting.submit(self.boot, name, m, image, list(more))
                for m, image in self.images(files).items()}

    def boot(self, name, machine, image, more):
        initrd = self.initrds[machine]
        program = os.path.join(os.path.dirname(initrd), "init")
        key = digest(os.path.basename(image), read_bytes(program),
                     *machine.command("", "", "", "", more))
        result = self.store.get(key)
        if result:
            return result
        result = boot(machine, image, initrd, more)
        say(f"{name}: {len(result.lines)} observations on {machine.name} "
            f"in {result.seconds:.0f} s" +
            (f", {result.deaths} tests ended the boot" if result.deaths else "") +
            ("" if result.complete else ", not complete"))
        if result.complete:
            self.store.put(key, result)
        return result
