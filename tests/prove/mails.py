# SPDX-License-Identifier: GPL-2.0-only
"""Reads a series as it was mailed: subject, stated effect, and the diff."""
import email
import email.policy
import hashlib
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass

# What a mail says of its effect, in the words of src/series, and what that is.
# The first that fits counts.
STATED = (
    ("nfc", r"no functional change"),
    ("leaf", r"huge (leaf|leaves|puds?|pmds?)\b.*\b(kept|keep|stay|stays|no longer)"),
    ("abi", r"user ?space sees|visible to user ?space"),
    ("cow-visible", r"become(s)? visible|are now (seen|reported|treated)"),
    ("mended", r"fixes: |oops|crash"),
)


@dataclass
class Patch:
    """One mail. effect is None where its text states none."""
    name: str
    subject: str
    effect: str
    diff: str

    @property
    def id(self):
        """The same for two mails that change the same lines (see id_of())."""
        return id_of(self.diff)


def id_of(diff):
    """SHA-256 of a diff without what a commit elsewhere changes: line numbers and
    hashes. 'pfncheck series' makes the same of what it is about to mail."""
    lines = [line for line in diff.splitlines()
             if line and line[0] in "+- " and line != "-- "]
    return hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()


def stated_effect(text):
    words = " ".join(text.split()).lower()
    for effect, pattern in STATED:
        if re.search(pattern, words):
            return effect
    return None


def read_mail(path):
    with open(path, "rb") as file:
        mail = email.message_from_binary_file(file, policy=email.policy.default)
    body = mail.get_content().replace("\r\n", "\n")
    at = re.search(r"^diff --git ", body, re.M)
    if not at:
        return None  # a cover letter
    text, diff = body[:at.start()], body[at.start():]
    diff = re.sub(r"\n-- \n.*\Z", "\n", diff, flags=re.S)
    subject = re.sub(r"^\[[^]]*\]\s*", "", " ".join(str(mail["Subject"]).split()))
    said = text.split("\n---\n")[0]
    return Patch(os.path.basename(path), subject, stated_effect(said), diff)


def read_series(folder):
    """The patches of a folder in their order; the cover letter is none."""
    names = sorted(n for n in os.listdir(folder) if n.endswith(".patch"))
    patches = [read_mail(os.path.join(folder, name)) for name in names]
    return [patch for patch in patches if patch]


def touched(diff):
    """The files that a diff changes or makes."""
    return re.findall(r"^diff --git a/(\S+) b/", diff, re.M)


class DoesNotApply(Exception):
    """A patch that is not for this kernel, with what patch(1) said."""


def apply_all(original, patches):
    """The contents, by name, of all files that the patches change, when applied in
    their order to the tree at original, which is only read."""
    names = sorted({name for patch in patches for name in touched(patch.diff)})
    with tempfile.TemporaryDirectory() as work:
        for name in names:
            copy_in(os.path.join(original, name), os.path.join(work, name))
        for patch in patches:
            run = subprocess.run(["patch", "-p1", "-s", "-f", "-F0", "-d", work],
                                 input=patch.diff.encode(), capture_output=True,
                                 check=False)
            if run.returncode:
                raise DoesNotApply(f"{patch.name}: {run.stdout.decode().strip()}")
        return {name: read_bytes(os.path.join(work, name)) for name in names}


def read_bytes(path):
    with open(path, "rb") as file:
        return file.read()


def copy_in(source, target):
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if os.path.exists(source):
        with open(target, "wb") as file:
            file.write(read_bytes(source))
