# SPDX-License-Identifier: GPL-2.0-only
"""Boots a kernel and brings home its observations and what its log complains of.

A boot that dies in a test is an observation, too: it is noted for that test, and
the next boot begins with the test behind it.
"""
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass, field

END = "end of observations"
DEATHS = 40         # more than any kernel that is worth the time
TRIES = 3           # of boots that do not get to the first test
SILENCE = 400       # seconds: longer than any test on a machine busy with others
MARK = re.compile(r"pfn-test: (\d+) (\S+) (\S+) (\S+)")
# What a kernel says when something is wrong, in any of its ways.
COMPLAINT = re.compile(r"(WARNING: |BUG: |kernel BUG at|Oops|INFO: |general protection|"
                       r"UBSAN|KASAN|refcount_t|Bad page|page dumped because)")
PLACE = re.compile(r"([\w/.-]+\.[ch]):\d+ (?:at )?(\w+)\+?")


@dataclass
class Boot:
    """lines: value by "KIND STATE TEST WHAT", in the order of observation."""
    lines: dict = field(default_factory=dict)
    log: str = ""
    deaths: int = 0
    seconds: float = 0.0
    complete: bool = False


def read_text(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read().replace("\r", "")
    except FileNotFoundError:
        return ""


def boot_once(machine, image, initrd, more):
    """Observation lines, and the log."""
    with tempfile.TemporaryDirectory(prefix="prove-") as work:
        log, lines = os.path.join(work, "log"), os.path.join(work, "lines")
        if machine.name == "um":
            run_um(machine, image, initrd, log, lines, more)
        else:
            run_for(machine.command(image, initrd, log, lines, more), (log, lines),
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL)
        return read_text(lines), read_text(log)


def size_of(paths):
    return sum(os.path.getsize(path) for path in paths if os.path.exists(path))


def run_for(command, files, **more):
    """Runs a machine until it ends, or until it has written nothing to its files for
    so long that it hangs. How long it takes in all depends on the host."""
    with subprocess.Popen(command, **more) as process:
        written, since = -1, time.monotonic()
        while process.poll() is None:
            if size_of(files) != written:
                written, since = size_of(files), time.monotonic()
            elif time.monotonic() - since > SILENCE:
                process.kill()
            try:
                process.wait(timeout=1)
            except subprocess.TimeoutExpired:
                pass


def drain(source, path):
    """Copies what comes out of a pipe to a file, until all writers are gone."""
    with os.fdopen(source, "rb") as pipe, open(path, "wb") as file:
        shutil.copyfileobj(pipe, file)


def run_um(machine, image, initrd, log, lines, more):
    """Its console and its second one are pipes, since it cannot wait for files; each
    reads from one of its own that never says anything."""
    quiet, unused = zip(os.pipe(), os.pipe())
    pipes = {log: os.pipe(), lines: os.pipe()}
    readers = [threading.Thread(target=drain, args=(ends[0], path))
               for path, ends in pipes.items()]
    for reader in readers:
        reader.start()
    out, port = pipes[log][1], pipes[lines][1]
    env = {**os.environ, "GLIBC_TUNABLES": "glibc.pthread.rseq=0", "TMPDIR": "/tmp"}
    run_for(machine.command(image, initrd, log, f"fd:{quiet[1]},fd:{port}", more),
            (log, lines), stdin=quiet[0], stdout=out, stderr=out, pass_fds=(quiet[1], port), env=env)
    for end in (*quiet, *unused, out, port):
        os.close(end)
    for reader in readers:
        reader.join()


def complaint(line):
    """One line of the log without what differs from boot to boot."""
    text = line[COMPLAINT.search(line).start():]
    place = PLACE.search(text)
    if place:
        return f"{text.split(':')[0]}: {place.group(1)} {place.group(2)}()"
    return re.sub(r"0x[0-9a-f]+|\b[0-9a-f]{8,}\b|\d+", "N", text).strip()


def complaints(log):
    """(test or None, text) of each complaint, None before the first test."""
    test, found = None, []
    for line in log.splitlines():
        mark = MARK.search(line)
        if mark:
            test = " ".join(mark.groups()[1:])
        elif COMPLAINT.search(line):
            found.append((test, complaint(line)))
    return found


def add_lines(boot, text):
    """All whole lines: what was being written when a machine died is none."""
    for line in text.split("\n")[:-1]:
        key, equal, value = line.partition("=")
        if equal and key.count(" ") == 3:
            boot.lines[key] = value


def add_complaints(boot, log):
    for test, text in complaints(log):
        key, n = f"{test or 'kernel boot start'} log", 1
        while key in boot.lines:
            n += 1
            key = f"{test or 'kernel boot start'} log.{n}"
        boot.lines[key] = text


def where_it_died(log):
    """The function that an oops names, or that there was none."""
    at = re.search(r"(?:RIP: \w+:|pc : )(\w+)\+", log)
    if at:
        return f"oops in {at.group(1)}()"
    return "panic" if "Kernel panic" in log else "the boot ended early"


def boot(machine, image, initrd, more=()):
    """All observations of one kernel; complete is False if it never got to the end.
    more: words for the kernel's command line."""
    result, start, begun, tries = Boot(), 0, time.monotonic(), 0
    while result.deaths <= DEATHS and not result.complete and tries < TRIES:
        text, log = boot_once(machine, image, initrd, [f"pfn_from={start}", *more])
        marks = MARK.findall(log)
        result.log += log
        if not marks:
            tries += 1
            continue
        add_lines(result, text)
        add_complaints(result, log)
        result.complete = END in text
        if not result.complete:
            result.deaths += 1
            result.lines[" ".join(marks[-1][1:]) + " ended"] = where_it_died(log)
            start = int(marks[-1][0]) + 1
    result.seconds = time.monotonic() - begun
    return result
