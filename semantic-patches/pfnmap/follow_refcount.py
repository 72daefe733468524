# SPDX-License-Identifier: GPL-2.0-only
"""follow-refcount: references of pages whose pfn a lookup returned.

What a lookup is given by address holds what it found: a pfn by whatever name, a
pointer to an entry, or a struct with a pfn. From there values are followed through
assignments, arrays and the file's own helpers.
"""

import re

from .functions import arguments
from .said import Finding, span_at
from .setters import parameters
from .tables import API, is_a

_ASSIGNS = re.compile(r"(\w+)\s*(?:\[[^][]*\]\s*)?=(?!=)\s*([^;]*)[;)]")
# What a lookup tells of an entry whose page nobody counts references of.
_IS_SPECIAL = re.compile(r"(?:\.|->)\s*special\b")
_DECLARES = re.compile(r"\bstruct\s+\w+\s+(\w+)\s*(?:=|;|,)")
_PFN = r"\s*(?:\.|->)\s*pfn\b"


def holds(names, text, member=""):
    return any(re.search(r"(?<![\w.>])%s\b%s" % (n, member), text)
               for n in names)


def split_arguments(given):
    """The arguments of "f(a, g(b, c))"."""
    inside, found, depth = given[given.index("(") + 1:-1], [""], 0
    for c in inside:
        depth += (c in "([{") - (c in ")]}")
        if c == "," and not depth:
            found.append("")
        else:
            found[-1] += c
    return found


def lookup_helpers(src):
    """The file's functions that hand out what a lookup finds, through each other."""
    if "lookup_helpers" not in src.memo:
        known, size = set(), -1
        while len(known) != size:
            size = len(known)
            known |= {f.name for f in src.functions().values()
                      if (f.called(API["lookup"]) or f.names & known) and
                      hands_out(src, f, known)}
        src.memo["lookup_helpers"] = known
    return src.memo["lookup_helpers"]


def hands_out(src, function, helpers):
    """True if a value that was looked up leaves by a pointer or the return."""
    out = [p for p in parameters(function)
           if re.search(r"\*\s*%s\b" % p, function.head)]
    for start in lookups(src, function, helpers):
        values = Values(function, start, arguments(src, start))
        body = function.text[start - function.body:]
        if any(re.search(r"&\s*%s\b|\b%s\b" % (p, p), arguments(src, start))
               and not re.search(r"struct\s+(vm_area_struct|mm_struct)\s*\*\s*%s"
                                 % p, function.head) for p in out):
            return True
        if any(values.in_text(m[2]) for p in out for m in re.finditer(
                r"(\*\s*%s|%s\s*(?:->|\[)[^=;]*)\s*=(?!=)([^;]*);" % (p, p), body)):
            return True
        if any(values.in_text(m[1]) for m in
               re.finditer(r"\breturn\b([^;]*);", function.text)
               if function.body + m.end() > start):
            return True
    return False


def lookups(src, function, helpers):
    """Offsets behind which what a lookup found is known: own or a helper."""
    return [at for name, at in function.calls
            if name in helpers and name != function.name or is_a("lookup", name)]


class Values:
    """What holds what one call found, in the function behind it."""

    def __init__(self, function, start, given):
        self.structs, self.names = set(), set()
        body = function.text
        declared = set(_DECLARES.findall(body))
        for name in re.findall(r"&\s*(\w+)", given):
            (self.structs if name in declared else self.names).add(name)
        # A lookup by value, and a struct that is a parameter.
        before = body[:start - function.body]
        result = re.search(r"(\w+)\s*=\s*$", before)
        if result and not re.search(r"\b(int|long|bool)\s+([\w,\s]*\b)?%s\b" %
                                    result[1], re.sub(r"unsigned long", "", body)):
            self.names.add(result[1])
        self.structs |= {n for n in re.findall(r"(\w+)\s*[,)]", given)
                         if re.search(r"\bstruct follow_pfnmap_args\s*\*\s*%s\b"
                                      % n, function.head + body)}
        self._follow(body[start - function.body:])

    def _follow(self, text):
        size = -1
        while len(self.names) != size:
            size = len(self.names)
            for left, right in _ASSIGNS.findall(text):
                if self.in_text(right):
                    self.names.add(left)

    def in_text(self, text):
        return holds(self.names, text) or holds(self.structs, text, _PFN) or \
            bool(self.structs and re.search(r"\bargs" + _PFN, text))


def given_on(src):
    """(function of the file, number of an argument) that gets a reference."""
    if "given_on" not in src.memo:
        known, size = set(), -1
        while len(known) != size:
            size = len(known)
            known |= {(f.name, i) for f in src.functions().values()
                      for i, p in enumerate(parameters(f))
                      if takes(src, f, p, known)}
        src.memo["given_on"] = known
    return src.memo["given_on"]


def takes(src, function, parameter, known):
    """True if a reference is taken of what the parameter says."""
    if re.search(r"\bstruct\s+(vm_area_struct|mm_struct|file|follow_pfnmap_args)\s*"
                 r"\*\s*%s\b" % parameter, function.head):
        return False
    values = Values(function, function.body, "")
    values.names.add(parameter)
    values._follow(function.text)
    return any(True for _ in counted(src, function, function.body, values, known))


def counted(src, function, start, values, helpers):
    """(offset, length) of calls behind @start that count a reference of them."""
    for name, at in function.calls:
        if at <= start:
            continue
        if is_a("reference", name):
            if values.in_text(arguments(src, at)):
                yield at, len(name)
        elif any(name == h for h, _ in helpers):
            given = split_arguments(arguments(src, at))
            if any(i < len(given) and values.in_text(given[i])
                   for h, i in helpers if h == name):
                yield at, len(name)


def find(src):
    seen = set()
    helpers = lookup_helpers(src)
    for function in src.functions().values():
        for start in lookups(src, function, helpers):
            values = Values(function, start, arguments(src, start))
            for at, length in counted(src, function, start, values,
                                      given_on(src)):
                asked = src.lexed.text[start:at]
                if at not in seen and not _IS_SPECIAL.search(asked):
                    seen.add(at)
                    yield Finding(src, "follow-refcount",
                                  span_at(src, at, length), function.name)
