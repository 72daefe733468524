# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# pfncheck-clang alone on every fixture: each expectation is found at its line
# (and column, where one is given), and nothing else is said.
. "$(dirname "$0")/../lib/lib.sh"
. "$top/tests/lib/model.sh"

clang=$build/pfncheck-clang

# The slugs of rules.def whose engines hold CLANG, as an expression.
slugs=$(tr -d '\n' <"$top/src/ground/rules.def" | sed 's/RULE(/\n&/g' |
	sed -n 's/^RULE([A-Z_]*, *"\([a-z-]*\)".*CLANG.*/\1/p' | paste -sd'|')

defines() {
	case $(mark "$1" kernel) in
	6.1) echo -DMODEL_KERNEL=601 ;;
	7.0) echo -DMODEL_KERNEL=700 ;;
	*) echo -DMODEL_KERNEL=612 ;;
	esac
}

# expected FILE MARK: 'LINE:SLUG', with ' @COLUMN' where the mark gives one.
expected() {
	grep -noE "/\* $2: ($slugs)( [^*]*)?\*/" "$1" |
		sed -E "s,:/\* $2: ([a-z-]+)( (@[0-9]+))?.*,:\1 \3,; s/ *$//" | sort
}

# found FILE: the same; a column only on lines whose mark gives one.
found() {
	"$clang" --json --root="$top/testdata" -- -std=gnu11 \
		"-I$top/testdata/include" "$(defines "$1")" "$1" |
		jq -r --arg file "${1#"$top/testdata/"}" \
			'.finding // empty | select(.file == $file) |
			"\(.line):\(.rule) @\(.column)"' |
		while read -r place column; do
			sed -n "${place%%:*}p" "$1" | grep -qE ' @[0-9]+ \*/' ||
				column=
			echo "$place${column:+ $column}"
		done | sort
}

# agree FILE: what is found is what is expected, known gaps aside.
agree() {
	diff <(expected "$1" expect) \
		<(comm -23 <(found "$1") <(expected "$1" expect-fail))
}

for file in "$top"/testdata/*/*.c; do
	dir=$(basename "$(dirname "$file")")
	case $dir in include | model | filter) continue ;; esac
	# What a rewrite leaves there are calls of predicates, reads at one remove.
	case $file in */fixed*) [ "$(mark "$file" finds)" = predicates ] && continue ;; esac
	check "$dir/$(basename "$file")" agree "$file"
	gap=$(comm -23 <(expected "$file" expect-fail) <(found "$file"))
	[ -z "$gap" ] || todo "$dir/$(basename "$file") $gap" "known gap"
done

done_testing
