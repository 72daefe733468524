#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# t-series - patch and series on both kernels: each fixable finding ends as it
# was judged by hand, every mail applies, passes checkpatch and builds, the
# patched tree has nothing more to rewrite; and the discussed gate of
# folio_walk_start() is found and taken out to the letter.
. "$(dirname "$0")/lib.sh"

run() { "$pfncheck" "$@" --cache-dir="$cache/answers"; }

# judged STATE FILE: 'file:line' of the findings of fixable rules.
judged() {
	jq -r --arg s "$1" '.findings[] | select(.rule |
		IN("walk-gate", "entry-test", "follow-gate")) |
		select(.fix.state == $s) | "\(.file):\(.line)"' "$2" | sort
}
labelled() {
	awk -F'\t' -v s="$1" '!/^#/ && $4 == s && $3 != "gup-gate" {
		print $1 ":" $2 }' "$2" | sort
}
every_manual_says_why() {
	jq -e '[.findings[] | select(.fix.state == "manual" and
		(.fix.why // "") == "")] | length == 0' "$1"
}

# own_copy VERSION: a tree and a build of it that may be changed, in $work.
own_copy() {
	rm -rf "$work/tree" "$work/build"
	cp -al "$cache/linux-source-$1" "$work/tree" 2>/dev/null ||
		cp -a "$cache/linux-source-$1" "$work/tree"
	cp -a "$cache/build-$1-x86_64" "$work/build"
	sed -i "s|$cache/linux-source-$1|$work/tree|g" \
		"$work/build/scripts/mod/.empty.o.cmd"
}

# replace FILE: takes the file's link away, so that it can be written to.
replace() { cp "$1" "$1.own" && mv "$1.own" "$1"; }

export GIT_AUTHOR_NAME=T GIT_AUTHOR_EMAIL=t@example.org
export GIT_COMMITTER_NAME=T GIT_COMMITTER_EMAIL=t@example.org

for v in 6.12 6.1; do
	tree=$cache/linux-source-$v
	prepared=$cache/build-$v-x86_64
	labels=$top/tests/labels/fix-$v.tsv
	run scan -q -C "$tree" --build-dir="$prepared" --format=json \
		-o "$work/$v.json"
	judged emitted "$work/$v.json" >"$work/have"
	labelled emitted "$labels" >"$work/want"
	check "$v: what is emitted is what was judged right by hand" \
		diff "$work/want" "$work/have"
	check "$v: every manual finding says why" \
		every_manual_says_why "$work/$v.json"

	status 3 run series -q -C "$tree" --build-dir="$prepared" \
		-o "$work/mails-$v" --signoff --verify=build \
		>"$work/series.out" 2>&1
	check "$v: the series applies, passes checkpatch --strict and builds" \
		test -s "$work/mails-$v/0000-cover-letter.patch"
	[ -s "$work/mails-$v/0000-cover-letter.patch" ] ||
		sed 's/^/# /' "$work/series.out"
	status 3 run series -q -C "$tree" --build-dir="$prepared" \
		-o "$work/again-$v" --signoff --verify=build >/dev/null 2>&1
	check "$v: the same again, byte for byte" \
		diff -r "$work/mails-$v" "$work/again-$v"

	own_copy "$v"
	mapfile -t files < <(cut -d: -f1 "$work/have" | sort -u)
	for f in "${files[@]}"; do
		replace "$work/tree/$f"
	done
	cat "$work/mails-$v"/0[0-9][0-9][1-9]*.patch >"$work/all.patch"
	check "$v: patch -p1 takes each hunk without fuzz" \
		patch -d "$work/tree" -p1 --fuzz=0 -i "$work/all.patch"
	run patch -q -C "$work/tree" --build-dir="$work/build" "${files[@]}" \
		>"$work/second"
	check "$v: a second run has nothing more to say" test ! -s "$work/second"
done

# The hunk of the discussion that this project comes from.
own_copy 6.12
replace "$work/tree/mm/pagewalk.c"
cp "$work/tree/mm/pagewalk.c" "$work/before.c"
lay_gate() {
	python3 - "$work/before.c" <<'PY'
import sys
text = open(sys.argv[1]).read()
gate = ("\n\t/* It has no folio backing the mappings at all.. */\n"
        "\tif (vma->vm_flags & (VM_IO | VM_PFNMAP))\n\t\treturn NULL;\n\n")
head, tail = text.split("struct folio *folio_walk_start(", 1)
tail = tail.replace("\tmmap_assert_locked(vma->vm_mm);\n",
                    "\tmmap_assert_locked(vma->vm_mm);\n" + gate, 1)
print(head + "struct folio *folio_walk_start(" + tail, end="")
PY
}
lay_gate >"$work/tree/mm/pagewalk.c"
seed() { run "$1" -q --color=never -C "$work/tree" --build-dir="$work/build" "${@:2}" mm/pagewalk.c; }
line=$(grep -n 'VM_IO | VM_PFNMAP))$' "$work/tree/mm/pagewalk.c" | cut -d: -f1)
seed scan >"$work/seed"
check "the discussed gate is reported as walk-gate at its line" \
	grep -q "^mm/pagewalk.c:$line:.*\[walk-gate\]" "$work/seed"
check "its rewrite is proved, effect cow-visible" \
	grep -q "effect cow-visible: filtered: pte yes, pmd yes, pud yes" "$work/seed"
status 1 seed patch --in-place >/dev/null
check "patch takes exactly it out again" \
	diff -B "$work/before.c" "$work/tree/mm/pagewalk.c"

# Without the pud question the page of a pud leaf would be returned unasked.
lay_gate | sed 's/ || pud_special(pud)//' >"$work/pud.c"
cp "$work/pud.c" "$work/tree/mm/pagewalk.c"
seed scan >"$work/seed"
check "without pud_special() the same gate is manual, and says where" \
	grep -q "manual: filtered: pte yes, pmd yes, pud no; first unfiltered effect at mm/pagewalk.c" \
	"$work/seed"
status 0 seed patch --in-place >/dev/null
check "and patch leaves it alone" diff "$work/pud.c" "$work/tree/mm/pagewalk.c"
done_testing
