#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/lib.sh disable=SC2015
#
# t-review - posted patches: what each mail causes, mends and leaves, and that the
# user's repository is as it was.
. "$(dirname "$0")/../lib/lib.sh"
. "$(dirname "$0")/../lib/git.sh"

repo=$work/repo
small_repo "$repo"
cd "$repo" || exit 1
export XDG_CACHE_HOME=$work/xdg TMPDIR=$work/tmp
mkdir "$TMPDIR"

# post NAME: what the work tree holds now as a commit on top of the last one posted.
post() { git add -A && git commit -qm "mm: $1"; }
# mails FILE: everything since main as one mbox, and back to main.
mails() {
	git format-patch -q --thread --base=main --stdout main.. >"$1" && git reset -q --hard main
}
state() {
	git status --porcelain; git rev-parse HEAD; git for-each-ref
	find .git/objects -type f | sort; cksum .git/index
}
review() { "$pfncheck" review -C "$repo" --level=note "$@"; }
# says FILTER WANT FILE: of the JSON in FILE.
says() {
	local got
	got=$(jq -c "$1" "$3") && [ "$got" = "$2" ] || { echo "$1: $got"; return 1; }
}
rules='[.mails[] | [[.causes[].rule], [.mends[].rule]]]'

git checkout -q -b work
gate one >>mm/clean.c && post "a gate"
sed -i '/VM_PFNMAP) {/,/^	}/d' mm/gates.c && post "a test less"
harmless two >>mm/clean.c && post "nothing of ours"
cat >>mm/policy.c <<'C'

bool is_special_one(struct vm_area_struct *vma)
{
	return vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP);
}
C
post "a predicate"
mails "$work/four.mbox"
git checkout -q main
state >"$work/before"

check "a series with findings" status 1 review --format=json -o "$work/four.json" "$work/four.mbox"
check "each mail has what is its own" says "$rules" \
	'[[["walk-gate"],[]],[[],["linear-pfn"]],[[],[]],[["policy"],[]]]' "$work/four.json"
check "from standard input" status 1 review --format=json -o "$work/stdin.json" <"$work/four.mbox"
check "the same" diff "$work/four.json" "$work/stdin.json"
check "as text" status 1 review -o "$work/four.text" "$work/four.mbox"
check "with the place, as compilers print it" \
	grep -q '^mm/clean.c:[0-9]*:[0-9]*: warning: .* \[walk-gate\]$' "$work/four.text"
check "and what is mended" grep -q '^mm/gates.c:[0-9]*: mended: pfn_of(): ' "$work/four.text"
check "SARIF, a run a mail" status 1 review --format=sarif -o "$work/four.sarif" "$work/four.mbox"
check "four runs" says '[.runs[] | (.results | length)]' '[1,0,0,1]' "$work/four.sarif"
check "well-formed" python3 "$top/tests/lib/sarif.py" "$work/four.sarif"
state >"$work/after"
check "the repository is as it was" diff "$work/before" "$work/after"
check "a bare repository" git clone -q --bare "$repo" "$work/bare.git"
check "serves as well" status 1 "$pfncheck" review -C "$work/bare.git" --level=note \
	--format=json -o "$work/bare.json" "$work/four.mbox"
check "with the same findings" diff <(jq .mails "$work/four.json") <(jq .mails "$work/bare.json")

# What only moves is neither caused nor mended.
git checkout -q -B work main
sed -n '/^int pfn_of/,/^}/p' mm/gates.c >>mm/clean.c
sed -i '/^int pfn_of/,/^}/d' mm/gates.c && post "a move"
git mv mm/gates.c mm/walks.c && post "a rename"
mails "$work/moves.mbox"
check "a move and a rename" status 0 review --format=json -o "$work/moves.json" "$work/moves.mbox"
check "cause nothing" says "$rules" '[[[],[]],[[],[]]]' "$work/moves.json"

# The same question in other words; a mask that grows on the way is another question.
git checkout -q -B work main
{ printf '\nstatic bool is_raw(struct vm_area_struct *vma)\n{\n\treturn vma->vm_flags & VM_PFNMAP;\n}\n'
  gate one | sed 's/vma->vm_flags & VM_PFNMAP/is_raw(vma)/'; gate two; } >>mm/clean.c && post "two gates"
