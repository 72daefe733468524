# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# lib.sh - words for torture cases.  They run in a folder of their own, $W, that
# holds tree/ (a small kernel tree), victim/ (which is nobody's business), bin/
# (first in PATH), home/, tmp/, cache/ and out/.
export GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@example.org
export GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@example.org

pfncheck() { "$PFNCHECK" "$@"; }
# scan ARGUMENT...: of one file by semantic patches alone, unless more is said.
scan() { "$PFNCHECK" scan -C tree --engine=cocci -q "$@"; }

# put FILE [TEXT]: writes a file, with escapes as printf has them.
put() { mkdir -p "$(dirname "$1")" && printf '%b' "${2-}" >"$1"; }

# gate [NAME]: a function that a finding is made of, on stdout.
gate() {
	printf 'int %s(struct vm_area_struct *vma)\n{\n' "${1-gated}"
	printf '\tif (vma->vm_flags & VM_PFNMAP)\n\t\treturn -EINVAL;\n'
	printf '\treturn walk_page_vma(vma, &young_ops, NULL);\n}\n'
}

# repo: the tree as a git repository with one commit.
repo() { git -C tree init -q -b main . && tree_git add -A && tree_git commit -qm one; }
tree_git() { git -C tree "$@"; }

# evil: prints the name of a program that leaves a trace if it is run.
evil() {
	printf '#!/bin/sh\ntouch %q\ncat\n' "$W/ran" >"$W/evil" && chmod +x "$W/evil"
	echo "$W/evil"
}

# fake PROGRAM BODY: a program of that name, found before the real one; as spatch
# it answers --version as the real one does.
fake() {
	printf '#!/bin/bash\ncase $1 in --version) echo "spatch version 1.1.1";exit;; esac\n%s\n' \
		"$2" >"bin/$1" && chmod +x "bin/$1"
}

# nobody COMMAND...: as a user who is not root.
nobody() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else
		"$@"
	fi
}
