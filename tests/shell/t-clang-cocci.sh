# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# pfncheck-clang beside the semantic patches, finding by finding, without a
# look at the marks: both must say the same of every fixture.  What differs is
# listed, and no difference is known.
. "$(dirname "$0")/../lib/lib.sh"
. "$top/tests/lib/model.sh"
. "$top/tests/lib/cocci.sh"

# Rules that both engines have, as an expression.
slugs=$(tr -d '\n' <"$top/src/ground/rules.def" | sed 's/RULE(/\n&/g' |
	sed -n 's/^RULE([A-Z_]*, *"\([a-z-]*\)".*COCCI.*CLANG.*/\1/p' | paste -sd'|')

# One run of spatch for all; types/ is for the values and types that it has not.
mkdir "$work/all"
for file in "$top"/testdata/*/*.c; do
	dir=$(basename "$(dirname "$file")")
	case $dir in include | model | filter | index | tree | types) continue ;; esac
	# Calls of predicates are all that is left there: the driver finds those.
	case $file in */fixed*) [ "$(mark "$file" finds)" = predicates ] && continue ;; esac
	cp "$file" "$work/all/$dir+$(basename "$file")"
done
cocci pfnmap report -D carriers --no-show-diff --dir "$work/all" 2>"$work/spatch.err" |
	sed -nE "s,^.*/([^/:]+):([0-9]+):[0-9]+-[0-9]+: .*\[($slugs)\]\$,\1:\2 \3,p" |
	sort -u >"$work/cocci"

for name in $(cd "$work/all" && ls); do
	file=$top/testdata/${name/+//}
	case $(mark "$file" kernel) in
	6.1) kernel=601 ;;
	7.0) kernel=700 ;;
	*) kernel=612 ;;
	esac
	"$build/pfncheck-clang" --level=note --root="$top/testdata" -- -std=gnu11 \
		"-I$top/testdata/include" -DMODEL_KERNEL=$kernel "$file"
done 2>"$work/clang.err" |
	sed -nE "s,^([^/:]+)/([^/:]+):([0-9]+):[0-9]+: .*\[($slugs)\]\$,\1+\2:\3 \4,p" |
	sort -u >"$work/clang"

check "both engines report fixtures" test -s "$work/cocci" -a -s "$work/clang"
check "no fixture is incomplete" test ! -s "$work/clang.err"
for file in "$work"/all/*.c; do
	name=$(basename "$file")
	check "${name/+//}: clang says what the semantic patches say" diff \
		<(grep -F "$name:" "$work/cocci") <(grep -F "$name:" "$work/clang")
done

done_testing
