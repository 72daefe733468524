# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2120
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

# prepared [FLAG...]: a prepared build in build/ whose compiler is given these, too.
prepared() {
	mkdir -p build/scripts/mod tree/scripts/mod && touch tree/scripts/mod/empty.c build/.config
	put build/scripts/mod/.empty.o.cmd "savedcmd_x := gcc -I$W/tree/arch/x86/include -I$W/tree/include -DMODEL_KERNEL=612 -DMODEL_PTE_SPECIAL=1 -DMODEL_HUGE_PFNMAP=1 $* -std=gnu11 -c -o x $W/tree/scripts/mod/empty.c\n"
}
# built ARGUMENT...: a scan by the two checkers with that build.
built() { "$PFNCHECK" scan -C tree --build-dir=build --engine=clang,sparse -q --timeout=5 "$@"; }

# checker NAME BODY: pfncheck in a folder of its own with a pfncheck-NAME that does that.
checker() {
	mkdir -p inst && cp -r "$BUILD"/pfncheck* "$BUILD"/semantic-patches "$BUILD"/rules inst/
	printf '#!/bin/bash\ncase $1 in --version) exec %q --version;; esac\n' "$BUILD/pfncheck-$1" \
		>"inst/pfncheck-$1"
	printf 'for file; do :; done\nname=${file#*/tree/}\n%s\n' "$2" >>"inst/pfncheck-$1"
	chmod +x "inst/pfncheck-$1"
	prepared
}
# with_checker ENGINE ARGUMENT...: that pfncheck.
with_checker() {
	inst/pfncheck scan -C tree --build-dir=build --engine="$1" -q --timeout=2 "${@:2}"
}

# mail [SUBJECT]: what changed in the tree since its last commit as a mail on stdout;
# the tree is as it was then.  posted [SUBJECT]: the same of a new gate.
mail() {
	printf 'From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n'
	printf 'From: A <a@example.org>\nDate: Mon, 1 Jan 2024 00:00:00 +0000\n'
	printf 'Message-Id: <1@example.org>\nSubject: %b\n\nWhy.\n---\n' "${1-[PATCH] mm: x}"
	tree_git add -A && tree_git diff --cached --binary && tree_git reset -q --hard
	printf -- '-- \n2.39.5\n\n'
}
posted() { gate >>tree/mm/clean.c && mail "$@"; }
review() { "$PFNCHECK" review -C tree -q "$@"; }

# module: a module in mod/ of the kernel tree/ with a read in it.
module() {
	mkdir -p mod && put mod/Makefile 'obj-m += m.o\n' && gate >mod/m.c
	mkdir -p tree/scripts/mod tree/arch/x86/include
}
in_module() { (cd mod && "$PFNCHECK" -K ../tree --engine=cocci -q "$@"); }
