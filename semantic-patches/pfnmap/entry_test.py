# SPDX-License-Identifier: GPL-2.0-only
"""entry-test: the entry in hand is asked instead of the flags of its VMA."""

import re

from .closure import find_reads
from .reads import is_predicate
from .rewrite import REMOVED, bare, mask_test, refuse, turned, weaken
from .source import after

NO_PUD = "a pud leaf is in hand, and this tree has no vm_normal_page_pud()"


def asker(src, kind):
    """What asks an entry of that type in this tree; None: nothing."""
    asks = {"pte_t": "vm_normal_page", "pmd_t": "vm_normal_page_pmd"}
    if "vm_normal_page_pud" in src.tree.has:
        asks["pud_t"] = "vm_normal_page_pud"
    return asks.get(kind)


def entry_of(read):
    """(type, expression) of the one entry that is in hand."""
    found = re.findall(r"\b(pte_t|pmd_t|pud_t)\s+(\w+)\s*[,);=]",
                       read.src.text(read.func))
    if len(found) == 1:
        return found[0]
    refuse(read, "no one entry is in hand as a value: %s" %
           (", ".join(name for kind, name in found) or "none"))
    return None, None


def parameter(read, pattern):
    m = re.search(pattern, read.src.header(read.func))
    return m and m[1]


def asked_later(read, ask, entry):
    """True if what follows asks the entry anyway."""
    return bool(re.search(r"\b%s\w*\([^;]*\b%s\)" % (ask, entry), "".join(
        read.src.cut(after(read.func, c.end)) for c in read.guards)))


def no_dax(read, entry, *residue):
    """True if a DAX leaf is dealt with before the entry is asked.

    Up to 6.16 vm_normal_page_pmd() takes any valid pfn of a mixed mapping for
    that of a page.
    """
    return "vm_normal_page_pud" in read.src.tree.has or bool(
        re.search(r"\b(vma_is_dax\(|pmd_(trans_huge|devmap)\(%s\))" % entry,
                  read.src.before(read.first) + " ".join(residue)))


def only_files(read):
    """True if the test stands where no anonymous mapping gets."""
    src = read.src
    return any(bare(src.text_of(c)) == "!vma_is_anonymous(%s)" % vma
               for vma in re.findall(r"\bvma\w*", src.text_of(read.test))
               for c in src.of("cond", read.func)
               for t in src.of("then", read.func)
               if t.what[0].start == c.start and t.holds(read.first))


def huge_leaf(read):
    """(level, entry, VMA, address) of the leaf loaded last in front of the test."""
    loads = re.findall(r"\b(\w+)\s*=\s*(pmd|pud)p_\w+\((\w+),\s*(\w+),",
                       read.src.before(read.first))
    if loads:
        entry, level, vma, addr = loads[-1]
        return level, entry, vma, addr
    refuse(read, "no huge leaf was loaded in front of the test, with its VMA and "
           "address")
    return None


def raw_pmd(read, behind, residue, entry, vma, addr):
    """What a pmd leaf is asked, besides the residue; None and the reason said.

    Entries that are not present are left to the code behind the test, which has
    to look for them. So are zero pages; where it does not look, they keep their
    branch if only a mapping of a DAX file can hold one, and DAX is in the residue.
    """
    parts = []
    if not no_dax(read, entry, *residue):
        return refuse(read, "a DAX leaf, which vm_normal_page_pmd() takes for a "
                      "page, is not dealt with") or None
    raw = ["pmd_present(%s)" % entry, "!is_huge_zero_pmd(%s)" % entry,
           "!vm_normal_page_pmd(%s, %s, %s)" % (vma, addr, entry)]
    if not re.search(r"\bis_huge_zero_pmd\(%s\)" % entry, behind):
        if "vma_is_dax(%s)" % vma not in residue or not only_files(read):
            return refuse(read, "huge zero leaves are not dealt with behind the "
                          "test") or None
        parts.append("is_huge_zero_pmd(%s)" % entry)
        del raw[1]
    if not re.search(r"\b(pmd_present|is_pmd_migration_entry|"
                     r"pmd_is_migration_entry)\(%s\)" % entry, behind):
        return refuse(read, "leaves that are not present are not dealt with "
                      "behind the test") or None
    return parts + ["(%s)" % " && ".join(raw)]


def raw_pud(read, behind, residue, entry, vma, addr):
    """The same of a pud leaf.

    No swap entry or zero page stands there, and a present test would be wrong: a
    leaf with PROT_NONE is still one. Where the tree has no asker the special bit
    answers: what is inserted there has it, but for DAX leaves, which the residue
    has to keep.
    """
    src = read.src
    if not re.search(r"pud_trans_huge\w*\(|\bpud_leaf\(", src.before(read.first)):
        return refuse(read, "whether the pud is a leaf is not tested in front") or None
    if asker(src, "pud_t"):
        return ["!vm_normal_page_pud(%s, %s, %s)" % (vma, addr, entry)]
    if src.tree.lacks("pud_special"):
        return refuse(read, NO_PUD) or None
    if "vma_is_dax(%s)" % vma not in residue:
        return refuse(read, "a DAX leaf, which has no special bit, is not dealt "
                      "with") or None
    return ["pud_special(%s)" % entry]


def residue_of(read, name, vma):
    """What the predicate asks beside both flags, as a list; None: it is no such.

    A predicate that says no to DAX mappings needs no word of them where a DAX leaf
    is a normal one.
    """
    tree = read.src.tree
    but = tree.excluded.get(name)
    if not (tree.residues.get(name) or but):
        return None
    if but and (but != "vma_is_dax(%)" or not asker(read.src, "pud_t")):
        return None
    text = tree.residues[name].replace("%", vma)
    return text.split(" || ") if text else []


