#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/lib.sh
#
# Colors and the progress bar: on a terminal unless told otherwise, elsewhere
# only where asked for.  script(1) is the terminal.
. "$(dirname "$0")/../lib/lib.sh"

tree=$top/testdata/tree
esc=$'\033'
# on_terminal ARGS...: what a user sees, into $work/seen.
on_terminal() {
	local line
	printf -v line '%q ' "$pfncheck" scan -C "$tree" --no-cache "$@" mm/gates.c
	script -qec "$line" /dev/null </dev/null >"$work/seen" 2>&1
}
# piped ARGS...: the same through two pipes.
piped() {
	"$pfncheck" scan -C "$tree" --no-cache "$@" mm/gates.c 2> >(cat >"$work/err") |
		cat >"$work/out"
	wait
}
seen() { grep -qF -- "$2" "$work/$1" || { cat -v "$work/$1"; return 1; }; }
unseen() { ! grep -qF -- "$2" "$work/$1" || { cat -v "$work/$1"; return 1; }; }

on_terminal
check "a terminal gets colors" seen seen "${esc}[1;35mwarning:"
check "and a bar for the index" seen seen 'index    ['
check "and one for the engines" seen seen '] 1/1'
check "which is wiped" seen seen $'\r'"${esc}[K${esc}[1mmm/gates.c"
on_terminal --color=never --progress=never
check "but none that it was told not to" unseen seen "$esc"
on_terminal -q
check "-q: no bar" unseen seen '] 1/1'
check "-q: no summary" unseen seen 'asked about'
on_terminal -o "$work/file"
check "a file gets no colors" unseen file "$esc"
check "it has the findings" seen file 'mm/gates.c:23:28: warning: '
piped
check "a pipe gets no colors" unseen out "$esc"
check "and no bar" unseen err "$esc"
piped --color=always --progress=always
check "but what it asks for: colors" seen out "${esc}[1;35mwarning:"
check "and a bar" seen err '] 1/1'
done_testing
