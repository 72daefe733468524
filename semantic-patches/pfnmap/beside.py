# SPDX-License-Identifier: GPL-2.0-only
"""Other files of the same module: wrappers that its headers have, and handlers
that hand their VMA on to a function of the file at hand."""

import re

from .functions import arguments


def mapping_of(function):
    """The name of the VMA or its descriptor in a function's parameters."""
    m = re.search(r"struct\s+vm_area_(?:struct|desc)\s*\*\s*(\w+)", function.head)
    return m and m[1]


def hands_on(src, function):
    """(name, offset) of the calls that it hands its own VMA on to."""
    name = mapping_of(function)
    for callee, at in function.calls:
        if name and re.search(r"[(,]\s*%s\s*[,)]" % name, arguments(src, at)):
            yield callee, at


def handed_on(src, function, is_guarded, seen):
    """The functions of other files that get its VMA, with no refusal before."""
    for name, at in hands_on(src, function):
        if is_guarded(src, function, at) or (src.path, name) in seen:
            continue
        seen.add((src.path, name))
        if name in src.functions():
            yield from handed_on(src, src.functions()[name], is_guarded, seen)
        else:
            yield name


def reached(src, handlers, is_guarded):
    """Names that handlers of other files hand their VMA on to, at any depth."""
    files, names, size, seen = src.others(), set(), -1, set()
    while len(names) != size:
        size = len(names)
        for o in files:
            for f in o.functions().values():
                if f in handlers(o) or (f.name in names and is_shared(f)):
                    names |= set(handed_on(o, f, is_guarded, seen))
    return names


def is_shared(function):
    """True if other files can call it."""
    return not re.search(r"\bstatic\b", function.head)
