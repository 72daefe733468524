#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# t-series-steps - a series whose patches stand on each other: walks ask, their
# gates go, and what cannot be shown to be right is left alone with its reason.
. "$(dirname "$0")/../lib/lib.sh"
. "$(dirname "$0")/../lib/git.sh"
. "$(dirname "$0")/../lib/small-tree.sh"

tree=$work/tree
small_tree "$tree"
rm "$tree"/drivers/*/*.c "$tree"/mm/*.c
for file in "$top"/testdata/steps/*.c; do
	without_marks "$file" >"$tree/mm/$(basename "$file")"
done
printf '%s\n' '#ifndef LINUX_PAGEWALK_H' '#define LINUX_PAGEWALK_H' \
	'#include <model/mm.h>' '' '#endif' >"$tree/include/linux/pagewalk.h"
echo '#define pud_special pud_special' >>"$tree/include/linux/pgtable.h"
find "$tree" -exec touch -d '2026-01-02 03:04:05 +0000' {} +
small_build "$tree" "$work/build" 1 x86
echo CONFIG_TRANSPARENT_HUGEPAGE=y >"$work/build/.config"

series() {
	"$pfncheck" series -C "$tree" --build-dir="$work/build" -s \
		--cache-dir="$work/answers" --engine=sparse "$@" 2>"$work/said"
}
check "a series" series -o "$work/mails"
cp -r "$tree" "$work/after"
mails=("$work"/mails/0*-*.patch)
applies() { for m in "${mails[@]:1}"; do patch -s -p1 -F0 -d "$work/after" <"$m" || return; done; }
check "each mail applies on those before it" applies
# between FUNCTION FILE: its lines, from its name to the brace that ends it.
between() { sed -n "/^[a-z].*\\b$1(/,/^}/p" "$work/after/mm/$2"; }
holds() { between "$1" "$2" | tr -s ' \t\n' ' ' | grep -qF -- "$3" ||
	{ between "$1" "$2"; return 1; }; }

check "the question comes first" grep -q '^+static inline bool walk_pte_is_raw' "${mails[1]}"
check "then what a walk does to a huge leaf" grep -q 'walk_pud_is_raw(walk->vma, addr, \*pud)' "${mails[2]}"
check "at pmd level, behind the test for an absent leaf" holds sum_range walks.c \
	'if (walk_pmd_is_raw(vma, addr, *pmd)) goto out; t->pfns += pmd_pfn'
check "at pte level, in the loop" holds sum_range walks.c \
	'if (walk_pte_is_raw(vma, addr, entry)) continue; t->pfns += pte_pfn'
check "the gate goes, with nothing left that asks" status 1 grep -q VM_PFNMAP \
	"$work/after/mm/walks.c"
check "where each page has a slot, it is filled as for a hole" holds slot_range walks.c \
	'if (walk_pte_is_raw(vma, addr, entry)) { err = slot_hole(addr, addr + PAGE_SIZE, -1, walk);'
check "in front of a helper, where absent entries leave" holds clear_pte walks.c \
	'if (pte_none(ptep_get(pte)) || walk_pte_is_raw(walk->vma, addr, '

check "a callback that is also called where no gate stands stays" \
	status 1 grep -q is_raw <(between count_range refused.c)
check "and the reason is said" grep -q 'count_range() belongs to ungated_ops, too: .*count_vma() walks with ungated_ops' "$work/said"
check "a table that is handed on counts as ungated" \
	grep -q 'passed_ops: .*count_elsewhere() walks with passed_ops where' "$work/said"

check "who does not ask says so" grep -q '\.test_walk.*= gated_test_walk,' "$work/after/mm/refused.c"
check "not where nothing ever asked" status 1 grep -q ungated_test_walk "$work/after/mm/refused.c"
check "two tables of one name are not told apart" \
	grep -q 'refused.c: more than one walk there is called walk_ops' "$work/said"
says_so() { grep -c "\.test_walk.*= count_${1}_test_walk," "$work/after/mm/refused.c"; }
check "each says it in its function's name" test "$(says_so here)$(says_so there)" = 11
check "then the gate of all walks goes" status 1 grep -q 'VM_PFNMAP\|vma = walk->vma' \
	<(between walk_page_test pagewalk.c)
check "last of all" grep -q walk_page_test "${mails[-1]}"

# Each mail builds on those before it: what is left of the tree compiles.
builds() {
	local f
	for f in "$work"/after/mm/*.c; do
		gcc -fsyntax-only -Wall -Werror -Wno-unused-function -std=gnu11 -DMODEL_KERNEL=612 \
			-DMODEL_PTE_SPECIAL=1 -DMODEL_HUGE_PFNMAP=1 "-I$work/after/include" "$f" || return
	done
}
check "what comes of it compiles without a warning" builds
clean() {
	local m
	for m in "${mails[@]:1}"; do
		perl "$tree/scripts/checkpatch.pl" --root="$tree" --strict "$m" |
			grep -q '^total: 0 errors, 0 warnings, 0 checks' || { echo "$m"; return 1; }
	done
}
check "checkpatch --strict has nothing to say" clean
left() {
	"$pfncheck" scan -C "$1" --cache-dir="$work/answers" --engine=cocci --rule=walk-gate \
		--format=json | jq -r '.findings[] | "\(.file) \(.function)"'
}
check "there were findings" test "$(left "$tree" | wc -l)" -ge 2
check "none of them is left, and there is no new one" diff /dev/null <(left "$work/after")
said_nothing() {
	local m n=0
	for m in "${mails[@]:1}"; do
		tr '\n' ' ' <"$m" | grep -q 'No functional change intended' && n=$((n + 1))
	done
	[ $n = "$1" ] || { echo "$n mails"; return 1; }
}
# From 6.15 on the same loop may put entries where there are none.
perl -0pi -e 's/\tif \(ops->pte_hole\)(\s+err = ops->pte_hole\(addr, next, 1, walk\);\s+if \(err\)\s+break;\s+)continue;/\tif (ops->install_pte)\n\t\t\t\terr = 1;\n\t\t\telse if (ops->pte_hole)$1if (!ops->install_pte)\n\t\t\t\tcontinue;/' \
	"$tree/mm/pagewalk.c"
sed -i 's/^\(\t*\)int (\*test_walk)/\1int (*install_pte)(unsigned long addr);\n&/' "$tree/include/model/walk.h"
check "the loop that may install entries" grep -q 'else if (ops->pte_hole)' "$tree/mm/pagewalk.c"
check "a series of it" series -o "$work/mails-install"
check "a huge leaf is a hole there, too" grep -q '^+.*err = ops->pte_hole(addr, next, 1, walk);' \
	"$work"/mails-install/0002-*
check "a mail that changes nothing says so" said_nothing 5
check "the others say what becomes visible" test "$(grep -l 'become visible\|are kept' "${mails[@]:1}" | wc -l)" = 3
done_testing
