#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
# early: 4
#
# t-series - patch and series on both kernels, as a tarball and as a repository:
# each fixable finding ends as it was judged by hand, every mail applies, passes
# checkpatch and builds for each architecture that there is, the patched tree has
# nothing more to rewrite and nothing new; and the discussed gate of
# folio_walk_start() is found and taken out to the letter.
. "$(dirname "$0")/../lib/lib.sh"
. "$(dirname "$0")/../lib/git.sh"

run() { "$pfncheck" "$@" --cache-dir="$cache/answers"; }

# judged STATE FILE: 'file:line' of the findings of fixable rules.
judged() {
	jq -r --arg s "$1" '.findings[] | select(.rule |
		IN("walk-gate", "entry-test", "follow-gate", "unasked-entry")) |
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

# own_copy VERSION: a tree (kernels.mk made it) and a build of it that may be
# changed.  What an earlier run changed is linked anew, and no more: a link is a
# change of its file to whoever looks at ctime, as the kept answers do.
own_copy() {
	local from=$cache/linux-source-$1
	tree=$cache/linux-own-$1
	rsync -a --delete --link-dest="$from/" "$from/" "$tree/"
	rm -rf "$work/build"
	cp -a "$cache/build-$1-x86_64" "$work/build"
	sed -i "s|$from|$tree|g" "$work/build/scripts/mod/.empty.o.cmd"
}

# own_repo VERSION: makes that tree a repository of one commit, nothing changed.
own_repo() {
	local from=$cache/linux-git-$1
	git clone -q --shared --no-checkout "$from" "$work/clone" &&
		mv "$work/clone/.git" "$tree/.git" && rmdir "$work/clone" &&
		cp "$from/index" "$tree/.git/index" &&
		git -C "$tree" config core.checkStat minimal &&
		git -C "$tree" config core.trustctime false
}

# others VERSION: further builds that the series is tried in; um has no special
# bit.
others() {
	local arch
	for arch in arm64 um; do
		[ "$(cat "$cache/build-$1-$arch/prepared" 2>/dev/null)" = yes ] &&
			echo "$arch"
	done
}
# answers VERSION: what the cover letter says of an object of x86 and arm64 which
# needs huge pages: um has none.
answers() {
	local arch
	echo -n 'x86 ok'
	for arch in $(others "$1"); do
		[ "$arch" = um ] && echo -n ', um -' || echo -n ", $arch ok"
	done
}

mails() { find "$work/mails-$1" -name '*.patch' ! -name '0000-*' | sort; }
cover() { echo "$work/mails-$1/0000-cover-letter.patch"; }

# reads STATES FILE: the findings in these states, wherever their lines are.
reads() {
	jq -r --arg s "$1" '.findings[] | select(.fix.state | IN($s | splits(" "))) |
		"\(.file) \(.function) \(.rule) \(.expression)"' "$2" | sort
}

# nothing_new BEFORE AFTER: what the series left alone is all that is found.
nothing_new() {
	diff /dev/null <(comm -13 <(reads 'manual none' "$1") \
		<(reads 'manual none emitted' "$2"))
}

# replace FILE: takes the file's link away, so that it can be written to.
replace() { cp "$1" "$1.own" && mv "$1.own" "$1"; }

