#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
# early: 1 (what the engines answer is kept for those behind it)
#
# t-kernels - the kernels with every engine, against the labels made by hand:
# every read found, nothing else reported, the right rule for at least 95 %,
# unclassified at most 3 %, and no engine says otherwise than the others.  Of the
# newest only the files with reads are asked about, which is a third of the time.
. "$(dirname "$0")/../lib/lib.sh"

scan() {
	"$pfncheck" scan -C "$tree" --build-dir="$prepared" --level=note \
		--color=never --cache-dir="$cache/answers" "$@"
}

unclassified_few() {
	jq -e '[.findings[] | select(.rule == "unclassified")] | length as $u |
		$u <= 0.03 * ('"$reads"')' "$work/$v.json"
}

# The rules that are about a read; the others are about calls.
read_rules=contract,pfn-tracking,linear-pfn,follow-gate,gup-gate,walk-gate
read_rules=$read_rules,entry-test,policy,unclassified

# The newest: its files with reads.
v=7.3
tree=$cache/linux-source-$v prepared=$cache/build-$v-x86_64
labelled=$labels/reads-$v.tsv
mapfile -t files < <(grep -v '^#' "$labelled" | cut -f1 | sort -u)
scan -j2 -q --format=json -o "$work/$v.json" "${files[@]}"
jq -r --arg rules "$read_rules" '($rules | split(",")) as $wanted |
	.findings[] | select(.rule | IN($wanted[])) |
	"\(.file):\(.line):\(.column): x [\(.rule)]"' "$work/$v.json" >"$work/$v.reads"
check "$v: the reads that were labelled by hand, and no other" \
	"$top/tests/kernels/compare-labels" "$labelled" <"$work/$v.reads"
check "$v: what this build leaves out is told of, not called incomplete" jq -e '
	[.incomplete[] | select(.file | test("^arch/[^x]|^drivers/hv/"))] == []' \
	"$work/$v.json"

for v in 6.12 6.1; do
	tree=$cache/linux-source-$v
	prepared=$cache/build-$v-x86_64
	labelled=$labels/reads-$v.tsv
	reads=$(grep -vc '^#' "$labelled")

	# 1, not 3: nothing is incomplete.
	check "$v: scan ends with findings" \
		status 1 scan -j2 -q --explain-merge -o "$work/$v.txt"
	grep ': merge: ' "$work/$v.txt" >"$work/$v.merge"
	sed 's/^/# /' "$work/$v.merge"
	check "$v: engines disagree nowhere" test ! -s "$work/$v.merge"
	# The same as data; the engines have answered already.
	status 3 scan -j2 --format=json -o "$work/$v.json"
	check "$v: a second scan is answered from the cache" \
		jq -e '.stats.cached >= .stats.jobs * 0.7' "$work/$v.json"
	jq -r --arg rules "$read_rules" '($rules | split(",")) as $wanted |
		.findings[] | select(.rule | IN($wanted[])) |
		"\(.file):\(.line):\(.column): x [\(.rule)]"' \
		"$work/$v.json" >"$work/$v.reads"
	check "$v: the reads that were labelled by hand, and no other" \
		"$top/tests/kernels/compare-labels" "$labelled" <"$work/$v.reads"
	check "$v: at most 3 % unclassified" unclassified_few
	handlers=("$labels/private-pfnmap-$v".tsv)
	[ -f "${handlers[0]}" ] || handlers=()
	check "$v: what calls say, as labelled by hand" "$top/tests/kernels/compare-others" \
		"$work/$v.json" "$labels/others-$v.tsv" "${handlers[@]}"
	[ ! -f "$labels/unasked-$v.tsv" ] ||
		check "$v: entries that nobody asked" "$top/tests/kernels/compare-unasked" \
			"$work/$v.json" "$labels/unasked-$v.tsv"
	# Not --rule: naming a rule asks for its opt-in rewrites as well.
	"$pfncheck" scan -q -C "$tree" --engine=cocci --color=never --level=note \
		--cache-dir="$cache/answers" |
		grep -E "\[(${read_rules//,/|})\]\$" >"$work/$v.cocci"
	check "$v: Coccinelle alone finds every read" \
		"$top/tests/kernels/compare-labels" "$labelled" <"$work/$v.cocci"
	# change_prot_numa() stands in mempolicy.c and hands on to mprotect.c.
	check "$v: a walk two files away is judged there" \
		jq -e '[.findings[] | select(.file == "kernel/sched/fair.c" and
			(.fix.why // "" | contains("unfiltered effect at mm/mprotect.c:")))] |
			length == 2' "$work/$v.json"
done
# The README's figures are of the very kernel that was read.
tree=$cache/linux-source-6.12
lines=$(cd "$tree" &&
	grep -rnwE 'VM_(PFNMAP|MIXEDMAP)' --include='*.[ch]' . | grep -vc '^./tools/')
if grep -qxF "# package: 6.12.$(sed -n 's/^SUBLEVEL = //p' "$tree/Makefile")-" \
	<(sed -n '1s/-.*/-/p' "$top/tests/labels/lines-6.12.tsv"); then
	check "the README counts the lines that name a flag: $lines" \
		grep -q "^says $lines lines" "$top/README.md"
else
	skip "the README counts lines of another 6.12"
fi
done_testing
