# SPDX-License-Identifier: GPL-2.0-only
"""What was built and observed so far, by the content of all that it depends on.

  states/KEY    which kernel a state of the tree makes: its hash
  images/HASH   the kernel
  results/KEY   what was observed of a kernel

Patches that change no compiled line make the same kernel, which is not booted again.
"""
import dataclasses
import hashlib
import json
import os
import shutil

from boot import Boot
from mails import read_bytes


def digest(*parts):
    """A name for the content of all parts, strings or bytes."""
    sha = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        sha.update(b"%d:" % len(data) + data)
    return sha.hexdigest()[:24]


def state_key(machine, files, kernel):
    """files: what the tree has changed, contents by name; kernel: which tree."""
    parts = [kernel, machine.name]
    parts += [read_bytes(path) for path in machine.fragments()]
    for name in sorted(files):
        parts += [name, files[name] if files[name] is not None else "absent"]
    return digest(*parts)


def write_whole(path, text):
    """The file at path is complete or as it was."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(text)
    os.rename(path + ".new", path)


class Store:
    def __init__(self, folder):
        self.folder = folder

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def image_of(self, state):
        """The kernel of a state, None if it was not built yet."""
        try:
            with open(self.path("states", state), encoding="utf-8") as file:
                image = self.path("images", file.read())
        except FileNotFoundError:
            return None
        return image if os.path.exists(image) else None

    def keep_image(self, state, built):
        """Copies a kernel that the next build would overwrite; returns the copy."""
        name = digest(read_bytes(built))
        image = self.path("images", name)
        if not os.path.exists(image):
            os.makedirs(self.path("images"), exist_ok=True)
            shutil.copy2(built, image + ".new")
            os.rename(image + ".new", image)
        write_whole(self.path("states", state), name)
        return image

    def get(self, key):
        """None if this was not observed yet."""
        try:
            with open(self.path("results", key), encoding="utf-8") as file:
                return Boot(**json.load(file))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def put(self, key, boot):
        write_whole(self.path("results", key),
                    json.dumps(dataclasses.asdict(boot), indent=0))
