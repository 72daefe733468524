# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# pfncheck-sparse alone on every fixture: each expectation is found, nothing
# else is said.  Rules that it does not implement are left out.
. "$(dirname "$0")/../lib/lib.sh"
. "$top/tests/lib/model.sh"

sparse=$build/pfncheck-sparse

# The slugs of rules.def whose engines hold SPARSE, as an expression.
slugs=$(tr -d '\n' <"$top/src/ground/rules.def" | sed 's/RULE(/\n&/g' |
	sed -n 's/^RULE([A-Z_]*, "\([a-z-]*\)".*SPARSE.*/\1/p' | paste -sd'|')

defines() {
	case $(mark "$1" kernel) in
	6.1) echo -DMODEL_KERNEL=601 ;;
	7.0) echo -DMODEL_KERNEL=700 ;;
	*) echo -DMODEL_KERNEL=612 ;;
	esac
}

# expected FILE MARK: 'LINE:SLUG', or 'LINE:COLUMN:SLUG' where @COLUMN is given.
expected() {
	awk -v mark="$2" -v slugs="^($slugs)$" '{
		while (match($0, "/\\* " mark ": [^*]*\\*/")) {
			n = split(substr($0, RSTART, RLENGTH), word, " ")
			column = word[4] ~ /^@/ ? ":" substr(word[4], 2) : ""
			if (word[3] ~ slugs)
				print NR column ":" word[3]
			$0 = substr($0, RSTART + RLENGTH)
		}
	}' "$1" | sort
}

# found FILE: the same; columns only on lines that ask for one.
found() {
	"$sparse" -Wpfncheck-all "-I$top/testdata/include" "$(defines "$1")" \
		"$1" 2>&1 | sed -nE 's,^[^:]*/([^:/]*):([0-9]+):([0-9]+): (warning|note): .* \[([a-z-]+)\]$,\1 \2 \3 \5,p' |
		while read -r name line column slug; do
			[ "$name" = "$(basename "$1")" ] || continue
			if grep -qE "^$line:.* @[0-9]+ \*/" <(grep -n . "$1"); then
				echo "$line:$column:$slug"
			else
				echo "$line:$slug"
			fi
		done | sort
}

# agree FILE: what is found is what is expected, known gaps aside.
agree() {
	"$sparse" "-I$top/testdata/include" "$(defines "$1")" "$1" >/dev/null 2>&1 ||
		{ echo "pfncheck-sparse does not come to its end"; return 1; }
	diff <(expected "$1" expect) \
		<(comm -23 <(found "$1") <(expected "$1" expect-fail))
}

for file in "$top"/testdata/*/*.c; do
	dir=$(basename "$(dirname "$file")")
	case $dir in include | model | filter | steps) continue ;; esac
	# What a rewrite leaves there are calls of predicates, reads at one remove.
	case $file in */fixed*) [ "$(mark "$file" finds)" = predicates ] && continue ;; esac
	# Known gap: sparse calls a bool made of a bool policy.
	[ "$(mark "$file" engine)" != others ] || continue
	check "$dir/$(basename "$file")" agree "$file"
done

done_testing
