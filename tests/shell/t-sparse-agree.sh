# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# pfncheck-sparse beside the other two engines on every fixture, finding by
# finding: no expectation stands between them.  Both checkers give each read the
# same facts of src/ground/facts.def, not only the same rule.  Places of spatch
# are compared by line, as it points at another token of a read than they do.
. "$(dirname "$0")/../lib/lib.sh"
. "$top/tests/lib/model.sh"
. "$top/tests/lib/cocci.sh"


# rules ENGINE: the slugs of rules.def that sparse and ENGINE both find.
rules() {
	tr -d '\n' <"$top/src/ground/rules.def" | sed 's/RULE(/\n&/g' |
		sed -n "/SPARSE/{/$1/s/^RULE([A-Z_]*, *\"\([a-z-]*\)\".*/\1/p}" |
		paste -sd'|'
}
with_clang=$(rules CLANG) with_cocci=$(rules COCCI)

defines() {
	case $(mark "$1" kernel) in
	6.1) echo -DMODEL_KERNEL=601 ;;
	7.0) echo -DMODEL_KERNEL=700 ;;
	*) echo -DMODEL_KERNEL=612 ;;
	esac
}

# checker PROGRAM FILE: 'LINE:COLUMN FACT,... RULE' of its findings in FILE itself.
checker() {
	local arguments=()
	[ "$1" = pfncheck-sparse ] || arguments=(-- -std=gnu11)
	"$build/$1" --json --root="$top/testdata" "${arguments[@]}" \
		"-I$top/testdata/include" "$(defines "$2")" "$2" 2>/dev/null |
		jq -r --arg file "${2#"$top/testdata/"}" '.finding // empty |
			select(.file == $file) | "\(.line):\(.column) " +
			(.facts | join(",")) + " \(.rule)"' | sort
}

of() { grep -E " ($1)$"; }
lines() { sed 's/:[0-9]* [^ ]* / /' | sort -u; }

know_tree "vma_is_mm_managed vma_is_fixed_mapping vma_flags_is_mm_managed vma_flags_is_fixed_mapping"
files=()
mkdir "$work/all"
for file in "$top"/testdata/*/*.c; do
	dir=$(basename "$(dirname "$file")")
	case $dir in include | model | filter | index | tree) continue ;; esac
	# What only types and values tell spatch cannot.
	if [ "$(mark "$file" engine)" = checkers ]; then
		check "$dir/$(basename "$file"): as clang" diff \
			<(checker pfncheck-clang "$file") \
			<(checker pfncheck-sparse "$file")
		continue
	fi
	[ "$(mark "$file" engine)" != others ] || continue
	files+=("$file")
	cp "$file" "$work/all/$dir+$(basename "$file")"
done
cocci pfnmap report -D carriers --no-show-diff --dir "$work/all" 2>"$work/err" |
	sed -nE 's,^.*/all/([^:]*):([0-9]+):[0-9]+-[0-9]+: .*\[([a-z-]*)\]$,\1 \2 \3,p' \
	>"$work/cocci"
check "spatch has looked at all" test "$(wc -l <"$work/cocci")" -gt 100

total=0
for file in "${files[@]}"; do
	name=$(basename "$(dirname "$file")")/$(basename "$file")
	checker pfncheck-sparse "$file" >"$work/sparse"
	checker pfncheck-clang "$file" >"$work/clang"
	sed -n "s,^${name/\//+} ,,p" "$work/cocci" | sort -u >"$work/spatch"
	check "$name: as clang" diff <(of "$with_clang" <"$work/clang") \
		<(of "$with_clang" <"$work/sparse")
	check "$name: as coccinelle" diff <(of "$with_cocci" <"$work/spatch") \
		<(of "$with_cocci" <"$work/sparse" | lines)
	total=$((total + $(wc -l <"$work/sparse")))
done
echo "# $total findings"
check "there was something to compare" test "$total" -gt 100

done_testing
