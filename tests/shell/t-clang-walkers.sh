# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# pfncheck walkers, with clang alone, on the files of 6.12 that x86_64 compiles: the
# mm_walk_ops with their callbacks, own test_walk and what that gates on.
. "$(dirname "$0")/../lib/lib.sh"

tree=$cache/linux-source-6.12
walkers=$labels/walkers-6.12.tsv

# sorted: one line a walker; callbacks in any order, and a gate only where the
# walker has its own test_walk: that of the others is walk_page_test()'s.
sorted() {
	jq -rR 'split("\t") | .[3] |= (split(",") | sort | join(",")) |
		if .[4] == "-" then .[5:] = [] else . end | join("\t")' | sort
}

# The labels: file, line, name, callbacks, test_walk, PFN flags, VM_IO.  No
# configuration here compiles mm/memcontrol-v1.c.
want() {
	awk -F'\t' -v OFS='\t' '!/^#/ && $1 !~ /^arch\// &&
		$1 != "mm/memcontrol-v1.c" { print $1, $2, $3, $4, $5,
		$6 ~ /VM_PFNMAP/, $6 ~ /VM_MIXEDMAP/, $6 ~ /VM_IO/ }' "$walkers"
}

# table OPTION...: what 'pfncheck walkers' says of their files.
mapfile -t files < <(want | cut -f1 | sort -u)
# shellcheck disable=SC2120 # check hands the options over
table() {
	"$pfncheck" walkers -q -C "$tree" --build-dir="$cache/build-6.12-x86_64" \
		--engine=clang --cache-dir="$cache/answers" -j2 "$@" "${files[@]}"
}

# The same of the checker, where test_walk is a callback like any other.
have() {
	jq -r '.walkers[] | [.file, .line, .name,
		([.callbacks[] | select(startswith("test_walk=") | not)] | join(",")),
		(([.callbacks[] | select(startswith("test_walk="))[10:]] + ["-"])[0]),
		(.gate | contains("VM_PFNMAP"), contains("VM_MIXEDMAP"), contains("VM_IO"))] |
		@tsv' "$work/walkers.json" | sed 's/true/1/g; s/false/0/g'
}

check "pfncheck walkers in JSON" table --format=json -o "$work/walkers.json"
want | sorted >"$work/want"
have | sorted >"$work/have"
check "there are labels" test -s "$work/want"
check "mm_walk_ops of 6.12" diff "$work/want" "$work/have"
check "clang alone does not say whether they are filtered" jq -e \
	'[.walkers[].filtered | .pte, .pmd, .pud] | unique == ["unknown"]' "$work/walkers.json"

# The text of one with a gate of its own, without the place of lines.
table --format=text >"$work/walkers.txt"
sed -n '/ hmm_walk_ops$/,/^ *\./{s/:[0-9]*:/:/;p}' "$work/walkers.txt" >"$work/hmm"
check "pfncheck walkers in text" diff "$work/hmm" - <<'END'
mm/hmm.c: hmm_walk_ops
    mm/hmm.c: entered by walk_page_range(), own test_walk, not walk_page_test()'s: VM_PFNMAP VM_IO
    pte not known; pmd not known; pud not known
    .pud_entry=hmm_vma_walk_pud .pmd_entry=hmm_vma_walk_pmd .pte_hole=hmm_vma_walk_hole .hugetlb_entry=hmm_vma_walk_hugetlb_entry .test_walk=hmm_vma_walk_test
END
# walk_page_vma() never comes by walk_page_test(): smaps is gated on one way only.
ways_of_smaps() {
	jq -c '[.walkers[] | select(.name == "smaps_walk_ops").ways[] | [.call, .tested]]' \
		"$work/walkers.json"
}
check "how smaps is entered, and which way is gated" test "$(ways_of_smaps)" = \
	'[["walk_page_vma",false],["walk_page_range",true]]'
check "every walker has its lines of text" test \
	"$(grep -c '^    pte ' "$work/walkers.txt")" = "$(wc -l <"$work/have")"

done_testing
