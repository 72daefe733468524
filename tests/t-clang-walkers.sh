# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# pfncheck-clang --walkers on the files of 6.12 that x86_64 compiles: the
# mm_walk_ops with their callbacks, own test_walk and what that gates on.
. "$(dirname "$0")/lib.sh"

tree=$cache/linux-source-6.12
labels=$top/tests/labels/walkers-6.12.tsv

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
		$6 ~ /VM_PFNMAP/, $6 ~ /VM_MIXEDMAP/, $6 ~ /VM_IO/ }' "$labels"
}

# The same of the checker, where test_walk is a callback like any other.
have() {
	want | cut -f1 | sort -u | (cd "$cache/build-6.12-x86_64" && xargs -P 2 -I{} \
		"$build/pfncheck-clang" --walkers --json --root="$tree" -p . "$tree/{}") |
		jq -r '.walker // empty | [.file, .line, .name,
			([.callbacks[] | select(startswith("test_walk=") | not)] | join(",")),
			(([.callbacks[] | select(startswith("test_walk="))[10:]] + ["-"])[0]),
			(.flags | contains(["VM_PFNMAP"])),
			(.flags | contains(["VM_MIXEDMAP"])), .io] | @tsv' |
		sed 's/true/1/g; s/false/0/g'
}

want | sorted >"$work/want"
have | sorted >"$work/have"
check "there are labels" test -s "$work/want"
check "mm_walk_ops of 6.12" diff "$work/want" "$work/have"

done_testing
