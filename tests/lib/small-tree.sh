# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # top, cache and work are set by lib.sh
#
# small-tree.sh - a kernel tree of a dozen files with rewrites to make, the
# kernel's own scripts for mails, and builds of it with and without the special
# bit: what a series does can be tried there in seconds.

# small_tree DIR
small_tree() {
	local d=$1 linux=$cache/linux-source-6.12
	mkdir -p "$d"/{Documentation,arch/x86/include,drivers/{char,video},fs,init} \
		"$d"/{ipc,kernel,lib,mm,scripts/mod}
	cp "$top"/testdata/tree/{Makefile,Kbuild} "$d"
	cp -r "$top/testdata/include" "$d/include"
	touch "$d"/{COPYING,CREDITS,README} "$d/scripts/mod/empty.c"
	cp "$linux"/scripts/{checkpatch.pl,get_maintainer.pl,spelling.txt} "$d/scripts"
	without_marks "$top/testdata/private-pfnmap/bad.c" >"$d/drivers/char/one.c"
	without_marks "$top/testdata/private-pfnmap/bad.c" |
		sed 's/remap_/frame_/g; s/frame_pfn/remap_pfn/; s/flag_and/pages_and/
			s/insert_fault/page_fault/' >"$d/drivers/video/two.c"
	without_marks "$top/testdata/entry-test/bad.c" >"$d/mm/entries.c"
	printf '%s\n' 'CHARACTERS (8 AND 16 BITS)' 'M:	Ann Other <ann@example.org>' \
		'R:	Rita Reader <rita@example.org>' 'L:	char@example.org' \
		'S:	Maintained' 'F:	drivers/char/' '' \
		'PAGES' 'M:	Max Page <max@example.org>' \
		'S:	Maintained' 'F:	mm/' >"$d/MAINTAINERS"
	find "$d" -exec touch -d '2026-01-02 03:04:05 +0000' {} +
}

without_marks() { sed 's, */\* expect[^*]*\*/,,' "$1"; }

# small_build TREE DIR PTE_SPECIAL ARCH [FLAG...]: prepared, as far as pfncheck
# asks.
small_build() {
	mkdir -p "$2/scripts/mod" && touch "$2/.config"
	echo "savedcmd_scripts/mod/empty.o := gcc -I$1/arch/$4/include" \
		"-I$1/include -DMODEL_KERNEL=612 -DMODEL_PTE_SPECIAL=$3" \
		"-DMODEL_HUGE_PFNMAP=$3 ${*:5} -std=gnu11 -c -o scripts/mod/empty.o" \
		"$1/scripts/mod/empty.c" >"$2/scripts/mod/.empty.o.cmd"
}
