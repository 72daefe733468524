#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# t-series-small - series of a small tree, as a tarball and as a repository: the
# mails apply and are taken by the tools that people use, nothing of the user's
# is touched, and what cannot work leaves a clear line and no folder.
. "$(dirname "$0")/../lib/lib.sh"
. "$(dirname "$0")/../lib/git.sh"
. "$(dirname "$0")/../lib/small-tree.sh"

tree=$work/tree
small_tree "$tree"
small_build "$tree" "$work/build-x86" 1 x86
small_build "$tree" "$work/build-um" 0 um
printf 'int sixty_four_bits[sizeof(long) == 4 ? 1 : -1];\n' >"$work/not-here.h"
small_build "$tree" "$work/build-arm" 1 arm -include "$work/not-here.h"
# A driver of an architecture that none of the builds is of.
sed 's/remap_/book_/; s/book_pfn/remap_pfn/; s/flag_and/paper_and/; s/insert_fault/leaf_fault/' \
	"$tree/drivers/video/two.c" >"$work/three.c"

all=("--rule=private-pfnmap,entry-test" "--effect=nfc,cow-visible,abi" --engine=cocci
	--cache-dir="$work/answers" -q)
series() { "$pfncheck" series -C "$tree" "${all[@]}" "$@"; }
builds=(--build-dir="$work/build-x86" --build-dir="$work/build-um"
	--build-dir="$work/build-arm")