sed -i '/^int two/,$s/vma->vm_flags & VM_PFNMAP/is_raw(vma)/' mm/clean.c && post "a test is taken out"
sed -i 's/is_raw/is_special/' mm/clean.c && post "a name"
sed -i '/is_special(struct/,/^}/d; s/is_special(vma)/vma->vm_flags \& VM_PFNMAP/' mm/clean.c && post "both put back"
sed -i 's/& VM_PFNMAP/\& MASK/; 1a#define MASK (VM_PFNMAP | VM_MIXEDMAP)' mm/clean.c && post "wider"
mails "$work/words.mbox"
review --format=json -o "$work/words.json" "$work/words.mbox"
check "other words for a question are nothing new" \
	says '[.mails[1:4][] | [.causes, .mends]]' '[[[],[]],[[],[]],[[],[]]]' "$work/words.json"
check "a wider mask is" says '[.mails[4].causes[].rule]' '["walk-gate","walk-gate"]' "$work/words.json"

# A predicate that begins to read makes the calls of other files reads.
cat >mm/helper.c <<'C'
#include <linux/mm.h>

bool is_odd(struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_IO;
}
C
cat >mm/caller.c <<'C'
#include <linux/mm.h>

bool is_odd(struct vm_area_struct *vma);

int caller(struct vm_area_struct *vma)
{
	if (is_odd(vma))
		return -EINVAL;
	return walk_page_vma(vma, &young_ops, NULL);
}
C
git checkout -q main && git add -A && git commit -qm 'a helper'
git checkout -q -B work main
sed -i 's/VM_IO/(VM_IO | VM_PFNMAP)/' mm/helper.c && post "a wider predicate"
sed -i 's/(VM_IO | VM_PFNMAP)/VM_IO/' mm/helper.c && post "and back"
mails "$work/wider.mbox"
git checkout -q main
review --format=json -o "$work/wider.json" "$work/wider.mbox"
check "a wider predicate makes old calls reads, also in another file" \
	says '[.mails[0].causes[] | .file] | unique' '["mm/caller.c","mm/helper.c"]' "$work/wider.json"
check "and taking it back mends them" \
	says '[.mails[1].mends[] | .file] | unique' '["mm/caller.c","mm/helper.c"]' "$work/wider.json"

# Replies.
review --reply --level=warning -o "$work/reply" "$work/four.mbox"
check "one reply, to the mail with a warning" \
	test "$(grep -c '^In-Reply-To: <' "$work/reply")" = 1
check "it answers that mail" grep -qF \
	"In-Reply-To: $(sed -n 's/^Message-I[Dd]: //p' "$work/four.mbox" | head -n 1)" "$work/reply"
check "and quotes the hunk" grep -qx '> +	if (vma->vm_flags & VM_PFNMAP)' "$work/reply"
check "and says what is wrong" grep -q 'anonymous pages' "$work/reply"
check "in a few words" test "$(sed '/^>/d; /^diff/,$d' "$work/reply" | wc -w)" -lt 200
review --reply -o "$work/none" "$work/moves.mbox"
check "none where there is nothing to say" test ! -s "$work/none"

# bad NAME WANT FILE: exit 3 and one line; what applies is reviewed.
bad() {
	check "$1" status 3 review --format=json -o "$work/bad.json" "$3"
	check "$1: said" grep -qF -- "$2" "$work/bad.json"
}
sed '0,/^+	if (vma->vm_flags/s/^ int is_huge.*/ int other(void)/' "$work/four.mbox" |
	sed '0,/^ 	return !!(vma->vm_flags & VM_HUGETLB);/s// 	return 7;/' >"$work/stale.mbox"
bad "a mail that does not apply" "does not apply: patch failed: mm/clean.c:" "$work/stale.mbox"
check "the others are reviewed" says '[.mails[] | .problem == null]' \
	'[false,true,false,true]' "$work/bad.json"
