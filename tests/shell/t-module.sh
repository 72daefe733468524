#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/lib.sh disable=SC2154
#
# Modules outside of a kernel tree: which folder is one, which kernel it is looked at
# with, and what is said of it, in its own folder and in its repository's hook.
. "$(dirname "$0")/../lib/lib.sh"
. "$(dirname "$0")/../lib/git.sh"

kernel=$work/kernel
kernel_build=$work/build
mkdir -p "$kernel"/{arch/x86/include,scripts/mod}
cp "$top"/testdata/tree/{Makefile,Kbuild} "$kernel"
cp -r "$top/testdata/include" "$kernel/include"
. "$top/tests/lib/small-tree.sh"
small_build "$kernel" "$kernel_build" 1 x86
ln -s "$kernel" "$kernel_build/source"

# A module with wrappers for old and new kernels, as most of them have.
module=$work/pool
mkdir -p "$module/include/pool" "$module/tests"
printf '%s\n' 'obj-m += pool.o' 'pool-y := main.o' >"$module/Makefile"
cat >"$module/include/pool/compat.h" <<'END'
#include "model/mm.h"

#define POOL_DEVICE (VM_IO | VM_PFNMAP)

#ifndef LINUX_VERSION_CODE
#define LINUX_VERSION_CODE 1
#define KERNEL_VERSION(a, b, c) (a + b + c)
#endif

static inline bool pool_is_device(const struct vm_area_struct *vma)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	return vma->vm_flags & POOL_DEVICE;
#else
	return vma->vm_flags & (VM_IO | VM_PFNMAP);
#endif
}
END
cat >"$module/main.c" <<'END'
#include "pool/compat.h"

int pool_look(struct vm_area_struct *vma)
{
	if (pool_is_device(vma))
		return -EFAULT;
	return vma->vm_flags & VM_SPECIAL ? -EINVAL : 0;
}
END
# Not the kernel's: no Makefile that builds modules names it.
cp "$module/main.c" "$module/tests/user.c"

# at DIR ARGUMENT...: the reads of a scan from there, one "file:line" a line.
at() { (cd "$1" && "$pfncheck" "${@:2}" -q --level=note 2>"$work/err") |
	sed -n 's/: note: VM_.*//p' | cut -d: -f1,2; }
# same NAME WANT GOT
same() { [ "$2" = "$3" ] && ok "$1" || not_ok "$1: got '$3', wanted '$2'; $(cat "$work/err")"; }

reads='include/pool/compat.h:13
include/pool/compat.h:15
main.c:5
main.c:7'
both="$reads
tests/user.c:5
tests/user.c:7"
same "a module in its own folder" "$both" "$(at "$module" -K "$kernel_build")"
same "from a folder below" "$both" "$(at "$module/include" -K "$kernel_build")"
same "by -C" "$both" "$(at "$work" -K "$kernel" -C "$module")"
same "one of its files" 'main.c:5
main.c:7' "$(at "$module" -K "$kernel" main.c)"
same "a file from elsewhere" 'main.c:5
main.c:7' "$(at "$work" -K "$kernel" pool/main.c)"
ln -s "$module/main.c" "$work/link.c"
check "all engines have looked" bash -c "cd '$module' && '$pfncheck' -q --level=note \
	--format=json -K '$kernel_build' main.c |
	jq -e '[.findings[].engines == [\"cocci\",\"clang\",\"sparse\"]] | all' "
check "the kernel's own carriers are known" bash -c "cd '$module' &&
	'$pfncheck' -K '$kernel' -q --level=note | grep -q \"^$kernel/include/.*VM_SPECIAL\""

# A file without a Makefile is looked at by itself.
mkdir "$work/lone"
cp "$module/main.c" "$work/lone/one.c"
cp "$module/main.c" "$work/lone/two.c"
same "a file by itself" 'one.c:7' "$(at "$work/lone" -K "$kernel" one.c)"

# Only the folders below that build modules.
mkdir -p "$work/project/kmod" "$work/project/lib"
cp -r "$module"/{Makefile,main.c,include} "$work/project/kmod"
cp "$module/main.c" "$work/project/lib"
same "a project that holds a module" "${reads//include/kmod/include}" \
	"$(at "$work/project" -K "$kernel" | sed 's,^kmod/main,main,')"

# How it was compiled is read, not guessed; nothing of its Makefile is run.
printf '%s\n' "\$(shell touch $work/ran)" >>"$module/Makefile"
sed -i '1i #include "deep.h"' "$module/main.c"
mkdir -p "$work/elsewhere"
echo '#define DEEP 1' >"$work/elsewhere/deep.h"
(cd "$module" && "$pfncheck" -K "$kernel_build" -q --level=note >/dev/null) 2>"$work/err"
(cd "$module" && "$pfncheck" -K "$kernel_build" --level=note >/dev/null) 2>"$work/err"
check "guessed flags that do not do are said" \
	grep -q "had to guess the flags (main.c: .*deep.h.*): build the module first" "$work/err"
flags="-I$kernel/include -I$module/include -I$work/elsewhere -DMODEL_KERNEL=612 -DMODEL_PTE_SPECIAL=1 -DMODEL_HUGE_PFNMAP=1 -std=gnu11"
echo "savedcmd_$module/main.o := gcc $flags -c -o $module/main.o $module/main.c" \
	>"$module/.main.o.cmd"
(cd "$module" && "$pfncheck" -K "$kernel_build" --level=note >/dev/null) 2>"$work/err"
check "what Kbuild left is taken" bash -c "! grep guess '$work/err'"
rm "$module/.main.o.cmd"
printf '[{"directory":"%s","file":"main.c","command":"gcc %s -c main.c -o main.o"}]' \
	"$module" "$flags" >"$module/compile_commands.json"