mails() { find "$1" -name '*.patch' ! -name '*0000-*' | sort; }
cover() { cat "$1"/*0000-cover-letter.patch; }

# As a tarball.
check "a tarball: every mail is checked and built" series -s -o "$work/tar" \
	--verify=build "${builds[@]}"
check "one mail for each file and rule" test "$(mails "$work/tar" | wc -l)" = 3
row='^ +[123]  ok      clean                x86 ok, um ok, arm -$'
check "the cover letter has a row of every mail, build by build" \
	test "$(cover "$work/tar" | grep -cE "$row")" = 3
check "dates are those of the tree" \
	grep -q '^Date: Fri, 2 Jan 2026 03:04:05 +0000' "$work"/tar/0001-*
check "without a commit there is no base-commit" \
	status 1 grep -rq base-commit "$work/tar"

clean_mails() {
	local f
	for f in "$@"; do
		perl "$tree/scripts/checkpatch.pl" --root="$tree" --strict "$f" |
			grep -q '^total: 0 errors, 0 warnings, 0 checks' ||
			{ echo "$f"; return 1; }
	done
}
cd "$work" || exit 1
check "checkpatch --strict of each mail, the cover letter too: 0, 0, 0" \
	clean_mails "$work"/tar/*.patch

cp -r "$tree" "$work/more" && mkdir -p "$work/more/arch/s390/mm" &&
	cp "$work/three.c" "$work/more/arch/s390/mm/three.c"
sed "s|$tree|$work/more|g" -i.old "$work/build-x86/scripts/mod/.empty.o.cmd"
other_architecture() {
	"$pfncheck" series -C "$work/more" "${all[@]}" -s -o "$work/other" \
		--verify=build --build-dir="$work/build-x86" arch drivers/char
}
check "a file that no build holds does not stop the others" other_architecture
check "its row says so" test "$(cover "$work/other" |
	grep -oE 'clean +x86 (ok|-)$' | tr -s ' ' | tr '\n' ,)" = 'clean x86 -,clean x86 ok,'
mv "$work/build-x86/scripts/mod/.empty.o.cmd.old" \
	"$work/build-x86/scripts/mod/.empty.o.cmd"

# sentences DIR: what two mails say alike, but for what every mail has.
sentences() {
	local f
	for f in $(mails "$1"); do
		sed '1,/^$/d; /^---$/,$d' "$f" | tr '\n' ' ' |
			sed 's/\. /.\n/g' | sed 's/^ *//' | sort -u
	done | grep . | grep -v '^Effect\|^User space sees\|^No functional\|^Pages that were COWed\|^Link\|^(smallest\|^https\|^Signed-off' |
		sort | uniq -d
}
no_sentence_twice() { [ -z "$(sentences "$1")" ] || { sentences "$1"; false; }; }
check "no sentence stands in two mails" no_sentence_twice "$work/tar"
subjects() { sed -n '/^Subject: /,/^$/p' "$1" | tr -d '\n' | sed 's/^Subject: \[[^]]*\] //'; }
short_subjects() {
	local f s
	for f in $(mails "$1"); do
		s=$(subjects "$f")
		[ ${#s} -le 75 ] || { echo "$s"; return 1; }
	done
}
check "subjects are within 75 characters" short_subjects "$work/tar"

# As a repository with a history of its own.
chmod +x "$tree/mm/entries.c"
git -C "$tree" init -q -b main && git -C "$tree" add -A
git -C "$tree" commit -qm 'start'
for n in 1 2 3; do
	echo "/* $n */" >>"$tree/drivers/char/one.c"
	git -C "$tree" commit -qam "char: one: say $n"
done
echo stash >"$tree/own-file" && echo x >>"$tree/README"
git -C "$tree" add README && echo y >>"$tree/README"
snapshot() {
	(cd "$tree" && find . -type f -print0 | sort -z | xargs -0 md5sum)
}
snapshot >"$work/before"
check "a repository" series -s -o "$work/git" --verify=checkpatch
snapshot >"$work/after"
check "index, history and work tree are as they were, byte for byte" \
	diff "$work/before" "$work/after"
check "base-commit is what HEAD is" \
	grep -q "^base-commit: $(git -C "$tree" rev-parse HEAD)$" <(cover "$work/git")
check "the subject has the prefix of the file's history" \
	grep -rq '^Subject: \[PATCH ./3\] char: one: demand' "$work/git"
check "without a history that of its folder" \
	grep -rq '^Subject: \[PATCH ./3\] mm/entries: ask' "$work/git"

clone_takes_all() {
	git clone -q "$tree" "$work/clone" &&
		git -C "$work/clone" am -q --empty=drop "$1"/*.patch &&
		[ "$(git -C "$work/clone" rev-list --count origin/main..)" = 3 ]
}
check "git am on a clean clone, cover letter dropped" \
	clone_takes_all "$work/git"
# left TREE SELECT: the findings that jq's SELECT takes.
left() {
	"$pfncheck" scan -C "$1" "${all[@]}" --format=json |
		jq -r '.findings[] | select('"$2"') |
			"\(.file) \(.function) \(.rule) \(.expression)"' | sort
}
none_left() {
	# A predicate goes with its last call: then there is one less.
	diff /dev/null <(comm -13 <(left "$tree" '.fix.state != "emitted"') \
		<(left "$work/clone" true)) &&
		[ "$(left "$tree" '.fix.state == "emitted"' | wc -l)" = 9 ]
}
check "after it none of the findings is left, and there is no new one" none_left

# What the user's git would do to the bytes.
check "the same again" series -s -o "$work/git-2" --verify=checkpatch
check "byte for byte" diff -r "$work/git" "$work/git-2"
strange() {
	printf '[format]\n\tsignature = me\n\tsignOff = true\n\tthread = deep\n
[commit]\n\tgpgSign = true\n[core]\n\thooksPath = %s\n\tautocrlf = true\n
[diff]\n\tnoprefix = true\n\tmnemonicPrefix = true\n\talgorithm = patience\n' \
		"$work/hooks" >"$work/strange"
	mkdir -p "$work/hooks" "$work/home/.config/git"
	printf '#!/bin/sh\nexit 1\n' | tee "$work/hooks/pre-commit" \
		"$work/hooks/commit-msg" "$work/hooks/applypatch-msg" >/dev/null
	chmod +x "$work"/hooks/*
	echo '* -diff' >"$work/home/.config/git/attributes"
	echo '*.c' >"$work/home/.config/git/ignore"
	env -u XDG_CONFIG_HOME HOME="$work/home" GIT_CONFIG_GLOBAL="$work/strange" \
		GIT_DIR="$tree/.git" GIT_INDEX_FILE="$tree/.git/index" \
		GIT_WORK_TREE="$tree" GIT_CONFIG_COUNT=1 \
		GIT_CONFIG_KEY_0=diff.context GIT_CONFIG_VALUE_0=9 \
		"$pfncheck" series -C "$tree" "${all[@]}" -s -o "$work/git-3" \
		--verify=checkpatch
}
check "in a hook of a user with settings" strange
check "the same bytes" diff -r "$work/git" "$work/git-3"
snapshot >"$work/after"
check "and nothing of his repository is touched" diff "$work/before" "$work/after"
series -o "$work/dated" --date='2025-12-24 12:00:00 +0100'
check "--date" grep -q '^Date: Wed, 24 Dec 2025 12:00:00 +0100' \
	"$work"/dated/0000-cover-letter.patch "$work"/dated/0001-*

# The same commits in the repository itself, on a branch that nobody stands on.
state() {
	git -C "$tree" symbolic-ref HEAD
	git -C "$tree" rev-parse HEAD
	md5sum "$tree/.git/index" "$tree/.git/config"
	(cd "$tree" && find . -path ./.git -prune -o -type f -print0 | sort -z | xargs -0 md5sum)
}
state >"$work/before"
check "--branch" env GIT_DIR="$work/clone/.git" GIT_CONFIG_GLOBAL="$work/strange" \
	"$pfncheck" series -C "$tree" "${all[@]}" -s -o "$work/both" --branch=topic/pfn
state >"$work/after"
check "index, work tree and what is checked out stay" diff "$work/before" "$work/after"
check "no other repository has it" status 1 \
	git -C "$work/clone" rev-parse --verify --quiet refs/heads/topic/pfn
same_as_mails() {
	git -C "$work/clone" fetch -q "$tree" topic/pfn:topic &&
		git -C "$work/clone" diff --exit-code "HEAD^{tree}" "topic^{tree}" &&
		diff <(git -C "$work/clone" log --format='%an %ae %ad%n%B' origin/main..HEAD) \
			<(git -C "$work/clone" log --format='%an %ae %ad%n%B' origin/main..topic)
}
check "its commits are those of the mails" same_as_mails
check "they stand on HEAD" test "$(git -C "$tree" merge-base HEAD topic/pfn)" = \
	"$(git -C "$tree" rev-parse HEAD)"
check "an executable file stays one" test -z \
	"$(git -C "$tree" diff --summary HEAD topic/pfn)"
check "a branch of that name stops it before the scan" status 2 series --branch=topic/pfn
for name in 'a..b' '@{-1}' '-x' ''; do
	check "'$name' is no branch" status 2 series --branch="$name"
done
check "with it -o may be left out" series --branch=alone
check "all commits are there" test "$(git -C "$tree" rev-list --count HEAD..alone)" = 3
check "a tarball has no branches" status 2 "$pfncheck" series -C "$work/more" "${all[@]}" \
	--branch=alone

# One mail needs no letter that introduces it.
one() { series -s -o "$1" --rule=entry-test "${@:2}"; }
check "one mail" one "$work/one" --verify=checkpatch --to-maintainers
check "stands alone" test "$(ls "$work/one")" = 0001-mm-entries-ask-the-entry-not-the-VMA.patch
one=$(echo "$work"/one/*)
check "without a number" grep -q '^Subject: \[PATCH\] mm/entries: ask the entry' "$one"
check "but with the commit that it is for" \
	grep -qx "base-commit: $(git -C "$tree" rev-parse HEAD)" "$one"
check "what was checked stands behind the message" \
	grep -qE '^ +1  ok      clean' <(sed '1,/^---$/d;/^diff /,$d' "$one")
check "it has an address" grep -q '^To: .*max@example.org' "$one"
git -C "$tree" worktree add -q "$work/for-one" HEAD
check "git am takes it" git -C "$work/for-one" am -q "$one"
check "checkpatch, too" clean_mails "$one"
check "two versions are compared in one" one "$work/one-2" -v 2 --previous="$work/one"
check "which is a cover letter" grep -q '^Range-diff' "$work/one-2/v2-0000-cover-letter.patch"
git -C "$tree" worktree remove --force "$work/for-one"

# Who gets it, and what takes it.
series -s -o "$work/to" --to-maintainers
check "the maintainer is To" grep -q '^To: .*Ann Other <ann@example.org>' "$work"/to/0001-*
check "reviewer and list are Cc" test "$(sed -n '/^Cc:/,/^[A-Z]/p' "$work"/to/0001-* |
	grep -c 'rita@example.org\|char@example.org')" -ge 2
check "the cover letter goes to all of them" \
	test "$(sed '/^$/q' "$work"/to/0000-* | grep -c 'ann@\|max@')" = 2
check "a mail goes only to who cares for its file" \
	status 1 grep -q max@ "$work"/to/0001-*
parsed() {
	git mailinfo "$work/msg" "$work/diff" <"$1" >"$work/info" &&
		grep -q '^Subject: .' "$work/info"
}
check "git mailinfo reads the cover letter" parsed "$work/to/0000-cover-letter.patch"
if [ -e "$(git --exec-path)/git-send-email" ]; then
	check "git send-email --dry-run takes the series" git -C "$work/clone" \
		-c sendemail.confirm=never send-email --dry-run --quiet \
		--to=list@example.org --from=t@example.org "$work"/to/*.patch
else
	skip "git send-email is not installed (package git-email)"
fi
# b4 wants what the list server adds, and a user whom git knows.
as_mbox() {
	local f
	for f in "$1"/*.patch; do
		sed "0,/^From 0.*/s//From t@example.org Fri Jan  2 00:00:00 2026/
			0,/^Date:/s,^Date:,Message-Id: <$(basename "$f")@t>\nIn-Reply-To: <0000-cover-letter.patch@t>\n&," "$f"
		echo
	done | sed '/^Message-Id: <0000/{n;d}'
}
b4_takes_all() {
	as_mbox "$1" >"$work/mbox" && mkdir "$work/b4" &&
		git clone -q "$tree" "$work/for-b4" && cd "$work/for-b4" &&
		git config user.name T && git config user.email t@example.org &&
		git config b4.attestation-policy off &&
		b4 -n --offline-mode am -o "$work/b4" -m "$work/mbox" \
			0000-cover-letter.patch@t </dev/null >"$work/b4.said" 2>&1 &&
		git am -q "$work"/b4/*.mbx &&
		diff -r -x .git "$work/clone" "$work/for-b4"
}
if command -v b4 >/dev/null; then
	check "b4 am reads the cover letter and takes the series" \
		b4_takes_all "$work/to"
	check "its cover and base are found" grep -q "specified base-commit" \
		"$work/b4.said"
else
	skip "b4 is not installed"
fi

# A respin.
cd "$work" || exit 1
check "version 2" series -s -v 2 --previous=git -o "$work/v2"
check "its mails say so" test "$(grep -l '^Subject: \[PATCH v2 ./3\]' "$work"/v2/v2-* | wc -l)" = 4
check "the cover letter compares them" grep -q '^Range-diff against v1:' <(cover "$work/v2")
check "nothing changed, so all are equal" \
	test "$(cover "$work/v2" | grep -cE '^ *[123]:  [0-9a-f]+ = +[123]: ')" = 3
sed -i 's/demand a shared/insist on a shared/' "$work/git"/0001-*.patch
check "the last version said something else" series -s -v 2 --previous="$work/git" -o "$work/v2b"
check "and that is shown" grep -qF '    -    char: one: insist on' <(cover "$work/v2b")

# What booted kernels showed: by the diff that was booted, and by no other.
series -s -o "$work/unproved"
id=$(cd "$top/tests/prove" && python3 -c 'import mails, sys
print(mails.read_mail(sys.argv[1]).id)' "$(mails "$work/unproved" | head -n 1)")
printf '%s\tBooted %s.\n' "$id" 'before and after' "${id//[0-7]/a}" otherwise >"$work/proved.tsv"
check "a mail says what was seen of it" series -s --proved="$work/proved.tsv" -o "$work/proved"
check "in front of the trailers" grep -qx -A2 'Booted before and after.' \
	"$(mails "$work/proved" | head -n 1)"
check "one mail, and nothing of other diffs" test "$(grep -rl '^Booted' "$work/proved" | wc -l)" = 1
check "it applies as before" diff <(sed '/^Booted/,+1d; /^From [0-9a-f]* /d' "$(mails "$work/proved" | head -n 1)") \
	<(sed '/^From [0-9a-f]* /d' "$(mails "$work/unproved" | head -n 1)")
echo 'no id' >"$work/not-proved"
check "a file of another form is refused before the scan" \
	status 2 series -s --proved="$work/not-proved" -o "$work/none"
done_testing
