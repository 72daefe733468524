#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/lib.sh
#
# make install and uninstall: the program runs from where it was put, with its
# own files, and nothing is left behind.
. "$(dirname "$0")/../lib/lib.sh"

dest=$work/dest
mk() { make -s -C "$top" "$@" DESTDIR="$dest" PREFIX=/usr/local; }

# The programs that the tests run, not others built on the way.
san=
case $build in *-san) san=SAN=1 ;; esac
check "make install" mk install $san
bin=$dest/usr/local/bin
check "the program" test -x "$bin/pfncheck"
check "the checkers" test -x "$bin/pfncheck-clang" -a -x "$bin/pfncheck-sparse"
check "it runs from there" "$bin/pfncheck" --version
check "it finds its semantic patches" status 1 "$bin/pfncheck" scan --no-cache \
	-C "$top/testdata/tree"
uses_own() { "$bin/pfncheck" doctor | grep "^files" | grep -qF "$dest"; }
check "its own ones" uses_own
check "and its pages" "$bin/pfncheck" explain walk-gate
check "the manual" test -s "$dest/usr/local/share/man/man1/pfncheck.1"
check "the completion" test -s \
	"$dest/usr/local/share/bash-completion/completions/pfncheck"
pages() { diff -r "$build/rules" "$dest/usr/local/share/pfncheck/rules"; }
check "a page for every rule" pages
moved=$work/moved
mv "$dest" "$moved"
check "it runs when moved as a whole" "$moved/usr/local/bin/pfncheck" explain policy
mv "$moved" "$dest"
check "make uninstall" mk uninstall
check "nothing is left" test -z "$(find "$dest" -type f)"
done_testing
