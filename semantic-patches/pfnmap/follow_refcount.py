# SPDX-License-Identifier: GPL-2.0-only
"""follow-refcount: references of pages whose pfn a lookup returned.

What a lookup is given by address holds what it found: a pfn by whatever name, a
pointer to an entry, or a struct with a pfn. From there values are followed through
assignments, arrays and the helpers of the file and its module.
"""

import re

from .beside import is_shared
from .functions import arguments, parameters, split_arguments
from .macros import comes_to, stands_for
from .refusals import block_around, is_branch
from .said import Finding, span_at
from .tables import NAMES, is_a

# What holds a value: a variable, or a member by the way to it.
_PATH = r"\w+(?:\s*(?:->|\.)\s*\w+)*"
_ASSIGNS = re.compile(r"(?<![\w.>])(%s)\s*=(?!=)\s*([^;]*)[;)]" % _PATH)
_SUBSCRIPT = re.compile(r"\[[^][]*\]")
# What a lookup tells of an entry whose page nobody counts references of.
_IS_SPECIAL = re.compile(r"(?:\.|->)\s*special\b|\b(?:%s)\s*\(" %
                         "|".join(NAMES["special"]))
_DECLARES = re.compile(r"\bstruct\s+\w+\s+(\w+)\s*(?:=|;|,)")
_PFN = r"\s*(?:\.|->)\s*pfn\b"


def without_subscripts(text):
    """The text without what stands in [], as long as it was."""
    return _SUBSCRIPT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def is_normal(text):
    """True if it asks for the page of an entry, which may be counted."""
    m = re.match(r"\s*(\w+)\s*\(", text)
    return bool(m and is_a("normal_page", m[1]))


def held(names, text, member=""):
    """Those of the names that stand in a text."""
    text = without_subscripts(text)
    return [n for n in names if re.search(
        r"(?<![\w.>])%s\b%s" % (r"\s*".join(map(re.escape, re.findall(
            r"\w+|->|\.", n))), member), text)]


def shared(src, key, find_own):
    """What find_own(src, known) finds in the file, which may use what the other
    files of its module offer: names, or tuples that begin with one."""
    if key not in src.memo:
        files, size = [src, *src.others()], -1
        known = {f.path: set() for f in files}
        while sum(map(len, known.values())) != size:
            size = sum(map(len, known.values()))
            for f in files:
                offered = {n for o in files if o is not f
                           for n in known[o.path] if is_offered(o, n)}
                known[f.path] |= find_own(f, known[f.path] | offered)
        src.memo[key] = known[src.path] | {
            n for o in files if o is not src for n in known[o.path]
            if is_offered(o, n)}
    return src.memo[key]


def is_offered(src, name):
    """True if other files can call a function of this one."""
    f = src.functions()[name if isinstance(name, str) else name[0]]
    return src.path.endswith(".h") or is_shared(f)


def lookup_helpers(src):
    """The functions that hand out what a lookup finds, through each other."""
    return shared(src, "lookup_helpers", lambda o, known: {
        f.name for f in o.functions().values()
        if any(True for at in lookups(o, f, known)) and hands_out(o, f, known)})


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
            if stands_for(src, name) & helpers and name != function.name or
            comes_to(src, "lookup", name)]


class Values:
    """What holds what one call found, in the function behind it."""

    def __init__(self, function, start, given):
        self.structs, self.names = set(), set()
        body = function.text
        declared = set(_DECLARES.findall(body))
        for name in re.findall(r"&\s*(%s)" % _PATH, without_subscripts(given)):
            (self.structs if name in declared else self.names).add(name)
        # What was given by a pointer, a lookup by value, and a struct.
        self.names |= {n for n in re.findall(r"(\w+)\s*[,)]", given)
                       if re.search(r"\b(?:long|int|u64|pfn_t|phys_addr_t|pte_t|"
                                    r"resource_size_t)\s*\*\s*%s\b" % n,
                                    function.head + body)}
        before = body[:start - function.body]
        result = re.search(r"(\w+)\s*=\s*$", before)
        if result and not re.search(r"\b(int|long|bool)\s+([\w,\s]*\b)?%s\b" %
                                    result[1], re.sub(r"unsigned long", "", body)):
            self.names.add(result[1])
        self.structs |= {n for n in re.findall(r"(\w+)\s*[,)]", given)
                         if re.search(r"\bstruct follow_pfnmap_args\s*\*\s*%s\b"
                                      % n, function.head + body)}
        self.assigned = [
            (start + m.start(), m.end() - m.start(), m[1], m[2]) for m in
            _ASSIGNS.finditer(without_subscripts(body[start - function.body:]))]
        self.follow()

    def follow(self):
        size = -1
        while len(self.names) != size:
            size = len(self.names)
            self.names |= {left for _, _, left, right in self.assigned
                           if self.in_text(right)}

    def in_text(self, text):
        return not is_normal(text) and bool(
            held(self.names, text) or held(self.structs, text, _PFN) or
            self.structs and re.search(r"\bargs" + _PFN, text))

    def at(self, src, function, offset):
        """True if the call there is given one of them as it was found."""
        given = arguments(src, offset)
        gone = [n for n in held(self.names, given)
                if self._is_other(src, function, n, offset)]
        return self.in_text(given) and not (
            gone and len(gone) == len(held(self.names, given)))

    def _is_other(self, src, function, name, offset):
        """True if the variable was given another value on the way there."""
        for at, length, left, right in reversed(self.assigned):
            if left == name and at + length <= offset:
                start, end = block_around(src.lexed, function, at)
                if start <= offset < end:
                    return not self.in_text(right) and not is_branch(src, at)
        return False


def given_on(src):
    """(function, number of an argument) that gets a reference."""
    return shared(src, "given_on", lambda o, known: {
        (f.name, i) for f in o.functions().values()
        for i, p in enumerate(parameters(f)) if takes(o, f, p, known)})


def takes(src, function, parameter, known):
    """True if a reference is taken of what the parameter says."""
    if re.search(r"\bstruct\s+(vm_area_struct|mm_struct|file|follow_pfnmap_args)\s*"
                 r"\*\s*%s\b" % parameter, function.head):
        return False
    values = Values(function, function.body, "")
    values.names.add(parameter)
    values.follow()
    return any(True for _ in counted(src, function, function.body, values, known))


def counted(src, function, start, values, helpers):
    """(offset, length) of calls behind @start that count a reference of them."""
    for name, at in function.calls:
        if at <= start:
            continue
        if comes_to(src, "reference", name):
            if values.at(src, function, at):
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
