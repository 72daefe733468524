# SPDX-License-Identifier: GPL-2.0-only
"""follow-refcount: references of pages whose pfn a lookup returned."""

import re

from .functions import arguments
from .said import Finding, span_at
from .tables import API, is_a


def lookup_helpers(src):
    """Functions of the file that hand out what a lookup finds."""
    if "lookup_helpers" not in src.memo:
        src.memo["lookup_helpers"] = {
            f.name for f in src.functions().values()
            if f.called(API["lookup"]) and "*" in f.head.split("(", 1)[1]}
    return src.memo["lookup_helpers"]


def lookups(src, function):
    """Offsets behind which a pfn of a lookup is known: own or a helper."""
    helpers = lookup_helpers(src) - {function.name}
    return [at for name, at in function.calls
            if name in helpers or is_a("lookup", name)]


def holds(names, text, member=""):
    return any(re.search(r"\b%s\b%s" % (n, member), text) for n in names)


def pfn_names(src, function, start):
    """(variables that hold the pfn found, what the lookup was given by address)"""
    structs = set(re.findall(r"&\s*(\w+)", arguments(src, start)))
    known = {n for n in structs if re.search(r"pfn|phys", n)}
    for left, right in re.findall(r"(\w+)\s*=\s*([^=;][^;]*);",
                                  function.text[start - function.body:]):
        if holds(known, right) or holds(structs, right, r"\s*\.\s*pfn\b") or \
           re.search(r"\bargs\s*(\.|->)\s*pfn\b|\bp(te|md|ud)_pfn\s*\(", right):
            known.add(left)
    return known, structs


def takers(src):
    """Functions of the file that are given a pfn and take a reference."""
    return [f.name for f in src.functions().values()
            if f.called(API["reference"]) and
            re.search(r"pfn_t? ?\w*\)|pfn\)", f.head)]


def references(src, function, start):
    """(offset, length) of calls behind @start that count a reference."""
    known, structs = pfn_names(src, function, start)
    for name, at in function.calls:
        if at < start or not (is_a("reference", name) or name in takers(src)):
            continue
        given = arguments(src, at)
        if holds(known, given) or holds(structs, given, r"\s*\.\s*pfn\b"):
            yield at, len(name)


def find(src):
    for function in src.functions().values():
        for at, length in sorted({r for start in lookups(src, function)
                                  for r in references(src, function, start)}):
            yield Finding(src, "follow-refcount", span_at(src, at, length),
                          function.name)
