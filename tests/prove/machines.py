# SPDX-License-Identifier: GPL-2.0-only
"""The two machines: how a kernel for each is configured, built and run."""
import os
import re
import subprocess
from dataclasses import dataclass

from mails import read_bytes
from tree import BOOT

QEMU = ["qemu-system-x86_64", "-accel", "tcg", "-M", "pc", "-cpu", "qemu64,+pdpe1gb",
        "-m", "512", "-smp", "1", "-nodefaults", "-no-reboot", "-nographic",
        "-nic", "none", "-monitor", "none"]
# oops=panic: what comes after an oops says nothing about the kernel. The memory
# that memmap= reserves is what the driver's mappings are of. no_timer_check: on a busy
# machine the timer's interrupts come too late for it.
KERNEL_LINE = ("console=ttyS0 earlyprintk=ttyS0 panic=-1 oops=panic numa=fake=2 "
               "memmap=4M$0x4000000 loglevel=7 printk.devkmsg=on tsc=unstable "
               "no_timer_check norandmaps "
               "numa_balancing=disable pfn_port=/dev/ttyS1")
UM_LINE = ["mem=128M", "con=null", "con0=fd:0,fd:1", "oops=panic", "loglevel=7",
           "norandmaps",
           "printk.devkmsg=on", "pfn_port=/dev/tty1"]


@dataclass(frozen=True)
class Machine:
    name: str        # as ARCH=
    image: str       # below the build folder
    target: str      # of make
    flags: tuple     # for the compiler of init

    def fragments(self):
        return [os.path.join(BOOT, name + ".config") for name in ("common", self.name)]

    def command(self, image, initrd, log, lines, more):
        """How to run it. log and lines are where the kernel's log and the observations
        go: files, or for User Mode Linux two descriptors for the latter."""
        if self.name == "um":
            return ["setarch", "-R", image, "initrd=" + initrd, *UM_LINE,
                    "con1=" + lines, *more]
        return [*QEMU, "-serial", "file:" + log, "-serial", "file:" + lines,
                "-kernel", image, "-initrd", initrd,
                "-append", " ".join([KERNEL_LINE, *more])]


X86 = Machine("x86_64", "arch/x86/boot/bzImage", "bzImage", ())
UM = Machine("um", "linux", "linux", ("-DFOR_UM",))
MACHINES = (X86, UM)


# The same sources make the same kernel, to the byte.
SAME = ("LOCALVERSION=", "KBUILD_BUILD_TIMESTAMP=Thu Jan  1 00:00:00 UTC 1970",
        "KBUILD_BUILD_VERSION=1", "KBUILD_BUILD_USER=prove", "KBUILD_BUILD_HOST=prove")


class BuildFailed(Exception):
    """A kernel that does not compile, with the end of what make said."""


def make(tree, machine, build, *what):
    run = subprocess.run(["make", "-s", "-C", tree, "O=" + build,
                          "ARCH=" + machine.name, *SAME, *what],
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, check=False)
    if run.returncode:
        text = run.stdout.decode("utf-8", "replace").splitlines()
        raise BuildFailed("\n".join(text[-20:]))


def is_known(tree, line):
    """Whether this version has the option that a line of a fragment sets."""
    name = re.search(r"CONFIG_(\w+)", line).group(1)
    run = subprocess.run(["grep", "-rqE", rf"^\s*(menu)?config {name}$",
                          "--include=Kconfig*", tree], check=False)
    return run.returncode == 0


def missing_options(tree, config, fragments):
    """The lines of the fragments that a configuration did not take over."""
    with open(config, encoding="utf-8") as file:
        have = set(file.read().splitlines())
    wanted = []
    for fragment in fragments:
        with open(fragment, encoding="utf-8") as file:
            wanted += [line for line in file.read().splitlines()
                       if "CONFIG_" in line]
    absent = [line for line in wanted if line not in have and is_known(tree, line)]
    # An option that cannot be set at all need not be said to be unset.
    return [line for line in absent if not (line.startswith("# ") and not any(
        other.startswith(line.split()[1] + "=") for other in have))]


def configure(tree, machine, build):
    """tinyconfig and our fragments; nothing if that is what is there already."""
    os.makedirs(build, exist_ok=True)
    config, stamp = os.path.join(build, ".config"), os.path.join(build, "configured")
    wanted = b"".join(read_bytes(name) for name in machine.fragments())
    if os.path.exists(stamp) and read_bytes(stamp) == wanted:
        return
    make(tree, machine, build, "tinyconfig")
    with open(config, "ab") as file:
        file.write(wanted)
    make(tree, machine, build, "olddefconfig")
    absent = missing_options(tree, config, machine.fragments())
    if absent:
        raise BuildFailed("not taken over by the configuration: " + ", ".join(absent))
    with open(stamp, "wb") as file:
        file.write(wanted)


def build_kernel(tree, machine, build, jobs):
    configure(tree, machine, build)
    make(tree, machine, build, f"-j{jobs}", machine.target)
    return os.path.join(build, machine.image)


def build_initrd(machine, folder):
    """The program that observes, alone in an archive."""
    os.makedirs(folder, exist_ok=True)
    sources = init_sources()
    subprocess.run(["gcc", "-std=gnu11", "-O2", "-static", *machine.flags,
                    "-o", os.path.join(folder, "init"),
                    *(s for s in sources if s.endswith(".c"))], check=True)
    archive = os.path.join(folder, "initrd")
    with open(archive, "wb") as file:
        subprocess.run(["cpio", "-o", "-H", "newc", "--quiet"], cwd=folder,
                       input=b"init\n", stdout=file, check=True)
    return archive


def init_sources():
    folder = os.path.join(BOOT, "init")
    return sorted(os.path.join(folder, name) for name in os.listdir(folder))
