#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/lib.sh disable=SC2015
#
# Where it is known what carries the flags, a scan of what is staged looks at
# what is staged alone.  It has to say what a scan of everything says.
. "$(dirname "$0")/../lib/lib.sh"
. "$(dirname "$0")/../lib/git.sh"

repo=$work/repo
small_repo "$repo"
cd "$repo" || exit 1

# predicate NAME TEST: a helper that answers TEST about a VMA.
predicate() {
	printf '\nstatic inline bool %s(struct vm_area_struct *vma)\n{\n' "$1"
	printf '\treturn %s;\n}\n' "$2"
}
cat >mm/users.c <<'C'
#include <linux/mm.h>

int user(struct vm_area_struct *vma)
{
	if (is_raw_mapping(vma) || is_known(vma))
		return -EINVAL;
	return walk_page_vma(vma, &young_ops, NULL);
}
C
predicate is_known 'vma->vm_flags & VM_PFNMAP' >>include/linux/mm.h
git add -A && git commit -qm 'one predicate, two users'
"$pfncheck" hook install -q

# scanned PREFIX TREE: findings to PREFIX.json, PREFIX.files: looked at.
scanned() {
	"$pfncheck" scan -C "$2" --staged --level=note -q --format=json >"$1.all"
	jq '[.findings, .incomplete]' "$1.all" >"$1.json"
	jq .stats.files_indexed "$1.all" >"$1.files"
}
# same HOW NAME: of the staged contents; HOW is part or whole.  Under a name of
# its own the repository is a new one, but spatch's answers are known.
same() {
	git add -A
	ln -sfn "$repo" "$work/name $tap_n"
	scanned "$work/part" .
	scanned "$work/whole" "$work/name $tap_n"
	check "$2: the same findings" diff "$work/whole.json" "$work/part.json"
	if [ "$1" = part ]; then
		check "$2: of the staged files alone" \
			test "$(<"$work/part.files")" -lt "$(<"$work/whole.files")"
	else
		check "$2: of all" test "$(<"$work/part.files")" -ge "$(<"$work/whole.files")"
	fi
}
found() { check "$1: found" grep -qF "\"$2\"" "$work/part.json"; }
done_with() { git commit -q --no-verify -m "$1"; }

gate one >>mm/clean.c
same part "a gate"
found "a gate" mm/clean.c
git reset -q --hard
{ predicate own 'vma->vm_flags & VM_PFNMAP'; gate two | sed 's/vma->vm_flags & VM_PFNMAP/own(vma)/'; } >>mm/clean.c
same part "a predicate of its own"
done_with "a predicate of one file"
gate three | sed 's/vma->vm_flags & VM_PFNMAP/own(vma)/' >>mm/clean.c
same part "a call of it, a commit later"
found "a call of it" mm/clean.c
git reset -q --hard
harmless four >>mm/clean.c && ln -s clean.c mm/link.c
mkdir -p tools && gate four >tools/four.c
same part "a link and a tool"
check "neither is looked at" test "$(<"$work/part.files")" = 1
git reset -q --hard
git mv mm/gates.c mm/moved.c && gate five >>mm/moved.c
same part "a renamed file"
found "a renamed file" mm/moved.c
git reset -q --hard

predicate is_raw_mapping 'vma->vm_flags & VM_PFNMAP' >include/linux/raw.h
same whole "a predicate that others call"
found "its old call" mm/users.c
done_with "a predicate that others call"
gate six | sed 's/vma->vm_flags & VM_PFNMAP/is_raw_mapping(vma)/' >>mm/policy.c
same whole "a call, where the list does not know the predicate yet"
found "the call" mm/policy.c
gate seven >>mm/clean.c
same part "where it does"
done_with "a call"
sed -i 's/VM_PFNMAP/VM_LOCKED/' include/linux/raw.h
gate eight | sed 's/vma->vm_flags & VM_PFNMAP/is_raw_mapping(vma)/' >>mm/clean.c
same whole "a predicate that asks something else now"
done_with "a predicate less"
gate nine | sed 's/vma->vm_flags & VM_PFNMAP/is_raw_mapping(vma)/' >>mm/policy.c
same whole "what no longer is one"
git reset -q --hard
git rm -q include/linux/raw.h
same part "a header goes that defines none any more"
git reset -q --hard
printf 'bool is_shared(struct vm_area_struct *vma)\n{\n\treturn vma->vm_flags & VM_PFNMAP;\n}\n' >>mm/clean.c
same whole "a predicate that a .c file exports"
git reset -q --hard
git checkout -q --orphan other && git add -A && done_with "another history"
git branch -q -D main && git reflog expire --expire=now --all && git gc -q --prune=now
gate ten >>mm/clean.c
same whole "a history without the commit that the list is of"
found "a gate there" mm/clean.c
done_testing
