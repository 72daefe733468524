# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# git.sh - for tests that need a git repository: nothing of the user's
# configuration, a fixed identity, and a small kernel tree to begin with.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=test GIT_AUTHOR_EMAIL=test@example.org
export GIT_COMMITTER_NAME=test GIT_COMMITTER_EMAIL=test@example.org
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE

# shellcheck disable=SC2154 # top is set by lib.sh
# small_repo DIR: testdata/tree as a repository with one commit.
small_repo() {
	rm -rf "$1" && cp -r "$top/testdata/tree" "$1" || return
	git -C "$1" init -q -b main . && git -C "$1" add -A &&
		git -C "$1" commit -qm 'a small tree'
}

# gate NAME: a function with a gate in front of a walk.
gate() {
	printf '\nint %s(struct vm_area_struct *vma)\n{\n' "$1"
	printf '\tif (vma->vm_flags & VM_PFNMAP)\n\t\treturn -EINVAL;\n'
	printf '\treturn walk_page_vma(vma, &young_ops, NULL);\n}\n'
}

# harmless NAME: one without.
harmless() {
	printf '\nint %s(struct vm_area_struct *vma)\n{\n' "$1"
	printf '\treturn !!vma->vm_file;\n}\n'
}
