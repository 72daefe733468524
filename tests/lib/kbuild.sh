# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
#
# kbuild.sh - asks Kbuild what a prepared build would compile; builds nothing.
# Needs $top.

# folders: the folders that hold the files on stdin, for x86, as make's targets.
# virt/kvm is built from below arch/x86.
folders() {
	{ echo arch/x86/; sed -nE 's,^([^/]+/[^/]+)/.*,\1/,p; t; s,^([^/]+)/[^/]+$,\1/,p'; } |
		grep -vE '^(virt/|arch/[^x]|include/)' | sort -u
}

# commands TREE BUILD FOLDER...: their compile_commands.json.  make check's own
# flags are none of Kbuild's business, and a folder that it cannot enter has none.
commands() {
	{ env -u MAKEFLAGS -u MAKELEVEL make -n -k -C "$1" O="$(realpath "$2")" \
		"${@:3}" 2>/dev/null || true; } | "$top/tests/lib/compiled" "$1" "$2"
}
