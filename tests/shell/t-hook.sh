#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/lib.sh disable=SC2015
#
# The pre-commit hook in a small repository: what it refuses, what it lets
# pass, and that it leaves no trace.  t-hook-kernel.sh has the real one.
. "$(dirname "$0")/../lib/lib.sh"
. "$(dirname "$0")/../lib/git.sh"

repo="$work/it's a repository"
small_repo "$repo"
cd "$repo" || exit 1
hooks=.git/hooks

# refused NAME [WORD]: the commit fails because of a finding, and says WORD.
refused() {
	local name=$1 out
	if out=$(git commit -m "$name" 2>&1); then
		not_ok "$name: accepted"
	elif grep -q 'commit refused' <<<"$out" && grep -qF -- "${2:-[}" <<<"$out"; then
		ok "$name: refused"
	else
		not_ok "$name: $out"
	fi
	git reset -q --hard
}
# accepted NAME: it passes.
accepted() {
	local out
	out=$(git commit -m "$1" 2>&1) && ok "$1: accepted" || not_ok "$1: $out"
	git reset -q --hard
}

check "install" "$pfncheck" hook install
check "the hook is executable" test -x $hooks/pre-commit

gate one >>mm/clean.c && git add -A
refused "a new gate" 'mm/clean.c:18:22: warning:'
gate one >>mm/clean.c && git add -A
refused "with the reason" 'holds ordinary anonymous pages'
gate one >>mm/clean.c && git add -A
refused "and what to write instead" 'pte_special()'
# No flag stands in these files: what they call is what is wrong.
mapper() {
	printf 'static int %s_mmap(struct file *file, struct vm_area_struct *vma)\n{\n' "$1"
	printf '\treturn remap_pfn_range(vma, vma->vm_start, 5, 1, vma->vm_page_prot);\n}\n'
	printf 'const struct file_operations %s_fops = { .mmap = %s_mmap };\n' "$1" "$1"
}
mapper new >drivers/new.c && git add -A
refused "a handler in a file without a flag" private-pfnmap
printf 'bool f(pte_t pte)\n{\n\treturn pte_special(pte);\n}\n' >mm/leak.c && git add -A
refused "the special bit in a file without a flag" special-leak
harmless two >>mm/gates.c && git add -A
accepted "a line beside old findings"
sed -i 's/if (vma->vm_flags & VM_PFNMAP) {/if (vma->vm_flags \& VM_PFNMAP  ) {/' mm/gates.c
git add -A
refused "an old finding on a changed line" linear-pfn
echo '/* moved */' | cat - mm/gates.c >x && mv x mm/gates.c && git add -A
accepted "old findings that moved"

# As the pre-commit framework runs it: no file names, from PATH.
framework() {
	local entry
	entry=$(sed -n 's/^  entry: //p' "$top/.pre-commit-hooks.yaml")
	grep -q '^  pass_filenames: false$' "$top/.pre-commit-hooks.yaml" &&
		PATH="$build:$PATH" sh -c "$entry"
}
gate one >>mm/clean.c && git add -A
check "the framework's entry refuses a gate" status 1 framework
git reset -q --hard
harmless one >>mm/clean.c && git add -A
check "and nothing else" status 0 framework
git reset -q --hard

# What counts is the index.
gate three >>mm/clean.c
git add -A && git checkout -q HEAD -- Makefile && git show HEAD:mm/clean.c >mm/clean.c
refused "staged, the work tree without it" walk-gate
harmless four >>mm/clean.c && git add -A && gate three >>mm/clean.c
accepted "not staged, the work tree with it"
gate five >>mm/clean.c && git add -A
{ harmless before; gate five; } >>mm/clean.c
refused "a partially staged file" mm/clean.c:23:22:

# Old code that becomes a read through what the commit defines.
git reset -q --hard
cat >mm/users.c <<'C'
#include <linux/mm.h>

