# SPDX-License-Identifier: GPL-2.0-only
"""What may be asked of a read; judgement.def has the order of the questions."""

import re

from .reads import is_predicate, leaves, reaches
from .source import after, whole
from .tables import is_a


def own_assertions(src):
    """Macros of the file that expand to an assertion."""
    if "assertions" not in src.memo:
        text = re.sub(r"\\\n", " ", "\n".join(src.lines))
        macros = re.findall(r"^#\s*define\s+(\w+)\(.*?\)(.*)$", text, re.M)
        src.memo["assertions"] = {
            m for m, body in macros
            if any(is_a("assert", w) for w in re.findall(r"\w+", body))}
    return src.memo["assertions"]


def asserts(read):
    return any(is_a("assert", a.what[0]) or
               a.what[0] in own_assertions(read.src)
               for a in read.src.around("arg", read.first))


def sets_if_clear(read):
    """vm_insert_page(): the branch for "clear" sets that same flag."""
    src = read.src
    for then, _, sense in read.branches():
        for token in src.within("token", then):
            written = [a for a in src.around("arg", token)
                       if is_a("flag_write", a.what[0])]
            written += [a for a in src.around("assign", token)
                        if re.search(r"flags$", a.what[0])]
            if sense < 0 and written and token.what[1] in read.names:
                return True
    return False


def is_exported(src, name):
    if "exported" not in src.memo:
        src.memo["exported"] = set(re.findall(
            r"^EXPORT_SYMBOL\w*\((\w+)\)", "\n".join(src.lines), re.M))
    return name in src.memo["exported"]


def validates(read):
    """zap_vma_ptes(): an exported function refuses a VMA without the flag."""
    src, name = read.src, read.func[0]
    names = {name} | {c.func[0] for c in src.of("call") if c.what[0] == name}
    if not any(is_exported(src, n) for n in names):
        return False
    for then, _, sense in read.branches():
        rest = [after(read.func, then.end)]
        if sense < 0 and leaves(src, then) and \
           (reaches(src, "entry_store", read.func, rest, 1) or
            reaches(src, "walk", read.func, rest, 1)):
            return True
    return False


def contract(read):
    return asserts(read) or sets_if_clear(read) or validates(read)


def pfn_tracking(read):
    return any(read.src.called("tracking", read.func, [b])
               for b in read.both_branches())


def linear_pfn(read):
    return any(read.src.within("pgoff", s) for s in read.set_spans())


def follow_gate(read):
    return is_a("lookup", read.func[0]) or read.chooses("lookup")


def handles_gup_flags(src, func):
    """True if FOLL_* flags are passed in or built; KVM only names some."""
    return bool(re.search(r"\b(gup_flags|foll_flags)\b", src.text(func)))


def gup_gate(read):
    return handles_gup_flags(read.src, read.func) or (
        keeps_flags(read.src, read.func) and read.chooses("gup", keeps_flags))


def keeps_flags(src, func):
    """False if the function changes the flags of a VMA, as mlock does."""
    return not (src.called("flag_write", func, [whole(func)]) or
                any(re.search(r"(->|\*|\.) vm_flags$", w.what[0])
                    for w in src.of("written", func)))


def walk_callback(read):
    """True in .test_walk functions and what else is given a walk only."""
    head = read.src.header(read.func)
    return (any(t.what[0] == read.func[0] for t in read.src.of("test_walk")) or
            ("struct mm_walk *" in head and
             not re.search(r"\b(pte|pmd|pud)_t\b", head)))


def eligibility(read):
    """True if a predicate is given flags, or gives them to another one."""
    token = read.first
    return token.what[0] == "predicate" and \
        bool(flags_handed(read.src, token) or judges(read.src, token))


def flags_handed(src, token):
    """The arguments of a predicate's call, if a word of flags is among them."""
    lexed = src.lexed
    start = lexed.skip(lexed.offset(token.end))
    text = lexed.text[start:lexed.closing(start)]
    return text if re.search(r"\bvma?_flags\b", text) else None


def judges(src, token, depth=3):
    """True if a predicate hands a VMA with flags on to one that judges both."""
    body = src.functions().get(token.what[1])
    if not body:
        return token.what[1] in src.tree.judges
    return depth > 0 and any(
        "," in (flags_handed(src, t) or "") or judges(src, t, depth - 1)
        for t in src.of("token")
        if t.what[0] == "predicate" and t.func[0] == body.name)


def walk_gate(read):
    if has_entry(read) or asks_writes(read.src, read.first) or \
       not keeps_flags(read.src, read.func):
        return False
    return (is_a("walk", read.func[0]) or read.reaches("walk", keeps_flags) or
            read.gates() and (
                read.reaches("entry_load", keeps_flags) or
                reads_entries(read.src, read.func, read.region())))


def reads_entries(src, func, spans):
    """True if entries are read through a pointer, as 6.1 did: pte[i]."""
    pointers = re.findall(r"\b(?:pte|pmd|pud)_t\s*\*\s*(\w+)", src.text(func))
    return any(re.search(r"\b%s\s*\[|[(,=]\s*\*%s\b" % (p, p), src.cut(s))
               for p in pointers for s in spans)


def entry_in_hand(read):
    return has_entry(read) and not asks_writes(read.src, read.first)


def asks_writes(src, token, depth=3):
    """True for a call of a predicate that asks about writing: no entry can say."""
    if token.what[0] != "predicate" or not depth:
        return False
    body = src.functions().get(token.what[1])
    if not body:
        return token.what[1] in src.tree.writes
    return any(is_a("write_flag", w) for w in re.findall(r"\w+", body.text)) or any(
        asks_writes(src, t, depth - 1) for t in src.of("token")
        if t.func[0] == body.name)


def has_entry(read):
    """True if an entry or its page is known in front of the test."""
    src, func, start = read.src, read.func, read.first.start
    if re.search(r"\b(pte|pmd|pud)_t \w", src.header(func)):
        return True
    local = set(re.findall(r"\b(?:pte|pmd|pud)_t\s+(\w+)", src.text(func)))
    return (any(w.what[0] in local and w.end < start
                for w in src.of("assign", func)) or
            any(c.end < start and
                (is_a("entry_page", c.what[0]) or is_a("entry_clear", c.what[0]))
                for c in src.of("call", func)))


def is_static_predicate(read):
    """True if the calls of its function say what a read is about."""
    return is_predicate(read.src, read.func) and \
        read.src.path.endswith(".c") and \
        bool(re.search(r"\bstatic\b", read.src.header(read.func)))
