#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# t-labels - labels follow their lines to another version of a kernel: past lines
# that were put in or taken out, to the right one of equal lines; and what cannot
# be followed is said.
. "$(dirname "$0")/../lib/lib.sh"

move=$top/tests/kernels/move-labels
mkdir -p "$work/old/mm" "$work/new/mm" "$work/own"
cat >"$work/old/mm/walk.c" <<'END'
#include <linux/mm.h>

static int first(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP)
		return 1;
	return 0;
}

static int second(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP)
		return 1;
	return first(vma);
}
END
printf '# file\tline\tcolumn\trule\n%s\n%s\n' "mm/walk.c	5	6	walk-gate" \
	"mm/walk.c	12	6	policy" >"$work/own/reads-9.9.tsv"
printf '# file\tline\tname\teffect\n%s\n' \
	"mm/walk.c	10	ops	pte=mm/walk.c:14;pmd=mm/other.c:3" >"$work/own/walkers-9.9.tsv"
yes 'int other;' | head -n 9 >"$work/old/mm/other.c"
cp "$work/old/mm/other.c" "$work/new/mm"

# lines TABLE: what stands in a table of labels, in one line.
lines() { grep -v '^#' "$work/moved/$1-9.9.tsv" | tr '\n\t' '; '; }
moved() {
	rm -rf "$work/moved"
	"$move" "$work/new" "$work/own" 9.9 "$work/moved" 2>"$work/said"
}

refused() { ! moved && grep -q "not in lines-9.9.tsv" "$work/said"; }
: >"$work/own/lines-9.9.tsv"
check "labels without a record are refused" refused
check "recorded" "$move" --record "$work/old" "$work/own" 9.9 9.9.1-1

cp "$work/old/mm/walk.c" "$work/new/mm"
check "the same tree" moved
check "nothing moves" test "$(lines reads)$(lines walkers)" = \
	"mm/walk.c 5 6 walk-gate;mm/walk.c 12 6 policy;mm/walk.c 10 ops pte=mm/walk.c:14;pmd=mm/other.c:3;"

# Three lines in front, one less in between, and what follows read anew.
sed -e '1i /*\n * New.\n */' -e '/^	return 0;/d' -e 's/^		return 1;/		return 2;/' \
	"$work/old/mm/walk.c" >"$work/new/mm/walk.c"
check "a newer tree" moved
check "equal lines are told apart" test "$(lines reads)" = \
	"mm/walk.c 8 6 walk-gate;mm/walk.c 14 6 policy;"
check "a place inside of a column" test "$(lines walkers)" = \
	"mm/walk.c 12 ops pte=mm/walk.c:16;pmd=mm/other.c:3;"
check "and nothing is said" test ! -s "$work/said"

sed -i '14s/PFNMAP/MIXEDMAP/' "$work/new/mm/walk.c"
check "a line that changed" moved
check "stays between its neighbours" test "$(lines reads)" = \
	"mm/walk.c 8 6 walk-gate;mm/walk.c 14 6 policy;"
check "and is named" grep -qx 'labels: mm/walk.c:12: changed, taken for line 14' \
	"$work/said"
rm "$work/new/mm/walk.c"
check "a file that is gone" moved
check "is named" grep -qx 'labels: mm/walk.c: gone' "$work/said"

for list in "$top"/tests/labels/lines-*.tsv; do
	v=${list##*lines-} v=${v%.tsv}
	check "$v: every label that there is can be moved" \
		"$move" "$work/old" "$top/tests/labels" "$v" "$work/all"
done
done_testing