int user(struct vm_area_struct *vma)
{
	if (is_raw_mapping(vma))
		return -EINVAL;
	return walk_page_vma(vma, &young_ops, NULL);
}
C
git add -A && git commit -q --no-verify -m 'a call of something unknown'
cat >>include/linux/mm.h <<'C'
static inline bool is_raw_mapping(struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_PFNMAP;
}
C
git add -A
refused "a new predicate of old callers" 'mm/users.c:5:6:'
cat >>include/linux/mm.h <<'C'
static inline bool is_raw_mapping(struct vm_area_struct *vma)
{
	return vma->vm_file;
}
C
git add -A
accepted "a new predicate about something else"
git reset -q --hard HEAD~1
# Where it stands does not matter.
raw_predicate() {
	printf 'static inline bool is_raw_mapping(struct vm_area_struct *vma)\n{\n'
	printf '\treturn vma->vm_flags & %s;\n}\n' "$1"
}
raw_predicate VM_PFNMAP >include/linux/raw.h && git add -A
git commit -q --no-verify -m 'a predicate'
git rm -q include/linux/raw.h && raw_predicate VM_PFNMAP >>include/linux/mm.h && git add -A
accepted "a predicate moved to another file, its own gone"
git reset -q --hard HEAD~1
{ echo '#define RAW 1' && raw_predicate VM_LOCKED; } >include/linux/raw.h && git add -A
git commit -q --no-verify -m 'another predicate'
raw_predicate VM_PFNMAP >>include/linux/mm.h && echo '#define RAW 1' >include/linux/raw.h
git add -A
refused "a predicate that asked something else where it stood" 'mm/users.c:5:6:'
raw_predicate VM_PFNMAP >include/linux/raw.h && git add -A && git commit -q --no-verify -m back
sed -i 's/-EINVAL/-EFAULT/' mm/users.c
raw_predicate VM_PFNMAP >>include/linux/mm.h && : >include/linux/raw.h && git add -A
accepted "moved, and a line beside its call"

# A field that keeps the answer.
printf 'struct keeper {\n\tbool raw;\n};\n' >include/linux/keeper.h
cat >mm/keeper.c <<'C'
#include <linux/keeper.h>

int kept(struct keeper *k, struct vm_area_struct *vma)
{
	if (k->raw)
		return -EINVAL;
	return walk_page_vma(vma, &young_ops, NULL);
}
C
keep() {
	printf 'void keep(struct keeper *k, struct vm_area_struct *vma)\n{\n'
	printf '\tk->raw = %s;\n\tk->count++;\n}\n' "$1"
}
keep false >mm/keep.c && git add -A && git commit -q --no-verify -m 'a field'
keep '!!(vma->vm_flags & VM_PFNMAP)' >mm/keep.c && git add -A
refused "a field that keeps the flag from now on" mm/keeper.c:5:
keep '!!(vma->vm_flags & VM_PFNMAP)' >mm/keep.c && git add -A && git commit -q --no-verify -m keep
sed -i 's/count++/count--/' mm/keep.c && git add -A
accepted "a line beside where it is kept"
git mv mm/keep.c mm/kept.c && sed -i 's/k->raw/k->  raw/' mm/kept.c && git add -A
accepted "kept elsewhere"

# A gate of a walk that another file makes is not told from a policy by what
# one file holds: no rule changes, and nobody is blamed.
cat >mm/caller.c <<'C'
#include <linux/mm.h>

int caller(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP)
		return -EINVAL;
	return far_away(vma);
}
C
printf '#include <linux/mm.h>\n\nint far_away(struct vm_area_struct *vma)\n{\n\treturn 0;\n}\n' >mm/away.c
git add -A && git commit -q --no-verify -m 'two files'
sed -i 's/return 0;/return walk_page_vma(vma, \&young_ops, NULL);/' mm/away.c && git add -A
accepted "a walk behind an old test of another file"

# Old lines that mean something else through what stands beside them now.
old_test() {
	cat >mm/context.c <<'C'
#include <linux/mm.h>

int context(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP ||
	    vma->vm_flags & VM_LOCKED ||
	    !vma->vm_file)
		return -EINVAL;
	return 0;
}
C
}
old_test && git add -A && git commit -q --no-verify -m 'a test'
sed -i 's/return 0;/return walk_page_vma(vma, \&young_ops, NULL);/' mm/context.c && git add -A
refused "a walk behind an old test" 'mm/context.c:5:22: warning:'
sed -i 's/return 0;/return walk_page_vma(vma, \&young_ops, NULL);/' mm/context.c && git add -A
refused "which says what it was" 'made by other lines of this change: policy before'
sed -i 's/return 0;/return vma->vm_pgoff;/' mm/context.c && git add -A
accepted "another line beside an old test"
sed -i 's/return vma->vm_pgoff;/return walk_page_vma(vma, \&young_ops, NULL);/' mm/context.c
git add -A && git commit -q --no-verify -m 'a gate'
sed -i 's/-EINVAL/-EFAULT/' mm/context.c && git add -A
accepted "what was a gate before"
sed -i '/VM_LOCKED/d' mm/context.c && git add -A
accepted "a line that goes between two tests"
sed -i 's/ & VM_PFNMAP/ \&\n\t    (VM_IO |\n\t     VM_PFNMAP)/' mm/context.c
git add -A && git commit -q --no-verify -m 'a mask over lines'
sed -i '/(VM_IO |/d; s/^\t     VM_PFNMAP)/\t    VM_PFNMAP/' mm/context.c && git add -A
refused "a test with a line less" walk-gate

