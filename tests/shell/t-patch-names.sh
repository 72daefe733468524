#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# t-patch-names - a rewrite mentions only what the tree has, whichever rule made it:
# each name that the hunks of all rules bring into a file is taken away from the
# tree's headers once, and then no hunk mentions it.
. "$(dirname "$0")/../lib/lib.sh"
. "$top/tests/lib/small-tree.sh"
. "$top/tests/lib/model.sh"

tree=$work/tree
small_tree "$tree"
rules=(entry-test follow-gate gup-gate private-pfnmap)
for slug in "${rules[@]}"; do
	for fixed in "$top/testdata/$slug"/fixed*.c; do
		bad=${fixed/fixed/bad} name=$(basename "$fixed")
		case $(mark "$bad" kernel) in 6.1 | 7*) continue ;; esac
		without_marks "$bad" >"$tree/mm/$slug${name#fixed}"
	done
done
rm "$tree/mm/entries.c" "$tree/drivers/char/one.c" "$tree/drivers/video/two.c"

# hunks TREE FILE...
hunks() {
	"$pfncheck" patch -q -C "$1" --engine=cocci --level=note \
		--rule="$(IFS=,; echo "${rules[*]}")" \
		--effect=nfc,cow-visible,abi,arch "${@:2}" 2>/dev/null
}
# brought: "FILE NAME" for each name in a line that is added, but not in the file
brought() {
	awk '/^\+\+\+ / { file = substr($2, 3); next }
		/^\+/ { while (match($0, /[A-Za-z_][A-Za-z0-9_]*\(|(->|[a-z]\.)[A-Za-z_][A-Za-z0-9_]*/)) {
			name = substr($0, RSTART, RLENGTH); $0 = substr($0, RSTART + RLENGTH)
			sub(/^(->|[a-z]\.)/, "", name); sub(/\($/, "", name); print file, name } }' | sort -u |
		while read -r file name; do
			grep -qE "(^|[^A-Za-z0-9_])$name([^A-Za-z0-9_]|\$)" "$tree/$file" ||
				echo "$file $name"
		done | grep -v ' if$'
}
hunks "$tree" mm >"$work/all.patch"
brought <"$work/all.patch" >"$work/brought"
for slug in entry-test follow-gate private-pfnmap; do
	check "$slug brings a name into a file" grep -q "^mm/$slug.* " "$work/brought"
done

# without NAME FILE...: no hunk mentions it in a tree that has it nowhere
without() {
	rm -rf "$work/less" && cp -r "$tree" "$work/less"
	grep -rlw -- "$1" "$work/less/include" | xargs -r sed -i "s/\\b$1\\b/gone_$1/g"
	hunks "$work/less" "${@:2}" >"$work/less.patch"
	! grep "^+.*\\b$1\\b" "$work/less.patch"
}
cut -d' ' -f2 "$work/brought" | sort -u >"$work/names"
while read -r name; do
	grep -rqw -- "$name" "$tree/include" || continue
	mapfile -t files < <(sed -n "s/ $name\$//p" "$work/brought")
	check "no hunk mentions $name() where the tree has none" without "$name" "${files[@]}"
done <"$work/names"
done_testing
