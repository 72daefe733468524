// SPDX-License-Identifier: GPL-2.0-only
/// mmap handler sets up a PFN mapping without demanding VM_SHARED
///
/// A private writable mapping of pfns gets ordinary pages by copy-on-write among
/// its special entries, which nobody asked for. Where a fault handler calls
/// vmf_insert_pfn(), such a mapping hits its BUG_ON(): any user who can map the
/// file can crash the machine. Reject is_cow_mapping() in the handler.
//# A handler whose callers in another file refuse private mappings is reported; a
//# function that only a handler of another file calls is not looked at.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: remap_pfn_range, io_remap_pfn_range, vmf_insert_pfn, vm_flags_set, is_cow_mapping, file_operations

virtual context
virtual org
virtual patch
virtual report

// base: setter assigned
@initialize:python@
@@
#include "parts/facts.py"
#include "parts/statements.py"
#include "parts/functions.py"
#include "parts/tell.py"
#include "parts/rewrite.py"

WANTED["private-pfnmap"] = ("WARNING", "mmap handler sets up a PFN mapping without demanding VM_SHARED")

SETS = r"^(remap_pfn_range|io_remap_pfn_range|vmf_insert_pfn\w*)$"
SETS_FLAG = (r"^(vm_flags_set|vm_flags_mod|vm_flags_init|vm_flags_reset|"
             r"vma_set_flags\w*|vma_desc_set_flags\w*)$")
PFNMAP = r"\b(VM_PFNMAP|VMA_PFNMAP_BIT|VMA_REMAP_FLAGS|VM_REMAP_FLAGS)\b"
# What says that private writable mappings were thought of.
REJECTS = (r"\b(VM_SHARED|VM_MAYSHARE|VMA_SHARED_BIT|VMA_MAYSHARE_BIT|"
           r"VM_MAYWRITE|VMA_MAYWRITE_BIT|\w*is_cow_mapping)\b")


# What a .get_unmapped_area of the same table says so with.
REFUSES = r"\b(MAP_PRIVATE|MAP_SHARED|MAP_TYPE)\b"


def handlers():
    """The functions that tables give as .mmap, here or in another file."""
    names = {m[1] for m in tables()}
    return [f for n, f in sorted(file_functions().items())
            if n in names or is_offered(f)]


def is_offered(function):
    """True if other files can name it in a table: it is what that calls for."""
    return not re.search(r"\bstatic\b", function.head) and bool(re.search(
        r"\bint\s+%s\s*\(\s*(struct\s+file\s*\*\s*\w+\s*,\s*"
        r"struct\s+vm_area_struct\s*\*|struct\s+vm_area_desc\s*\*)\s*\w+\s*\)"
        r"\s*$" % function.name, function.head))


def tables():
    """The places where a table's member is an mmap handler.

    The mmap of struct dma_map_ops is none: drivers' handlers get there.
    """
    text = src.statements().text
    return [m for m in re.finditer(
        r"(?:\.|->)\s*(?:\w+_)?mmap(?:_prepare)?\s*=\s*&?(\w+)", text)
        if not re.search(r"\bstruct\s+dma_map_ops\s+\w+\s*=\s*\{[^{}]*$",
                         text[:m.start()])]


def is_refused_before(handler):
    """True if no table of it gets as far with a private mapping."""
    asked = []
    for m in tables():
        if m[1] != handler.name:
            continue
        text = src.statements().text
        start = text.rfind("{", 0, m.start())
        asks = re.search(r"\.get_unmapped_area\s*=\s*(\w+)",
                         text[start:src.statements().closing(start)])
        f = asks and file_functions().get(asks[1])
        asked.append(bool(f and re.search(REFUSES, f.text)))
    return bool(asked) and all(asked)


def setters(function):
    """(offset, length) where the function makes it a PFN mapping, in order."""
    s = src.statements()
    for name, at in function.calls:
        args = s.text[at:s.closing(s.text.index("(", at))]
        if re.match(SETS, name) or \
           re.match(SETS_FLAG, name) and re.search(PFNMAP, added(name, args)):
            yield at, len(name)
    for m in re.finditer(r"\w+\s*->\s*vm_flags\s*\|?=[^=;]*;", function.text):
        if re.search(PFNMAP, m.group()):
            yield function.body + m.start(), len(m.group())


def added(name, args):
    """The flags that a call sets: vm_flags_mod() clears those of its last."""
    return args.rpartition(",")[0] if name == "vm_flags_mod" else args


def is_mapping(setter):
    """remap_pfn_range() itself says more than a flag that is set."""
    return "remap_pfn_range" in src.statements().text[setter[0]:sum(setter)]


def is_insert(setter):
    """vmf_insert_pfn() inserts only: the flag comes from somewhere else."""
    return src.statements().text.startswith("vmf_insert_pfn", setter[0])