# What it prints is what satisfies it; a rewrite uses what the tree declares.
cat >>include/linux/mm.h <<'C'
bool pmd_present(pmd_t pmd);
bool is_huge_zero_pmd(pmd_t pmd);
bool vma_is_dax(struct vm_area_struct *vma);
struct page *vm_normal_page_pmd(struct vm_area_struct *vma, unsigned long addr,
				pmd_t pmd);
C
git add -A && git commit -q --no-verify -m 'questions of a leaf'
sed '/^static bool is_raw_vma/,$d' "$top/testdata/entry-test/bad.c" >mm/entry.c && git add -A
out=$(git commit -m 'entry tests' 2>&1) && not_ok "entry tests: accepted"
sed -n '/^--- a\/mm\/entry.c$/,/^pfncheck: /p' <<<"$out" | sed '$d' >"$work/printed"
check "the printed rewrite applies" git apply --index "$work/printed"
accepted "with it the commit"
git rm -q mm/entry.c && git commit -qm 'no entry tests'

# Names and kinds of changes.
name=$'mm/a "quoted" \\ name\nwith a newline.c'
cp mm/clean.c "$name" && git add -A
accepted "a file with an odd name"
gate six >>"$name" && git add -A
refused "a gate in it" walk-gate
git mv mm/gates.c mm/moved.c
accepted "a renamed file with old findings"
git mv mm/moved.c mm/gates.c && sed -i 's/mark_page_accessed/folio_&/' mm/gates.c && git add -A
accepted "renamed back, and a line of it"
git mv mm/gates.c mm/moved.c && gate six >>mm/moved.c && git add -A
refused "a renamed file with a gate more" '1 finding;'
git mv mm/gates.c mm/moved.c && git commit -q --no-verify -m move
git rm -q mm/moved.c
accepted "a deleted file"
ln -s /etc/passwd mm/link.c && git add -A
accepted "a link"
rm mm/link.c && { echo '#include <linux/mm.h>' && gate six; } >mm/link.c && git add -A
refused "a file where a link was" mm/link.c:5:
git rm -q --cached mm/clean.c && git commit -q --no-verify -m untracked
git add mm/clean.c
accepted "a file that comes back"
git commit -q --allow-empty -m nothing && ok "an empty commit" || not_ok "an empty commit"

# A merge: lines of the other side are not this commit's.
git checkout -q -b side HEAD~1 && gate seven >mm/seven.c && echo 'side' >shared
git add -A && git commit -q --no-verify -m side
git checkout -q main && echo 'main' >shared && git add -A && git commit -qm main
git merge -q side >/dev/null 2>&1
echo both >shared && git add -A
accepted "a merge that brings in old sins"
git checkout -q -b other HEAD~1 && echo other >shared && git add -A && git commit -qm other
git checkout -q main
git merge -q other >/dev/null 2>&1
echo all >shared && gate eight >>mm/clean.c && git add -A
out=$(git commit -m merge 2>&1) && not_ok "a gate made while merging" ||
	ok "a gate made while merging: refused"
git merge --abort
old_test && git add -A && git commit -q --no-verify -m 'a test of both sides'
git checkout -q -b third && echo third >shared && git commit -qam third
git checkout -q main && echo fourth >shared && git commit -qam fourth
git merge -q third >/dev/null 2>&1
echo merged >shared && sed -i 's/return 0;/return walk_page_vma(vma, \&young_ops, NULL);/' mm/context.c
git add -A
out=$(git commit -m merge 2>&1) && not_ok "a walk made while merging: accepted"
check "a walk made while merging: refused, and said once" \
	test "$(grep -o 'policy before' <<<"$out" | wc -l)" = 1
