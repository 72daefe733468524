// SPDX-License-Identifier: GPL-2.0-only
/// VM_PFNMAP read outside vm_normal_page*() gates a pfn lookup
///
/// The lookup finds the entry and knows whether it is special. A test of the VMA
/// in front of it is wrong for the ordinary pages that a private PFN mapping holds
/// after copy-on-write.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: follow_pfnmap_start, follow_pte, follow_pfn, follow_phys

virtual context
virtual org
virtual patch
virtual report

#include "parts/reads.cocci"

@initialize:python@
@@
#include "parts/rewrite.py"

WANTED["follow-gate"] = ("WARNING", "VM_PFNMAP read outside vm_normal_page*() gates a pfn lookup")


def without_lookup(read):
    """Why there is no lookup behind the test to ask instead; None if there is."""
    if API["lookup"].match(read.func[0]):
        return "this is the lookup: its callers rely on what it refuses"
    if not src.called("lookup", read.func, read.region()):
        return "the lookup does not stand in %s() itself" % read.func[0]
    return None


def refusal(finding):
    """Where the if begins whose only question is the flag, and that returns."""
    read = finding.read
    why = without_lookup(read)
    if why:
        return refuse(read, why) or None
    # "return ret" would answer success once the lookup has set it.
    for then, other, negated in read.branches():
        if not re.search(r"return -E\w+;", src.cut(then)):
            return refuse(read, "what hangs on the test is more than to return "
                          "one errno", then.start) or None
    span, left = mask_test(read)
    for cond in read.guards:
        if span and not left and re.sub(r"^!", "", bare(text_of(cond))).strip(
                "( )") == text_of(span).strip("( )") and read.negated(cond):
            return cond.what[1]
        refuse(read, "the condition asks more than these flags", cond.start)
    return refuse(read, "no condition hangs on the flags alone") or None


PLACES["follow-gate"] = refusal


def is_refusal(p):
    return starts_edit(p, "follow-gate", refusal)

// ---- patch mode: look up first, then ask the entry

@asked_args depends on (mask || predicate || member) && patch@
position p : script:python() { is_refusal(p) };
expression E, R;
identifier args, ret;
@@
- if@p (E)
-	return R;
  ... when != args.special
  ret = follow_pfnmap_start(&args);
  if (ret)
	return ret;
+ if (!args.special) {
+	follow_pfnmap_end(&args);
+	return R;
+ }

// Zero pages of a PFN mapping are no normal pages, but of no device either.
@asked_entry depends on (mask || predicate || member) && patch@
position p : script:python() { is_refusal(p) };
expression E, R, vma, addr;
identifier ptep, ptl, ret;
@@
- if@p (E)
-	return R;
  ...
  ret = follow_pte(vma->vm_mm, addr, &ptep, &ptl);
  if (ret)
	return ret;
+ if (vm_normal_page(vma, addr, *ptep) || is_zero_pfn(pte_pfn(*ptep))) {
+	pte_unmap_unlock(ptep, ptl);
+	return R;
+ }

#include "parts/refused.cocci"
