# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# The semantic patches on every fixture: pfnmap.cocci reports what the lines
# expect and nothing else, each script alone reports its own part, org mode the
# same places; without a rule's script its fixtures fail.
. "$(dirname "$0")/lib.sh"
scripts=$build/semantic-patches

# Header carriers of the model, which the driver finds in a tree.
fill='s,^// carriers: masks,|\nVM_SPECIAL@p\n|\nVM_NO_KHUGEPAGED@p\n|\n'
fill+='VMA_SPECIAL_FLAGS@p\n|\nVMA_REMAP_FLAGS@p\n&,'

# run SCRIPT MODE FILE
run() {
	sed "$fill" "$1" >"$work/script.cocci"
	spatch --sp-file "$work/script.cocci" -D "$2" --very-quiet --no-show-diff \
		--no-includes --include-headers \
		--macro-file "$scripts/macros.h" "$3" 2>"$work/err"
}

# expected FILE [SLUG]: "line slug", sorted
expected() {
	grep -no 'expect: [a-z-]*' "$1" |
		sed -n "s/^\([0-9]*\):expect: \(${2:-[a-z-]*}\)$/\1 \2/p" | sort -u
}

# reported: report lines on stdin as "line slug", sorted
reported() {
	sed -n 's/^[^:]*:\([0-9]*\):[0-9]*-[0-9]*: .*\[\([a-z-]*\)\]$/\1 \2/p' | sort -u
}

# same_as FILE SCRIPT [SLUG]: what is reported is what is expected
same_as() {
	run "$2" report "$1" | reported >"$work/have" &&
		expected "$1" "${3:-}" | diff - "$work/have"
}

for file in "$top"/testdata/*/*.c; do
	dir=$(basename "$(dirname "$file")")
	case $dir in include | model | filter | index | tree) continue ;; esac
	name=$dir/$(basename "$file")
	check "$name: pfnmap.cocci" same_as "$file" "$scripts/pfnmap.cocci"
	case $name in
	*/bad*.c) ;;
	*) continue ;;
	esac
	check "$name: $dir.cocci alone" same_as "$file" "$scripts/$dir.cocci" "$dir"
	run "$scripts/$dir.cocci" org "$file" |
		sed -n 's/.*::linb=\([0-9]*\)::.*/\1/p' | sort -u >"$work/org"
	check "$name: org" diff <(expected "$file" "$dir" | cut -d' ' -f1) "$work/org"
	# Context marks each line with a leading "-" in a diff against the file.
	sed "$fill" "$scripts/$dir.cocci" >"$work/script.cocci"
	spatch --sp-file "$work/script.cocci" -D context --very-quiet --no-includes \
		--macro-file "$scripts/macros.h" "$file" 2>"$work/err" |
		grep -c '^-[^-]' >"$work/context"
	check "$name: context" diff "$work/context" <(wc -l <"$work/org")
done

# A rule that is not there leaves its fixtures without a finding.
for slug in walk-gate entry-test private-pfnmap; do
	mapfile -t others < <(printf '%s\n' "$top"/semantic-patches/*.cocci |
		grep -v -e "/$slug.cocci" -e cow-warn)
	"$top/semantic-patches/assemble" --all "${others[@]}" >"$work/without.cocci"
	check "without $slug.cocci its fixture fails" \
		status 1 same_as "$top/testdata/$slug/bad.c" "$work/without.cocci"
done

done_testing