git merge --abort
git checkout -q -b topic HEAD~1 && harmless nine >>mm/clean.c && git commit -qam nine
git rebase -q main >/dev/null 2>&1 && ok "a rebase" || not_ok "a rebase"
git checkout -q main

# Partial commits use an index of their own.
harmless ten >>mm/clean.c && gate eleven >>mm/users.c && git add mm/users.c
git commit -qm 'only one file' mm/clean.c && ok "git commit FILE" || not_ok "git commit FILE"
git reset -q --hard

# Taken out again.
cp "$hooks/pre-commit" "$work/ours"
check "a second install renews it" "$pfncheck" hook install
check "from a folder of the tree too" env -C mm "$pfncheck" hook install
check "the same hook" cmp -s "$work/ours" $hooks/pre-commit
git worktree add -q "$work/worktree" -b worktree
check "a work tree has the same hook" env -C "$work/worktree" "$pfncheck" hook install
gate worktree >>"$work/worktree/mm/clean.c"
out=$(git -C "$work/worktree" commit -qam 'in a work tree' 2>&1) && not_ok "a gate there" ||
	ok "a gate there: refused"
check "uninstall" "$pfncheck" hook uninstall
check "nothing is left" test -z "$(find .git/hooks -name 'pre-commit*' ! -name '*.sample')"
check "uninstall of nothing is said" status 2 "$pfncheck" hook uninstall

printf '#!/bin/sh\n# mine\necho chained >>"%s/chained"\n[ ! -e "%s/stop" ]\n' \
	"$work" "$work" >$hooks/pre-commit
chmod 750 $hooks/pre-commit
cp -p $hooks/pre-commit "$work/mine"
check "install beside another hook" "$pfncheck" hook install
gate twelve >>mm/clean.c && git add -A
refused "with the other hook in front" walk-gate
check "which ran" grep -q chained "$work/chained"
touch "$work/stop" && harmless x >>mm/clean.c && git add -A
git commit -qm x >/dev/null 2>&1 && not_ok "its refusal counts" || ok "its refusal counts"
rm "$work/stop" && git reset -q --hard
"$pfncheck" hook install >/dev/null
check "uninstall with another hook" "$pfncheck" hook uninstall
check "it is back, byte for byte" cmp "$work/mine" $hooks/pre-commit
check "with its mode" test "$(stat -c %a $hooks/pre-commit)" = 750
check "and nothing beside it" test ! -e $hooks/pre-commit.pfncheck-chained
rm $hooks/pre-commit && ln -s "$work/mine" $hooks/pre-commit
check "install beside a link" "$pfncheck" hook install
check "uninstall beside a link" "$pfncheck" hook uninstall
check "the link is back" test "$(readlink $hooks/pre-commit)" = "$work/mine"
rm $hooks/pre-commit
"$pfncheck" hook install >/dev/null && echo '# by hand' >>$hooks/pre-commit
check "a hook changed by hand is not removed" status 2 "$pfncheck" hook uninstall
rm $hooks/pre-commit
git config core.hooksPath "$work/shared-hooks"
check "a folder shared by repositories is refused" status 2 "$pfncheck" hook install
git config --unset core.hooksPath
chmod 555 .git/hooks
[ "$(id -u)" = 0 ] && skip "hooks folder not writable (root writes anywhere)" ||
	check "hooks folder not writable" status 2 "$pfncheck" hook install
chmod 755 .git/hooks

# Before there is any commit.
first=$work/first
mkdir "$first" && cp -r "$top/testdata/tree/." "$first" && cd "$first" || exit 1
git init -q -b main . && check "install into an empty repository" "$pfncheck" hook install
git add Makefile Kbuild include mm/clean.c
accepted "the first commit"
rm -rf .git && git init -q -b main . && "$pfncheck" hook install >/dev/null
git commit -q --allow-empty -m empty && ok "an empty first commit" || not_ok "an empty first commit"
rm -rf .git && git init -q -b main . && "$pfncheck" hook install >/dev/null
git add -A
out=$(git commit -m all 2>&1) && not_ok "a first commit with findings" ||
	ok "a first commit with findings: refused"

# Speed: no engine, no index where no staged file can hold a finding.
cd "$repo" || exit 1
"$pfncheck" hook install >/dev/null
echo '/* nothing */' >mm/nothing.c && git add -A
mkdir "$work/bin" && ln -s "$(command -v git)" "$work/bin/git"
check "no spatch is needed where no file is a candidate" \
	env PATH="$work/bin" "$pfncheck" hook run
done_testing
