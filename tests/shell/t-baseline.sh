#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/lib.sh
# early: 6
#
# Baselines and changes since a revision: which findings survive what is done
# to a file.  The second half makes fifty random histories.
. "$(dirname "$0")/../lib/lib.sh"
. "$(dirname "$0")/../lib/git.sh"

repo=$work/repo
small_repo "$repo"
cd "$repo" || exit 1
base=$work/baseline
scan() { "$pfncheck" scan --level=note --engine=cocci "$@"; }
count() { scan --format=json "$@" 2>/dev/null | jq "$1"; }
found() { scan --format=json "$@" 2>/dev/null | jq '.findings | length'; }

all=$(found)
check "there are findings" test "$all" -gt 4
check "--write-baseline reports none" status 0 scan --write-baseline="$base"
check "its entries" test "$(grep -vc '^#' "$base")" = "$all"
check "with it nothing is found" status 0 scan --baseline="$base"
in_baseline() { [ "$(scan --format=json --baseline="$base" 2>/dev/null | jq .stats.in_baseline)" = "$all" ]; }
check "and the report says how many it knows" in_baseline
check "also without the notes" status 0 "$pfncheck" scan --baseline="$base"
not_stale() { ! "$pfncheck" scan "$@" --baseline="$base" 2>/dev/null | grep stale; }
check "notes that are not shown are not stale" not_stale
check "nor what lies elsewhere" not_stale mm/clean.c
check "nor other rules" not_stale --rule=walk-gate
gate fresh >>mm/clean.c
check "something new is found" test "$(found --baseline="$base")" = 1
git checkout -q .
check "written again it is the same" scan --write-baseline="$work/again"
check "byte for byte" cmp "$base" "$work/again"

sed -i 's/walk->vma->vm_flags & VM_PFNMAP/walk->vma->vm_file/' mm/gates.c
stale() { scan --baseline="$base" 2>/dev/null | grep "baseline:[0-9]*: stale: walk-gate in mm/gates.c (young_test_walk)"; }
check "an entry whose finding is gone is stale" stale
check "which is no finding" status 0 scan --baseline="$base"
check "--prune-baseline drops it" status 0 scan --baseline="$base" --prune-baseline
check "only it" test "$(diff "$work/again" "$base" | grep -c '^[<>]')" = 1
check "then nothing is stale" not_stale
git checkout -q .
check "and the finding is found again" test "$(found --baseline="$base")" = 1
printf 'int f(int x)\n{\n\tif (x & VM_PFNMAP\n\t\treturn;\n}\n' >mm/policy.c
cp "$work/again" "$base"
no_policy() { ! scan --baseline="$base" 2>/dev/null | grep 'stale.*mm/policy.c'; }
check "what could not be analysed is not stale" no_policy
git checkout -q .

# --since
check "--since=HEAD without changes" status 0 scan --since=HEAD
harmless a >>mm/gates.c
check "a change beside findings" status 0 scan --since=HEAD
gate b >>mm/gates.c
check "a new gate" test "$(found --since=HEAD)" = 1
git add -A && git commit -qm b
check "--since the commit before" test "$(found --since=HEAD~1)" = 1
check "--since now" status 0 scan --since=HEAD
check "--since is about the work tree" test "$(gate c >>mm/clean.c; found --since=HEAD)" = 1
check "--since with a baseline" test "$(scan --write-baseline="$work/b2" >/dev/null 2>&1; found --since=HEAD --baseline="$work/b2")" = 0
git checkout -q .
sed -i 's/VM_IO | VM_PFNMAP)/VM_PFNMAP | VM_MIXEDMAP)/' include/linux/mm.h
check "a carrier that was one before" test "$(found --since=HEAD)" = 0
git checkout -q .
# Through what another file holds: a new predicate is this change's doing, a walk
# is not, for what one file holds says nothing of it.
printf 'int f(struct vm_area_struct *vma)\n{\n\tif (is_raw(vma))\n\t\treturn -EINVAL;\n\treturn g(vma);\n}\n' >mm/f.c
printf 'int g(struct vm_area_struct *vma)\n{\n\treturn 0;\n}\n' >mm/g.c
git add -A && git commit -qm 'two files'
printf 'static inline bool is_raw(struct vm_area_struct *vma)\n{\n\treturn vma->vm_flags & VM_PFNMAP;\n}\n' >include/linux/raw.h
git add -N include/linux/raw.h
check "a predicate makes a read of another file" test "$(found --since=HEAD mm)" = 1
git add -A && git commit -qm raw
git mv include/linux/raw.h include/linux/rare.h
check "not by another name of its file" test "$(found --since=HEAD mm)" = 0
git reset -q --hard
cat include/linux/raw.h >>include/linux/mm.h && git rm -q include/linux/raw.h
check "nor in another file" test "$(found --since=HEAD mm)" = 0
git reset -q --hard
sed -i 's/return 0/return walk_page_vma(vma, \&young_ops, NULL)/' mm/g.c
check "a walk of another file makes none" test "$(found --since=HEAD mm)" = 0
git reset -q --hard

# Fifty histories, half of them of changes that must keep every fingerprint.
check "fifty random histories" python3 "$top/tests/lib/histories.py" "$pfncheck" 50
done_testing
