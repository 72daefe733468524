#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/lib.sh disable=SC2015
#
# A session with the hook on sources of linux 6.12: the hunk that started the
# discussion this program comes from is refused, its suggestion is taken.
. "$(dirname "$0")/../lib/lib.sh"
. "$(dirname "$0")/../lib/git.sh"

kernel=$cache/linux-source-6.12
repo=$work/linux
mkdir -p "$repo"
# What the walks are made of; the whole tree is no different, only slower.
(cd "$kernel" && tar -cf - Makefile Kbuild include/linux mm/*.[ch] fs/proc) |
	tar -C "$repo" -xf -
cd "$repo" || exit 1
git init -q -b main . && git add -A && git commit -qm 'linux 6.12, in part'

check "install" "$pfncheck" hook install
line=$(grep -n "^	mmap_assert_locked(walk\|^	mmap_assert_locked(vma->vm_mm);" mm/pagewalk.c |
	tail -n 1 | cut -d: -f1)
check "the hunk's place is there" test -n "$line"

# hunk: the two lines of August 2024, and what stood around them.
hunk() {
	sed -i "${line}a\\
\\
	/* It has no folio backing the mappings at all.. */\\
	if (vma->vm_flags \& (VM_IO | VM_PFNMAP))\\
		return NULL;" mm/pagewalk.c
	git add -A
}
hunk
out=$(git commit -m 'mm/pagewalk: fail folio_walk_start() early' 2>&1) &&
	not_ok "the hunk is refused" || ok "the hunk is refused"
says() { grep -qF -- "$1" <<<"$out" || { echo "$out"; return 1; }; }
check "at its line" says "mm/pagewalk.c:$((line + 3)):"
check "with its rule" says '[walk-gate]'
check "and that alone" says '1 finding;'
check "the reason" says 'holds ordinary anonymous pages'
check "what asks the entry" says 'vm_normal_page*()'
check "by the special bit" says 'pte_special()'
check "nothing was committed" test "$(git rev-list --count HEAD)" = 1

# The suggestion: no gate, each entry answers (as folio_walk_start() does).
git checkout -q HEAD -- mm/pagewalk.c
sed -i "${line}a\\
\\
	/* vm_normal_page*() knows which entries have no folio. */" mm/pagewalk.c
git add -A
check "the suggestion is accepted" git commit -qm 'mm/pagewalk: say who judges'

# Other files and other kinds of changes.
sed -i 's/^static int clear_refs_test_walk/\/* moved *\/\n&/' fs/proc/task_mmu.c && git add -A
check "a line above an old gate is accepted" git commit -qm 'a comment'
sed -i 's/	if (vma->vm_flags & VM_PFNMAP)$/	if (unlikely(vma->vm_flags \& VM_PFNMAP))/' fs/proc/task_mmu.c
git add -A
out=$(git commit -m 'gates are unlikely' 2>&1) && not_ok "changed gates are refused" ||
	ok "changed gates are refused"
check "all of them" says '2 findings;'
git reset -q --hard
git commit -q --allow-empty -m nothing && ok "an empty commit" || not_ok "an empty commit"
cat >mm/carrier.h <<'C'
static inline bool folio_walk_allowed(struct vm_area_struct *vma)
{
	return !(vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP));
}
C
sed -i "${line}a\\
	if (!folio_walk_allowed(vma))\\
		return NULL;" mm/pagewalk.c
git add mm/pagewalk.c && git commit -q --no-verify -m 'a call'
git add -A
out=$(git commit -m 'its definition' 2>&1) &&
	not_ok "a predicate makes an old call a gate" || ok "a predicate makes an old call a gate"
check "and the call is named" says 'mm/pagewalk.c:'
git reset -q --hard

check "uninstall" "$pfncheck" hook uninstall
hunk
check "then the hunk passes" git commit -qm 'no hook'
done_testing
