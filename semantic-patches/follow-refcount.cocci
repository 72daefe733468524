// SPDX-License-Identifier: GPL-2.0-only
/// page reference taken on a pfn that a lookup returned
///
/// What follow_pfnmap_start(), follow_pte() or follow_pfn() find may be a pfn that
/// nobody counts references of, even where it has a struct page: taking a
/// reference frees it too early or never. Only get_user_pages() gives references.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: follow_pfnmap_start, follow_pte, follow_pfn, get_page, folio_get, pfn_to_page

virtual context
virtual org
virtual patch
virtual report

// base: lookup
@initialize:python@
@@
#include "parts/facts.py"
#include "parts/statements.py"
#include "parts/functions.py"
#include "parts/tell.py"

WANTED["follow-refcount"] = ("WARNING", "page reference taken on a pfn that a lookup returned")

TAKES = (r"^(get_page|get_page_unless_zero|try_get_page|folio_get|"
         r"folio_try_get\w*|folio_ref_\w*inc\w*|page_ref_\w*inc\w*)$")


def lookup_helpers():
    """Functions of the file that hand out what a lookup finds."""
    if "lookup_helpers" not in src.memo:
        src.memo["lookup_helpers"] = {
            h.name for h in file_functions().values()
            if h.called(API["lookup"].pattern) and
            "*" in h.head.split("(", 1)[1]}
    return src.memo["lookup_helpers"]


def lookups(function):
    """Offsets behind which a pfn of a lookup is known: own or a helper."""
    helpers = lookup_helpers() - {function.name}
    return [at for name, at in function.calls
            if name in helpers or API["lookup"].match(name)]


def pfn_names(function, start):
    """Variables that hold the pfn found, by assignment or as &pfn."""
    text = function.text[start - function.body:]
    call = src.statements()
    args = call.text[start:call.closing(call.text.index("(", start))]
    names = {n for n in re.findall(r"&\s*(\w+)", args)}
    known = {n for n in names if re.search(r"pfn|phys", n)}
    for left, right in re.findall(r"(\w+)\s*=\s*([^=;][^;]*);", text):
        if any(re.search(r"\b%s\b" % n, right) for n in known) or \
           re.search(r"\bargs\s*(\.|->)\s*pfn\b|\bp(te|md|ud)_pfn\s*\(", right) or \
           any(re.search(r"\b%s\s*\.\s*pfn\b" % n, right) for n in names):
            known.add(left)
    return known, names


def references(function, start):
    """(offset, length) of calls behind @start that count a reference."""
    known, structs = pfn_names(function, start)
    takers = [h.name for h in file_functions().values()
              if h.called(TAKES) and re.search(r"pfn_t? ?\w*\)|pfn\)", h.head)]
    s = src.statements()
    for name, at in function.calls:
        if at < start or not (re.match(TAKES, name) or name in takers):
            continue
        args = s.text[at:s.closing(s.text.index("(", at))]
        if any(re.search(r"\b%s\b" % n, args) for n in known) or \
           any(re.search(r"\b%s\s*\.\s*pfn\b" % n, args) for n in structs):
            yield at, len(name)


def refcounts():
    for function in file_functions().values():
        for at, length in sorted({r for start in lookups(function)
                                  for r in references(function, start)}):
            yield Finding("follow-refcount", span_at(at, length), function.name)


FINDERS.append(refcounts)

@lookup@
position p;
@@
(
follow_pfnmap_start@p(...)
|
follow_pte@p(...)
|
follow_pfn@p(...)
|
follow_phys@p(...)
)

@script:python@
p << lookup.p;
@@
add_file(p[0])

#include "parts/tell.cocci"
#include "parts/advise.cocci"
