#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# t-series-bad - a series that cannot be: one clear line, exit status 2, and the
# folder is absent, or as it was.
. "$(dirname "$0")/../lib/lib.sh"
. "$(dirname "$0")/../lib/git.sh"
. "$(dirname "$0")/../lib/small-tree.sh"

tree=$work/tree
small_tree "$tree"
small_build "$tree" "$work/build" 1 x86
git -C "$tree" init -q -b main && git -C "$tree" add -A
git -C "$tree" commit -qm 'start'
cd "$work" || exit 1
opts=(--engine=cocci --cache-dir="$work/answers" -q)
series() { "$pfncheck" series -C "$tree" "${opts[@]}" "$@"; }

# refuses NAME WORD COMMAND...: and 'out' does not exist afterwards.
refuses() {
	local name=$1 word=$2 got=0
	shift 2
	"$@" >stdout 2>stderr </dev/null || got=$?
	# What of the tree is run is said before, and is no part of the error.
	sed -i '/^running /d' stderr
	if [ $got != 2 ] || [ "$(wc -l <stderr)" != 1 ]; then
		not_ok "$name: exit status $got: $(cat stderr)"
	elif ! grep -qF -- "$word" stderr; then
		not_ok "$name: does not say '$word': $(cat stderr)"
	elif [ -e out ] || [ -s stdout ] || compgen -G 'out.*' >/dev/null; then
		not_ok "$name: left something: $(ls -d out*)"
	else
		ok "$name: $(sed "s|$work|.|g" stderr)"
	fi
}

check "it is possible" series -s -o good --verify=checkpatch

# Before anything is scanned.
mkdir full && echo mine >full/file
refuses "a folder that is not empty" "not empty" series -o full
check "is as it was" test "$(ls full) $(cat full/file)" = "file mine"
mkdir empty
check "an empty folder is taken" series -o empty
refuses "a folder in nowhere" "nowhere" series -o nowhere/out
nobody() {
	env -u GIT_AUTHOR_NAME -u GIT_AUTHOR_EMAIL -u GIT_COMMITTER_NAME \
		-u GIT_COMMITTER_EMAIL HOME="$work" EMAIL= "$pfncheck" series \
		-C "$tree" "${opts[@]}" -o out "$@"
}
refuses "no git identity with --signoff" "user.name and user.email" nobody -s
refuses "nor without" "user.name and user.email" nobody
refuses "no date" "'someday'" series -o out --date=someday
refuses "--previous without -v" "-v 2" series -o out --previous=good
refuses "--previous that is not there" "nothing" series -o out -v 2 --previous=nothing
refuses "--previous without mails" "no mails" series -o out -v 2 --previous=full
refuses "--verify" "'test'" series -o out --verify=test
refuses "--staged" "applies to a commit" series -o out --staged
refuses "--verify=build without a build" "--build-dir" series -o out --verify=build

# The tree.
mv "$tree/scripts/checkpatch.pl" away
refuses "a tree without checkpatch.pl" "checkpatch.pl" series -o out --verify=checkpatch
mv away "$tree/scripts/checkpatch.pl"
mv "$tree/MAINTAINERS" away
refuses "a tree without MAINTAINERS" "get_maintainer" series -o out --to-maintainers
mv away "$tree/MAINTAINERS"
cp -r good old && sed -i 's/^-\t/-\tnot /' old/0001-*
refuses "a last version that does not fit" "does not fit this tree" \
	series -o out -v 2 --previous=old
echo '/* mine */' >>"$tree/mm/entries.c"
refuses "a file that is not committed" "'mm/entries.c' has uncommitted changes" series -o out
git -C "$tree" checkout -q mm/entries.c
changes() {
	printf '#!/bin/sh\necho "/* new */" >>%s/mm/entries.c\n' "$tree" >change
	chmod +x change
	series -o out --verify=build --build-dir=build --build-cmd="$work/change"
}
refuses "a file that changes while the series is made" "changed since it was scanned" changes
git -C "$tree" checkout -q mm/entries.c

# The checks.
refuses "a build that fails with the patch" \
	"'mm/entries.c' does not build for x86: entries.c:3:1: error: no" \
	series -o out --verify=build --build-dir=build --build-cmd="sh -c \
	'! grep -q vm_normal_page \$1 || { echo entries.c:3:1: error: no >&2; exit 1; }' sh"
refuses "no build that holds the file" "no build holds" \
	series -o out --verify=build --build-dir=build --build-cmd=false
refuses "--build-cmd that is not there" "no build holds" \
	series -o out --verify=build --build-dir=build --build-cmd=nowhere/cc
warned() {
	printf '#!/usr/bin/perl\nprint "$ARGV[-2]:7: WARNING: I do not like it\\n"; exit 1;\n' \
		>"$tree/scripts/checkpatch.pl"
	series -o out --verify=checkpatch
}
refuses "a mail that checkpatch.pl complains of" "I do not like it" warned
git -C "$tree" checkout -q scripts/checkpatch.pl

# The disk.
limited() {
	(ulimit -f 2 && "$pfncheck" series -C "$tree" --engine=cocci -q --no-cache \
		-s -o out)
}
# Spatch has no room either: what it did not look at is no file without a rewrite.
short_of_room() {
	status 3 limited >stdout 2>stderr && grep -q ': incomplete: ' stderr &&
		! [ -e out ] && ! compgen -G 'out.*'
}
check "no room for anything: incomplete, and no mails" short_of_room
full_disk() {
	if mkdir small && mount -t tmpfs -o size=4k none small 2>/dev/null; then
		head -c 4096 /dev/zero >small/full
		refuses "a full disk" "No space left" series -s -o small/out
		check "nothing is left there" test "$(ls small)" = full
		umount small
	else
		skip "a full disk: a tmpfs cannot be mounted here"
	fi
}
full_disk
read_only() {
	if mkdir ro && mount --bind "$tree" ro 2>/dev/null; then
		mount -o remount,bind,ro ro
		check "a tree that cannot be written" "$pfncheck" series -C ro \
			"${opts[@]}" -s -o ro-out --verify=checkpatch
		umount ro
	else
		skip "a read-only tree: nothing can be mounted here"
		cp -r good ro-out
	fi
}
read_only
check "gets the same mails" diff -r good ro-out

# Killed while it checks: the folder is absent, and the next run takes away what
# is left of the last one, but nothing that another run is at, or that is no mail.
killed() {
	series -s -o out --verify=build --build-dir=build \
		--build-cmd="sh -c 'kill -9 \$PPID'"
}
left_beside() { find . -maxdepth 1 -name 'out.pfncheck-*' | sort; }
check "killed half-way" status 137 killed
check "leaves no folder" test ! -e out
left=$(left_beside)
check "but what it was at" test -n "$left"
mkdir out.pfncheck-aaaaaa out.pfncheck-bbbbbb out.pfncheck-long-name
touch out.pfncheck-aaaaaa/notes out.pfncheck-{bbbbbb,long-name}/0001-x.patch
exec 9<out.pfncheck-bbbbbb
flock 9
"$pfncheck" series -C "$tree" --engine=cocci --cache-dir="$work/answers" \
	--progress=never -s -o out --verify=checkpatch 2>said
check "the next run" diff -r good out
check "says what it removed" \
	grep -qxF "removed '$work/${left#./}', which a killed run left behind" said
check "and that alone" diff <(printf './out.pfncheck-%s\n' aaaaaa bbbbbb long-name) \
	<(left_beside)
done_testing