sed 's/^base-commit: .*/base-commit: 0123456789012345678901234567890123456789/' "$work/four.mbox" >"$work/base.mbox"
bad "a base that is not there" "base-commit 0123456789012345678901234567890123456789" "$work/base.mbox"
awk '/^From [0-9a-f]* Mon/ { n++ } n != 2' "$work/four.mbox" >"$work/gap.mbox"
bad "a gap" "patch 2/4 is missing" "$work/gap.mbox"
sed '0,/^@@ /s/^@@ .*/@@ -1,2 +x @@/' "$work/four.mbox" >"$work/corrupt.mbox"
bad "a hunk without a head" "mm: a gate" "$work/corrupt.mbox"
echo "nothing" >"$work/nothing"
check "no mail at all" status 2 review "$work/nothing"
check "no such file" status 2 review "$work/no-such-file"
check "a base that names nothing" status 2 review --base=nowhere "$work/four.mbox"
check "a format that it does not have" status 2 review --format=html "$work/four.mbox"

# Orders and shapes in which mail comes.
awk '/^From [0-9a-f]* Mon/ { n++ } { print > ("'"$work"'/part" n) }' "$work/four.mbox"
cat "$work"/part{3,1,4,2} >"$work/shuffled.mbox"
review --format=json -o "$work/shuffled.json" "$work/shuffled.mbox"
check "a thread in another order" diff "$work/four.json" "$work/shuffled.json"
{ cat "$work/four.mbox"; printf 'From x Mon Sep 17 00:00:00 2001\n'
  sed '1d; s/^Subject: /Subject: Re: /; s/^Message-I[Dd]: </&re-/' "$work/part1"; } >"$work/answered.mbox"
review --format=json -o "$work/answered.json" "$work/answered.mbox"
check "an answer with a diff is not a patch" diff "$work/four.json" "$work/answered.json"
sed -n '/^diff --git/,$p' "$work/part1" >"$work/one.diff"
check "a bare diff" status 1 review --format=json -o "$work/diff.json" "$work/one.diff"
check "causes the same" diff <(jq '.mails[0].causes' "$work/four.json") <(jq '.mails[0].causes' "$work/diff.json")
{ sed '/^$/,$d' "$work/part1"; printf 'MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable\n\n'
  sed '1,/^$/d' "$work/part1" | sed 's/=/=3D/g; s/$/ /; s/ $//'; } >"$work/qp.mbox"
review --format=json -o "$work/qp.json" "$work/qp.mbox"
check "quoted-printable" diff <(jq '.mails[0].causes' "$work/four.json") <(jq '.mails[0].causes' "$work/qp.json")
# The mail that the project began with: a gate at the top of folio_walk_start(),
# which vm_normal_page*() makes needless there (6.12: mm/pagewalk.c).
kernel=$cache/linux-git-6.12 prepared=$cache/build-6.12-x86_64 walk=$work/walk
if git clone -q --shared --no-checkout "$kernel" "$walk" 2>/dev/null; then
	cd "$walk" || exit 1
	git read-tree HEAD && mkdir mm && git show HEAD:mm/pagewalk.c |
		perl -0pe 's/(struct folio \*folio_walk_start\(.*?mmap_assert_locked\(vma->vm_mm\);\n)/$1\n\tif (vma->vm_flags & (VM_IO | VM_PFNMAP))\n\t\treturn NULL;\n\n/s' \
		>mm/pagewalk.c
	git add mm/pagewalk.c
	git format-patch -q --thread --base=HEAD --stdout \
		"HEAD..$(git commit-tree -p HEAD -m "mm: leave PFN mappings alone" "$(git write-tree)")" >"$work/walk.mbox"
	"$pfncheck" review -C "$walk" --reply --build-dir="$prepared" -o "$work/walk.reply" "$work/walk.mbox"
	check "the discussion's hunk is answered" grep -q '^In folio_walk_start(): ' "$work/walk.reply"
	check "with what its reviewers said" grep -q 'private PFN mapping holds ordinary anonymous pages' "$work/walk.reply"
	check "with the diff that does so, as sparse sees the walk filtered" \
		grep -qx -- '-	if (vma->vm_flags & (VM_IO | VM_PFNMAP))' "$work/walk.reply"
	sed -n '/^--- a/,/^-- $/p' "$work/walk.reply" | sed '$d' >"$work/fix.diff"
	check "which applies to the mail's result" git apply --cached --check "$work/fix.diff"
else
	skip "a kernel in git"
fi

check "nothing of it stays in /tmp" status 1 grep -rl pfncheck- <(ls "$TMPDIR")
done_testing