def rewrite_predicate(read, call, leaf):
    """A predicate on the VMA behind the load of a huge leaf.

    What the flags decided the entry does; the residue stays.
    """
    src = read.src
    asked = src.call_span(call)
    behind = src.lexed.text[src.lexed.offset(asked.end):src.bounds(read.func)[1]]
    level, entry, vma, addr = leaf
    residue = residue_of(read, call.what[0], vma)
    ask = raw_pud if level == "pud" else raw_pmd
    raw = ask(read, behind, residue, entry, vma, addr)
    if not raw:
        return []
    if not any(bare(src.text_of(c)) == src.text_of(asked) for c in read.guards):
        return refuse(read, "the predicate is one of several conditions")
    text = " || ".join(residue + raw)
    if text.startswith("(") and not residue + raw[1:]:
        text = text[1:-1]
    return [(asked.start, asked.end, text)]


def tests_both(read):
    return {"VM_PFNMAP", "VM_MIXEDMAP"} <= read.names or \
        {"VMA_PFNMAP_BIT", "VMA_MIXEDMAP_BIT"} <= read.names


def predicate_of(read):
    """(name place, answers yes if clear) of the file's predicate that is asked."""
    src = read.src
    for body in find_reads(src):
        m = re.match(r"static bool (%s)\([^()]*\)\s*\{\s*return (!?)([^;]*);\s*\}"
                     % body.func[0], src.text(body.func))
        span, left = mask_test(body)
        if m and body.func[0] in read.names and span and not left and \
           tests_both(body) and \
           m[3].strip("() ") == src.text_of(span).strip("() "):
            start = (body.func[1], m.start(1))
            return (start, (start[0], m.end(1))), bool(m[2])
    return None, False


def is_declared_apart(src, name):
    return len(re.findall(r"\bbool\s+%s\(" % name, src.lexed.text)) > 1


def rewrite_call(read, ask):
    """Edits of a call of such a predicate, which goes with its last call."""
    place, clear = predicate_of(read)
    yes, no = (ask, "!" + ask) if not clear else ("!" + ask, ask)
    return [turned(read, read.src.call_span(read.first), yes, no),
            place + (REMOVED,)]


def asks_more(read, name, body):
    """Why a predicate that asks more than the flags is not asked of an entry."""
    src = read.src
    before = src.before(read.first)
    asked = [m.start() for m in re.finditer(r"\bvm_normal_(page|folio)\w*\(", before)]
    if asked:
        line = read.first.start[0] - before.count("\n", asked[-1])
        return "the entry was asked before (line %d), so that only what else %s() " \
            "asks decides here" % (line, name)
    rest = [c.start[0] for c in src.of("cond", body.func)
            if not c.holds(body.first)]
    return name + "() asks more than these two flags" + (
        ", of which no entry tells (line %d)" % min(rest) if rest else "")


def call_refused(read, name):
    """Why a call of that predicate cannot go; None if it can."""
    if not predicate_of(read)[0]:
        bodies = [r for r in find_reads(read.src) if r.func[0] == name]
        return asks_more(read, name, bodies[0]) if bodies else \
            name + "() stands in another file"
    if is_declared_apart(read.src, name):
        return name + ("() is declared apart from its definition, which goes "
                       "with its last call")
    return None


def question(read):
    """What asks the entry in hand, as text; None and the reason said."""
    src = read.src
    kind, entry = entry_of(read)
    vma = parameter(read, r"struct vm_area_struct \*(\w+)")
    addr = parameter(read, r"unsigned long (\w*addr\w*)")
    if kind and not asker(src, kind):
        return refuse(read, NO_PUD) or None
    if not kind or not vma or not addr:
        return refuse(read, "the VMA and the address of the entry are no "
                      "parameters of %s()" % read.func[0]) or None
    return asker(src, kind), kind, vma, addr, entry


def rewrite(read):
    src = read.src
    called = [c for c in src.of("call", read.func) if c.start == read.start]
    if called and residue_of(read, called[0].what[0], "%") is not None:
        leaf = huge_leaf(read)
        return rewrite_predicate(read, called[0], leaf) if leaf else []
    why = call_refused(read, called[0].what[0]) if called else None
    if why:
        return refuse(read, why)
    if is_predicate(src, read.func) and \
       not re.search(r"\b(pte|pmd|pud)_t\b", src.header(read.func)):
        return refuse(read, "the predicate asks more than these flags"
                      if read.guards else
                      "the body of a predicate goes with its last call")
    asks = question(read)
    if not asks:
        return []
    ask, kind, vma, addr, entry = asks
    span, left = mask_test(read)
    if span and not left and asked_later(read, ask, entry):
        return weaken(read)
    # Zero pages must have been dealt with: they are no normal pages.
    if kind != "pud_t" and not re.search(r"\bis_(huge_)?zero_\w+\(",
                                         src.before(read.first)):
        return refuse(read, "zero pages, which are no normal pages, are not "
                      "dealt with in front of the test")
    if kind == "pmd_t" and not no_dax(read, entry):
        return refuse(read, "a DAX leaf, which vm_normal_page_pmd() takes for a "
                      "page, is not dealt with in front of the test")
    ask = "%s(%s, %s, %s)" % (ask, vma, addr, entry)
    if read.first.what[0] == "predicate":
        return rewrite_call(read, ask)
    if not span or left or not tests_both(read):
        return refuse(read, "the test is not of VM_PFNMAP and VM_MIXEDMAP, both "
                      "and nothing else")
    return [turned(read, span, ask, "!" + ask)]