for v in 6.12 6.1; do
	pristine=$cache/linux-source-$v
	prepared=$cache/build-$v-x86_64
	builds=(--build-dir="$prepared")
	for arch in $(others "$v"); do
		builds+=(--build-dir="$cache/build-$v-$arch")
	done
	run scan -q -C "$pristine" --build-dir="$prepared" --format=json \
		-o "$work/$v.json"
	judged emitted "$work/$v.json" >"$work/have"
	labelled emitted "$labels/fix-$v.tsv" >"$work/want"
	check "$v: what is emitted is what was judged right by hand" \
		diff "$work/want" "$work/have"
	check "$v: every manual finding says why" \
		every_manual_says_why "$work/$v.json"

	status 3 run series -q -C "$pristine" "${builds[@]}" \
		-o "$work/mails-$v" --signoff --verify=build \
		>"$work/series.out" 2>&1
	check "$v: the series applies, passes checkpatch --strict and builds" \
		test -s "$work/mails-$v/0000-cover-letter.patch"
	[ -s "$work/mails-$v/0000-cover-letter.patch" ] ||
		sed 's/^/# /' "$work/series.out"
	check "$v: a row of the cover letter says so of every mail" \
		test "$(grep -cE '^ +[0-9]+  ok      clean  ' "$(cover "$v")")" = \
		"$(mails "$v" | wc -l)"
	check "$v: and of every build that needs huge pages" \
		grep -q "clean  *$(answers "$v")\$" "$(cover "$v")"

	# The same as a repository: the same mails, and git takes them all.
	own_copy "$v" && own_repo "$v"
	# The whole tree by what its text says, which has been asked already; the
	# compilers' answers hang on where the tree stands.
	again() {
		run series -q -C "$tree" --engine=cocci \
			-o "$work/git-$v" --signoff
	}
	# What a repository adds hangs on no version: once is enough.
	if [ "$v" = 6.12 ]; then
		check "$v: the whole tree as a repository" again
		run series -q -C "$pristine" --engine=cocci -o "$work/text-$v" --signoff
		check "$v: the same mails as of a tarball, byte for byte" \
			diff -r -x '0000-*' -I '^base-commit: ' "$work/text-$v" "$work/git-$v"
		check "$v: that stand on its commit" grep -qxh \
			"base-commit: $(git -C "$tree" rev-parse HEAD)" \
			"$work/git-$v"/*.patch
		check "$v: and touched nothing of it" test -z \
			"$(git -C "$tree" status --porcelain)"
	fi
	mapfile -t mails < <(mails "$v")
	check "$v: git am of the whole series on a clean checkout" \
		git -C "$tree" am -q "${mails[@]}"
	run scan -q -C "$tree" --engine=cocci --format=json \
		-o "$work/after.json"
	check "$v: then none of what it set out to fix is found" \
		test -z "$(reads emitted "$work/after.json")"
	check "$v: and nothing new" nothing_new "$work/$v.json" "$work/after.json"
	mapfile -t files < <(cut -d: -f1 "$work/have" | sort -u)
	run scan -q -C "$tree" --build-dir="$work/build" --format=json \
		-o "$work/touched.json" "${files[@]}"
	check "$v: nor by all engines in what it touched" \
		test -z "$(reads emitted "$work/touched.json")"
	check "$v: nor anything new" \
		nothing_new "$work/$v.json" "$work/touched.json"
done

# A file that each of the builds holds, and one that needs huge pages.
builds=(--build-dir="$cache/build-6.12-x86_64")
for arch in $(others 6.12); do
	builds+=(--build-dir="$cache/build-6.12-$arch")
done
run series -q -C "$cache/linux-source-6.12" "${builds[@]}" --engine=cocci \
	--rule=entry-test,private-pfnmap --effect=cow-visible,abi --signoff \
	-o "$work/two" --verify=build drivers/char/mem.c mm/huge_memory.c \
	>"$work/two.out" 2>&1
all=$(answers 6.12)
check "two rules: each object in each build that has it" diff - \
	<(sed -n 's/^ *[12]  ok      clean  *//p' "$work/two/0000-cover-letter.patch") \
	<<<"${all//-/ok}"$'\n'"$all"

# The hunk of the discussion that this project comes from.
own_copy 6.12
replace "$tree/mm/pagewalk.c"
cp "$tree/mm/pagewalk.c" "$work/before.c"
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
lay_gate >"$tree/mm/pagewalk.c"
seed() { run "$1" -q --color=never -C "$tree" --build-dir="$work/build" "${@:2}" mm/pagewalk.c; }
line=$(grep -n 'VM_IO | VM_PFNMAP))$' "$tree/mm/pagewalk.c" | cut -d: -f1)
seed scan >"$work/seed"
check "the discussed gate is reported as walk-gate at its line" \
	grep -q "^mm/pagewalk.c:$line:.*\[walk-gate\]" "$work/seed"
check "its rewrite is proved, effect cow-visible" \
	grep -q "effect cow-visible: filtered: pte yes, pmd yes, pud yes" "$work/seed"
seed series -o "$work/seed-mail" >/dev/null 2>&1
check "its mail reads as it was judged" diff "$top/tests/mails/pagewalk.text" \
	<(message "$work"/seed-mail/0001-*)
status 1 seed patch --in-place >/dev/null
check "patch takes exactly it out again" \
	diff -B "$work/before.c" "$tree/mm/pagewalk.c"

# Without the pud question the page of a pud leaf would be returned unasked.
lay_gate | sed 's/ || pud_special(pud)//' >"$work/pud.c"
cp "$work/pud.c" "$tree/mm/pagewalk.c"
seed scan >"$work/seed"
check "without pud_special() the same gate is manual, and says where" \
	grep -q "manual: filtered: pte yes, pmd yes, pud no; first unfiltered effect at mm/pagewalk.c" \
	"$work/seed"
status 0 seed patch --in-place >/dev/null
check "and patch leaves it alone" diff "$work/pud.c" "$tree/mm/pagewalk.c"
done_testing
