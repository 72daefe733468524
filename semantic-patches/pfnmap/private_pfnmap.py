# SPDX-License-Identifier: GPL-2.0-only
"""private-pfnmap: mmap handlers that let a private mapping of pfns be made."""

import re

from .beside import is_shared, mapping_of, reached
from .functions import with_helpers
from .refusals import is_guarded
from .rewrite import refuse, starts_at, tell_refused
from .said import Finding, findings, span_at
from .session import session
from .setters import setters
from .tables import API, is_a

# What a .get_unmapped_area of the same table says so with.
REFUSES = re.compile(r"\b(MAP_PRIVATE|MAP_SHARED|MAP_TYPE)\b")

_CARRIES_OUT = re.compile(
    r"=\s*&?\s*\w+\s*->\s*action\b|\w+\s*->\s*action\s*\.\s*\w+\s*[^\s\w.=]")

# A statement that declares a local.
_DECLARES = re.compile(
    r"(?!return\b|goto\b)(?:(?:const|static|volatile|struct|union|enum|unsigned|"
    r"signed|long|short|register)\s+)*\w+(?:\s+__\w+(?:\([^()]*\))?)*[\s*]+"
    r"(?:(?:__\w+(?:\([^()]*\))?|const)[\s*]+)*\w+\s*"
    r"(?:__\w+\s*(?:\([^()]*\))?\s*)*(\[|=[^=]|;|,)")
# An if whose branch does nothing but leave with what it returns.
_CHECKS = re.compile(r"if\b[^{}]*\breturn\b[^{}]*;$|"
                     r"if\b.*\{\s*return\b[^{};]*;\s*\}$", re.S)


def own_handlers(src):
    """The functions that tables give as .mmap, here or in another file."""
    if "handlers" not in src.memo:
        names = {m[1] for m in tables(src)} | set(given_to_calls(src))
        src.memo["handlers"] = [f for f in src.all_functions()
                                if f.name in names or is_offered(f)]
    return src.memo["handlers"]


def handlers(src):
    """These, and what handlers in other files of a module hand their VMA on to."""
    own = own_handlers(src)
    names = reached(src, own_handlers, is_guarded)
    return own + [f for n, f in sorted(src.functions().items())
                  if n in names and is_shared(f) and f not in own]


def given_to_calls(src):
    """Functions that take a mapping and are handed to others by name."""
    return [f.name for f in src.functions().values() if mapping_of(f) and
            re.search(r"\bstatic\b.*\bint\b", f.head, re.S) and
            re.search(r"[(,]\s*&?%s\s*[,)]" % f.name, src.lexed.text)]


def is_offered(function):
    """True if other files can name it in a table: it is what that calls for.

    What looks at the action of a descriptor carries out what a handler asked for.
    """
    return not _CARRIES_OUT.search(function.text) and not re.search(r"\bstatic\b", function.head) and bool(re.search(
        r"\bint\s+%s\s*\(\s*(struct\s+file\s*\*\s*\w+\s*,\s*"
        r"struct\s+vm_area_struct\s*\*|struct\s+vm_area_desc\s*\*)\s*\w+\s*\)"
        r"\s*$" % function.name, function.head))


def tables(src):
    """The places where a table's member is an mmap handler.

    The mmap of struct dma_map_ops is none: drivers' handlers get there.
    """
    text = src.lexed.text
    return [m for m in re.finditer(
        r"(?:\.|->)\s*(?:\w+_)?mmap(?:_prepare)?\s*=\s*&?(\w+)", text)
        if not re.search(r"\bstruct\s+dma_map_ops\s+\w+\s*=\s*\{[^{}]*$",
                         text[:m.start()])]


def is_refused_before(src, handler):
    """True if no table of it gets as far with a private mapping."""
    asked, text = [], src.lexed.text
    for m in tables(src):
        if m[1] != handler.name:
            continue
        start = text.rfind("{", 0, m.start())
        asks = re.search(r"\.get_unmapped_area\s*=\s*(\w+)",
                         text[start:src.lexed.closing(start)])
        f = asks and src.functions().get(asks[1])
        asked.append(bool(f and REFUSES.search(f.text)))
    return bool(asked) and all(asked)


def is_mapping(src, setter):
    """remap_pfn_range() itself says more than a flag that is set."""
    return bool(re.search(r"remap_pfn_range|^mmap_action_",
                          src.lexed.text[setter[0]:sum(setter)]))


def is_insert(src, setter):
    """vmf_insert_pfn() inserts only: the flag comes from somewhere else."""
    return src.lexed.text.startswith("vmf_insert_pfn", setter[0])


