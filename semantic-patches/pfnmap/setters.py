# SPDX-License-Identifier: GPL-2.0-only
"""What makes a VMA a PFN mapping: API calls, flags that are set, and the file's
own functions and macros that do so for their callers."""

import re

from .beside import mapping_of
from .functions import arguments, parameters
from .macros import closure, macros
from .tables import NAMES, is_a

PFNMAP = re.compile(r"\b(?:%s)\b" % "|".join(
    [name for name in NAMES["flag"] if "PFNMAP" in name] + NAMES["remap_flags"]))
_WRITES = re.compile(r"\w+\)?\s*->\s*vm_flags\s*\|?=(?!=)([^=;]*)")


def added(name, given):
    """The flags that a call sets: vm_flags_mod() clears those of its last."""
    return given.rpartition(",")[0] if name == "vm_flags_mod" else given


def mentions(names, text):
    return any(re.search(r"\b%s\b" % re.escape(n), text) for n in names)


def _calls(body):
    """(name, arguments) of the calls in a text without comments."""
    for m in re.finditer(r"(?<![.>\w])(\w+)\s*\(", body):
        depth, at = 0, m.end() - 1
        for b in re.finditer(r"[()]", body[at:]):
            depth += 1 if b.group() == "(" else -1
            if not depth:
                yield m[1], body[at:at + b.end()]
                break


def _passes_on(body, names, setting):
    """True if a body sets the flags that it is given under one of @names."""
    return any(mentions(names, m[1]) for m in _WRITES.finditer(body)) or \
        any((is_a("flag_setter", name) or name in setting) and
            mentions(names, added(name, given))
            for name, given in _calls(body))


def flag_setters(src):
    """Functions and macros that set the flags that they are given: the file's, and
    its module's headers'."""
    if "flag_setters" not in src.memo:
        bodies = [(f.name, f.text, parameters(f))
                  for f in src.functions().values()]
        bodies += [(m.name, m.body, m.parameters)
                   for ms in macros(src).values() for m in ms]
        src.memo["flag_setters"] = closure(
            lambda body, names, known: _passes_on(body, names, known), bodies,
            *(flag_setters(h) for h in src.headers()))
    return src.memo["flag_setters"]


def header_setters(src):
    """The functions of a header that make the VMA that they get a PFN mapping."""
    return {f.name for f in src.functions().values()
            if mapping_of(f) and any(True for s in setters(src, f))}


def map_macros(src):
    """What stands for a call which makes it a PFN mapping: macros of the file, and
    what the headers of its module have."""
    if "map_macros" not in src.memo:
        bodies = [(m.name, m.body, m.parameters)
                  for ms in macros(src).values() for m in ms]
        src.memo["map_macros"] = closure(
            lambda body, names, known: any(
                is_a("pfn_map_setter", name) or name in known
                for name in re.findall(r"\w+", body)), bodies,
            *(map_macros(h) | header_setters(h) for h in src.headers()))
    return src.memo["map_macros"]


def flag_names(src):
    """Macros that hold VM_PFNMAP: through each other, and headers', too."""
    if "flag_names" not in src.memo:
        bodies = [(m.name, m.body, None) for ms in macros(src).values()
                  for m in ms if not m.parameters]
        src.memo["flag_names"] = closure(
            lambda body, names, known: bool(PFNMAP.search(body)) or
            mentions(known, body), bodies,
            *(flag_names(h) for h in src.headers()))
    return src.memo["flag_names"]


def holding(src, function):
    """Locals that VM_PFNMAP is put into."""
    names = flag_names(src)
    return {m[1] for m in re.finditer(
        r"(\w+)\s*\|?=(?!=)([^=;]*)", function.text)
        if PFNMAP.search(m[2]) or mentions(names, m[2])} - {"vm_flags"}


def is_set(src, text, held):
    return bool(PFNMAP.search(text)) or mentions(flag_names(src) | held, text)


def setters(src, function):
    """(offset, length) where the function makes it a PFN mapping, in order."""
    held = holding(src, function)
    flags, maps = flag_setters(src), map_macros(src)
    for name, at in function.calls:
        if is_a("pfn_map_setter", name) or name in maps or \
           (is_a("flag_setter", name) or name in flags) and \
           is_set(src, added(name, arguments(src, at)), held):
            yield at, len(name)
    for m in _WRITES.finditer(function.text):
        if is_set(src, m[1], held):
            yield function.body + m.start(), len(m.group())
