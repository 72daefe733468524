# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# pfncheck-clang alone on real kernels, against the hand labels: in the files
# that a configuration compiles every read is found, nothing else, and with the
# labelled rule.
. "$(dirname "$0")/lib.sh"

clang=$build/pfncheck-clang

# files VERSION ARCH: labelled C files that the architecture compiles.
files() {
	awk -F'\t' -v own="^arch/$2/" '!/^#/ && $1 ~ /\.c$/ && $1 != "mm/nommu.c" &&
		($1 !~ /^arch\// || $1 ~ own) { print $1 }' \
		"$top/tests/labels/reads-$1.tsv" | sort -u
}

# each FOLDER VERSION ARCH OPTION...: runs the checker on every such file below
# the folder ("" for all), two at once.
each() {
	local below=$1 tree=$cache/linux-source-$2 folder=$cache/build-$2-$3
	shift
	files "$1" "${2/x86_64/x86}" | grep "^$below" | (cd "$folder" && xargs -P 2 -I{} "$clang" \
		-q "${@:3}" --root="$tree" -p . "$tree/{}")
}

# carriers VERSION ARCH: what the files of mm/ define for all; a predicate on a
# predicate of another file takes a second round, one on that a third.
carriers() {
	: >"$work/carriers"
	for _ in 1 2 3; do
		each mm/ "$1" "$2" --summary --carriers="$work/carriers" |
			sort -u >"$work/carriers.new"
		cmp -s "$work/carriers.new" "$work/carriers" && return
		mv "$work/carriers.new" "$work/carriers"
	done
}

# compiled VERSION ARCH: the labels of those files and of shared headers.  Left
# out is what is not compiled (needs !CONFIG_MMU), and calls of a predicate that
# is one on sparc only.
compiled() {
	local own=${2/x86_64/x86}

	awk -F'\t' -v own="^arch/$own/" '/^#/ || $1 == "mm/nommu.c" ||
		($1 ~ /^arch\// && $1 !~ own) || $5 ~ /^arch_validate_flags\(/ ||
		($1 == "mm/gup.c" && $4 == "__get_user_pages_locked") { next }
		{ print }' "$top/tests/labels/reads-$1.tsv"
}

agree() {
	local status=0

	carriers "$1" "$2"
	each "" "$1" "$2" --level=note --carriers="$work/carriers" >"$work/found" \
		2>"$work/errors" || status=$?
	cat "$work/errors"
	[ "$status" = 0 ] || { echo "some file is incomplete"; return 1; }
	compiled "$1" "$2" >"$work/labels.tsv"
	sort -u "$work/found" | "$top/tests/compare-labels" "$work/labels.tsv"
}

# arch VERSION ARCH FOLDER...: the reads below the folders are found.
arch() {
	local dir=$cache/build-$1-$2 tree=$cache/linux-source-$1 file

	awk -F'\t' -v OFS=: -v own="^arch/$2/" '$1 ~ own && $6 != "exempt" {
		print $1, $2, $3 " " $6 }' "$top/tests/labels/reads-$1.tsv" |
		sort >"$work/want"
	cut -d: -f1 "$work/want" | sort -u | while read -r file; do
		(cd "$dir" && "$clang" --level=note --root="$tree" -p . "$tree/$file")
	done | sed -nE "s,^(arch/$2/[^:]*:[0-9]+:[0-9]+): .*\[(.*)\]\$,\1 \2,p" |
		sort -u >"$work/got"
	[ -s "$work/want" ] || { echo "no labels for $2"; return 1; }
	diff "$work/want" "$work/got"
}

for version in 6.12 6.1; do
	check "$version x86_64: reads and rules as labelled" agree $version x86_64
done
for name in arm64 riscv s390; do
	if [ "$(cat "$cache/build-6.12-$name/prepared" 2>/dev/null)" = yes ]; then
		check "6.12 $name: reads below arch/$name" arch 6.12 $name
	else
		skip "6.12 $name: the tree cannot be prepared on this machine"
	fi
done

done_testing