def fault_handlers(src, reached):
    """Those of the vm_ops that the handler sets, or else its object's table."""
    text, functions = src.lexed.text, src.functions()
    ops = r"\bvm_ops\s*=\s*&\s*(\w+)"
    names = {n for f in reached for n in re.findall(ops, f.text)} or \
        set(re.findall(r"\." + ops, text))
    for m in re.finditer(r"\bstruct\s+vm_operations_struct\s+(\w+)\s*=\s*"
                         r"(\{[^{}]*\})", text):
        if m[1] in names:
            yield from (functions[n] for n in
                        re.findall(r"\.(?:\w+_)?fault\s*=\s*(\w+)", m[2])
                        if n in functions)


def crashes(src, reached, found):
    """True if a fault in a private mapping hits the BUG_ON() of an insert."""
    return not all(is_insert(src, f) for f in found) and any(
        g.called(API["pfn_insert"]) for f in fault_handlers(src, reached)
        for g in with_helpers(src, f))


def open_setters(src, function, seen=()):
    """Setters that a private writable mapping gets to, in the file's functions."""
    for at, length in setters(src, function):
        if not is_guarded(src, function, at):
            yield at, length
    for name, at in function.calls:
        callee = src.functions().get(name)
        if callee and callee not in seen and \
           not is_guarded(src, function, at):
            yield from open_setters(src, callee, (*seen, function))


def find(src):
    seen = set()
    for handler in handlers(src):
        if is_refused_before(src, handler):
            continue
        helpers = with_helpers(src, handler)
        found = sorted(set(open_setters(src, handler)))
        if not found or found[0] in seen:
            continue
        seen.add(found[0])
        first = next((f for f in found if is_mapping(src, f)), found[0])
        finding = Finding(src, "private-pfnmap", span_at(src, *first),
                          handler.name,
                          "vmf_insert_pfn() then hits its BUG_ON() in a "
                          "private writable mapping: users can crash the "
                          "machine" if crashes(src, helpers, found) else "")
        finding.handler, finding.at = handler, first[0]
        yield finding


def behind_checks(src, first, setter):
    """The first statement without a comment of its own, if only checks go before.

    What is added in front of a statement comes behind its comment.
    """
    lexed, at = src.lexed, first
    while at < setter:
        line = lexed.place(at)[0]
        if not src.lines[line - 2].rstrip().endswith("*/"):
            return at
        end = lexed.end(at)
        if not _CHECKS.match(lexed.text[at:end]):
            break
        at = lexed.skip(end)
    return first


def is_null_check(statement, name):
    """True if the handler leaves there where it was given no mapping at all."""
    return bool(_CHECKS.match(statement)) and bool(re.search(
        r"!\s*%s\b(?!\s*->)|\b%s\s*==\s*NULL\b|\bNULL\s*==\s*%s\b" %
        (name, name, name), statement))


def first_statement(finding):
    """Where the handler's first statement behind its declarations begins."""
    handler, lexed = finding.handler, finding.src.lexed
    if handler not in own_handlers(finding.src):
        return refuse(finding, "the handler that calls %s() stands in another "
                      "file" % handler.name) or None
    if finding.at not in range(handler.body, handler.end):
        return refuse(finding, "the setter stands in a helper of %s(), which may "
                      "have other callers" % handler.name) or None
    at = lexed.skip(handler.body + 1)
    while _DECLARES.match(lexed.text, at):
        at = lexed.skip(lexed.end(at))
    while at < finding.at and is_null_check(lexed.text[at:lexed.end(at)],
                                            mapping_of(handler)):
        at = lexed.skip(lexed.end(at))
    return lexed.place(behind_checks(finding.src, at, finding.at))


def handler_at(p):
    """The finding whose rejection goes in front of the statement at @p."""
    return starts_at(p, find, "private-pfnmap", first_statement)


def is_first(p):
    return handler_at(p) is not None


def rejection(p):
    """What the handler around @p has to refuse, as an expression."""
    head = handler_at(p).handler.head
    desc = re.search(r"struct vm_area_desc \*(\w+)", head)
    if desc:
        return "vma_desc_is_cow_mapping(%s)" % desc[1]
    vma = re.search(r"struct vm_area_struct \*\s*(\w+)", head)
    # 7.3 has another function for what it was.
    return "vma_is_cow_mapping(%s)" % vma[1] if session.tree.lacks(
        "is_cow_mapping") else "is_cow_mapping(%s->vm_flags)" % vma[1]


def tell():
    """Names each place without a rewrite, with the reason."""
    for src in session.sources.values():
        for f in filter(session.is_asked, findings(src, find)):
            first_statement(f)
        tell_refused(src)
