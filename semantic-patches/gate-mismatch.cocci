// SPDX-License-Identifier: GPL-2.0-only
/// walk gates of one family disagree about VM_PFNMAP and VM_IO
///
/// remap_pfn_range() sets both flags, so gates that test the one without the other
/// let different VMAs through. Gates are compared with those of the file and, in
/// a kernel tree, with the .test_walk functions of mm/ and fs/.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: mm_walk_ops, test_walk

virtual context
virtual org
virtual patch
virtual report

#include "parts/reads.cocci"

@initialize:python@
@@
#include "parts/functions.py"

WANTED["gate-mismatch"] = ("NOTE", "walk gates of one family disagree about VM_PFNMAP and VM_IO")


def gate_flags(body):
    """(tests VM_PFNMAP, tests VM_IO) of the text of a gate."""
    return (bool(re.search(r"\b(VM_PFNMAP|VMA_PFNMAP_BIT)\b", body)),
            bool(re.search(r"\b(VM_IO|VMA_IO_BIT)\b", body)))


def walk_gates(text):
    """(name, body, offset of the body) of the .test_walk functions."""
    for name in sorted(set(re.findall(r"\.test_walk\s*=\s*(\w+)", text))):
        m = re.search(r"^\w[^;{}]*?\b%s\s*\([^;{}]*\)\s*\{.*?^\}" % name, text,
                      re.M | re.S)
        if m:
            yield name, m.group(), m.start()


def tests_both(top, memo={}):
    """True if a gate below mm/ or fs/ of the tree tests both flags."""
    if top not in memo:
        memo[top] = False
        for folder in ("mm", "fs") if top else ():
            for path, dirs, files in os.walk(os.path.join(top, folder)):
                for name in [f for f in files if f.endswith(".c")]:
                    with open(os.path.join(path, name),
                              encoding="latin-1") as f:
                        text = f.read()
                    memo[top] |= ".test_walk" in text and any(
                        gate_flags(body) == (True, True)
                        for n, body, at in walk_gates(text))
    return memo[top]


def is_gate(function):
    """True for .test_walk functions and what else is given a walk only."""
    return "struct mm_walk *" in function.head and \
        not re.search(r"\b(pte|pmd|pud)_t\b", function.head)


def gate_mismatches():
    gates = [(f, gate_flags(f.text)) for f in file_functions().values()
             if is_gate(f)]
    odd = [(f, flags) for f, flags in gates if flags in ((True, False),
                                                         (False, True))]
    if odd and ((True, True) in [flags for f, flags in gates] or
                tests_both(tree_of(src.path))):
        for f, flags in odd:
            m = re.search(r"\b(VM_PFNMAP|VMA_PFNMAP_BIT|VM_IO|VMA_IO_BIT)\b",
                          f.text)
            yield Finding("gate-mismatch",
                          span_at(f.body + m.start(), len(m.group())), f.name)


FINDERS.append(gate_mismatches)

#include "parts/advise.cocci"