(cd "$module" && "$pfncheck" -K "$kernel_build" --level=note >/dev/null) 2>"$work/err"
check "so is compile_commands.json" bash -c "! grep guess '$work/err'"
check "nothing was run" test ! -e "$work/ran"
rm "$module/compile_commands.json"
sed -i 1d "$module/main.c"

# Only headers: no build, so only semantic patches.
same "only headers" "$both" "$(at "$module" -K "$kernel")"
(cd "$module" && "$pfncheck" -K "$kernel" >/dev/null) 2>"$work/err"
check "which is said" grep -q 'no build of this kernel' "$work/err"

# refuses NAME WORD ARGUMENT...: exit status 2, one line, with WORD in it.
refuses() {
	local name=$1 word=$2 got=0
	shift 2
	"$pfncheck" "$@" >"$work/out" 2>&1 || got=$?
	[ $got = 2 ] && [ "$(wc -l <"$work/out")" = 1 ] && grep -qF -- "$word" "$work/out" &&
		ok "$name" || not_ok "$name: $got $(cat "$work/out")"
}
cd "$work" || exit 1
refuses "no kernel" "is not a kernel: it has no include/linux/mm.h" -K "$module" "$module"
refuses "no module" "is not a kernel tree" -C "$work/lone"
refuses "a kernel is no module" "leave -K out" -C "$kernel" -K "$kernel"
refuses "a module's file in a kernel" "pfncheck -K KERNEL" -C "$kernel" "$module/main.c"
refuses "no mails for a module" "use scan, patch or hook" series -C "$module" -K "$kernel" -o mails
ln -s "$module" "$kernel/linked"
refuses "a link out of the tree" "name what it leads to, with -K" -C "$kernel" linked
rm "$kernel/linked"
ln -s "$kernel" "$work/way"
same "a link into a tree" "include/model/mm.h" "$("$pfncheck" -C "$kernel" \
	"$work/way/include/model/mm.h" --format=json 2>"$work/err" | jq -r '.tree.path' |
	sed "s,^$kernel\$,include/model/mm.h,")"

# A handler that hands its VMA on to another file, and wrappers in a header.
split=$work/split
mkdir "$split" && cp "$module/Makefile" "$split"
cat >"$split/split.h" <<'END'
#include "model/mm.h"

#define SPLIT_FLAGS (VM_IO | VM_PFNMAP)

static inline void split_flags_set(struct vm_area_struct *vma, unsigned long flags)
{
#ifdef OLD_KERNEL
	vma->vm_flags |= flags;
#else
	vm_flags_set(vma, flags);
#endif
}

int split_map(void *card, struct vm_area_struct *vma);
int split_map_shared(void *card, struct vm_area_struct *vma);
int split_map_unused(void *card, struct vm_area_struct *vma);
END
cat >"$split/table.c" <<'END'
#include "split.h"

static int open_mmap(struct file *file, struct vm_area_struct *vma)
{
	return split_map(file->private_data, vma);
}

static int closed_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	return split_map_shared(file->private_data, vma);
}

static int flags_mmap(struct file *file, struct vm_area_struct *vma)
{
	split_flags_set(vma, SPLIT_FLAGS);
	return 0;
}

static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	split_flags_set(vma, VM_IO);
	return 0;
}

static const struct file_operations split_fops[] = {
	{ .mmap = open_mmap }, { .mmap = closed_mmap },
	{ .mmap = flags_mmap }, { .mmap = other_mmap },
};
END
for f in split_map split_map_shared split_map_unused; do
	cat <<END
int $f(void *card, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, (unsigned long)card, 4096,
			       vma->vm_page_prot);
}

END
done >"$split/map.c"
(cd "$split" && "$pfncheck" -K "$kernel" -q --rule=private-pfnmap 2>"$work/err") |
	sed -n 's/:[0-9]*: warning:.*//p' >"$work/out"
same "across the files of a module" 'map.c:3
table.c:17' "$(cat "$work/out")"
sed -i 's/split_map(file/split_map_shared(file/' "$split/table.c"
(cd "$split" && "$pfncheck" -K "$kernel" -q --rule=private-pfnmap 2>"$work/err") |
	sed -n 's/:[0-9]*: warning:.*//p' >"$work/out"
same "and anew where another file changed" 'map.c:9
table.c:17' "$(cat "$work/out")"

# The hook of its repository.
repo=$work/repo
mkdir "$repo" && cp -r "$module"/{Makefile,main.c,include} "$repo" && cd "$repo" || exit 1
git init -q . && git config user.email a@example.org && git config user.name A
refuses "a hook without a kernel" "is not a kernel" hook install -K "$work/lone"
check "leaves nothing" test ! -e .git/hooks/pre-commit
check "a hook in a module's repository" "$pfncheck" hook install -K "$kernel"
printf '#include "pool/compat.h"\n' >main.c
git add .
check "lets a clean commit pass" git commit -qm one
cat >>main.c <<'END'

static int pool_map(struct file *file, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, 0, 4096, vma->vm_page_prot);
}

static const struct file_operations pool_fops = {
	.mmap = pool_map,
};
END
git add .
check "refuses a finding" bash -c "! git commit -qm two 2>'$work/err' &&
	grep -q 'main.c:5:.*private-pfnmap' '$work/err' && grep -q 'commit refused' '$work/err'"
git commit -qnm two
echo '/* done */' >>main.c
git add .
check "and not what was there before" git commit -qm three
mkdir "$work/other" && cd "$work/other" && git init -q . || exit 1
refuses "no hook where there is no module" "nor a module" hook install
check "nothing there, too" test ! -e .git/hooks/pre-commit

done_testing