def fault_handlers(reached):
    """Those of the vm_ops that the handler sets, or else its object's table."""
    text = src.statements().text
    ops = r"\bvm_ops\s*=\s*&\s*(\w+)"
    names = {n for f in reached for n in re.findall(ops, f.text)} or \
        set(re.findall(r"\." + ops, text))
    for m in re.finditer(r"\bstruct\s+vm_operations_struct\s+(\w+)\s*=\s*"
                         r"(\{[^{}]*\})", text):
        if m[1] in names:
            yield from (file_functions()[n] for n in
                        re.findall(r"\.(?:\w+_)?fault\s*=\s*(\w+)", m[2])
                        if n in file_functions())


def private_mappings():
    seen = set()
    for handler in handlers():
        reached = with_helpers(handler)
        if is_refused_before(handler) or \
           any(re.search(REJECTS, f.text) for f in reached):
            continue
        found = sorted(s for f in reached for s in setters(f))
        if not found or found[0] in seen:
            continue
        seen.add(found[0])
        crash = not all(is_insert(f) for f in found) and any(
            g.called(r"^vmf_insert_pfn") for f in fault_handlers(reached)
            for g in with_helpers(f))
        first = next((f for f in found if is_mapping(f)), found[0])
        finding = Finding("private-pfnmap", span_at(*first), handler.name,
                          "vmf_insert_pfn() then hits its BUG_ON() in a "
                          "private writable mapping: users can crash the "
                          "machine" if crash else "")
        finding.handler, finding.at = handler, first[0]
        yield finding


FINDERS.append(private_mappings)


def behind_checks(first, setter):
    """The first statement without a comment of its own, if only checks go before.

    What is added in front of a statement comes behind its comment.
    """
    s = src.statements()
    at = first
    while at < setter:
        line = s.place(at)[0]
        if not src.lines[line - 2].rstrip().endswith("*/"):
            return at
        end = s.end(at)
        if not re.match(r"if\b[^{}]*\breturn\b[^{}]*;$|if\b.*\{\s*return\b[^{};]*;"
                        r"\s*\}$", s.text[at:end], re.S):
            break
        at = s.skip(end)
    return first


def first_statement(finding):
    """Where the handler's first statement behind its declarations begins."""
    handler = finding.handler
    if finding.at not in range(handler.body, handler.end):
        return refuse(finding, "the setter stands in a helper of %s(), which may "
                      "have other callers" % handler.name) or None
    s = src.statements()
    at = s.skip(handler.body + 1)
    declares = re.compile(r"(?!return\b|goto\b)(?:const |static |struct |unsigned |"
                          r"enum |union )*\w+[\s*]+\**\w+\s*(\[|=[^=]|;|,)")
    while declares.match(s.text, at):
        at = s.skip(s.end(at))
    return s.place(behind_checks(at, finding.at))


PLACES["private-pfnmap"] = first_statement


def is_first(p):
    return starts_edit(p, "private-pfnmap", first_statement)


def rejection(p):
    """What the handler around @p has to refuse."""
    handler = next(f.handler for f in findings()
                   if first_statement(f) == (int(p[0].line), int(p[0].column)))
    desc = re.search(r"struct vm_area_desc \*(\w+)", handler.head)
    if desc:
        return "vma_desc_is_cow_mapping(%s)" % desc[1]
    vma = re.search(r"struct vm_area_struct \*\s*(\w+)", handler.head)
    return "is_cow_mapping(%s->vm_flags)" % vma[1]

@setter@
position p;
@@
(
remap_pfn_range@p(...)
|
io_remap_pfn_range@p(...)
|
vmf_insert_pfn@p(...)
|
vmf_insert_pfn_prot@p(...)
|
vm_flags_set@p(..., <+... VM_PFNMAP ...+>, ...)
|
vm_flags_mod@p(..., <+... VM_PFNMAP ...+>, ...)
|
vma_set_flags@p(..., VMA_PFNMAP_BIT, ...)
|
vma_desc_set_flags@p(..., VMA_PFNMAP_BIT, ...)
)

@assigned@
expression E;
position p;
@@
(
E->vm_flags@p |= <+... VM_PFNMAP ...+>
|
E->vm_flags@p = <+... VM_PFNMAP ...+>
)

@script:python@
p << setter.p;
@@
add_file(p[0])

@script:python@
p << assigned.p;
@@
add_file(p[0])

#include "parts/tell.cocci"

// ---- patch mode: the handler refuses what it never meant to allow

@first depends on (setter || assigned) && patch@
position p : script:python() { is_first(p) };
statement S;
@@
S@p

@script:python refused depends on patch@
p << first.p;
cond;
@@
coccinelle.cond = cocci.make_expr(rejection(p))

@depends on patch@
statement first.S;
position first.p;
expression refused.cond;
@@
+ if (cond)
+	return -EINVAL;
S@p

// The blank line in a rule of its own: with the lines above it gets a tab.
@depends on patch@
statement first.S;
expression refused.cond;
@@
if (cond)
	return -EINVAL;
+
S

#include "parts/refused.cocci"
