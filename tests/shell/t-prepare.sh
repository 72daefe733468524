#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# t-prepare - pfncheck prepare on a tree of a few files whose make only says what it
# was asked: which options it is given, and what is left where something fails.
. "$(dirname "$0")/../lib/lib.sh"
. "$top/tests/lib/small-tree.sh"

tree=$work/tree
small_tree "$tree"
mkdir -p "$tree"/arch/{x86,um,arm64} "$tree/scripts"
touch "$tree"/arch/{x86,um,arm64}/Makefile
cat >"$tree/Makefile" <<'END'
VERSION = 6
PATCHLEVEL = 12
SUBLEVEL = 0
defconfig:
	@test ! -e $(CURDIR)/no-defconfig || { echo "*** no defconfig for $(ARCH)" >&2; exit 2; }
	@echo CONFIG_MMU=y >$(O)/.config
olddefconfig:
	@cp $(O)/.config $(CURDIR)/../options
prepare:
	@test ! -e $(CURDIR)/broken || { echo "x.c:1: error: half-way" >&2; exit 2; }
modules_prepare:
	@mkdir -p $(O)/scripts/mod
	@echo 'savedcmd_scripts/mod/empty.o := gcc -I$(CURDIR)/include -c -o scripts/mod/empty.o $(CURDIR)/scripts/mod/empty.c' >$(O)/scripts/mod/.empty.o.cmd
END
cat >"$tree/scripts/config" <<'END'
#!/bin/sh
# config --file FILE -e OPTION...
file=$2
shift 2
while [ $# -gt 1 ]; do echo "CONFIG_$2=y" >>"$file"; shift 2; done
END
chmod +x "$tree/scripts/config"
echo 'obj-$(CONFIG_ONE) += one.o' >"$tree/drivers/char/Makefile"
echo 'obj-$(CONFIG_TWO) += two.o' >"$tree/drivers/video/Makefile"
echo 'obj-y += entries.o walk.o' >"$tree/mm/Makefile"
printf 'obj-y += char/\nobj-$(CONFIG_VIDEO) += video/\n' >"$tree/drivers/Makefile"
cat >"$tree/drivers/Kconfig" <<'END'
config VIDEO
	bool "Video"

if PICTURES
config TWO
	tristate
endif

menu "Characters"
	depends on LETTERS
config ONE
	bool "One"
	depends on !TINY && (BUS || COMPILE_TEST)
endmenu

config LETTERS
	bool "Letters"
config PICTURES
	bool "Pictures"
config TINY
	bool "Tiny"
config BUS
	bool "Bus"
config COMPILE_TEST
	bool "Tests"
config WANTS_TWO
	bool "What selects it"
	select TWO
config UNRELATED
	bool "Unrelated"
config HUGE_LEAVES
	bool "Huge"
config NO_LEAVES
	bool "None"
END
cat >"$tree/mm/walk.c" <<'END'
static const struct mm_walk_ops ops = {
#ifdef CONFIG_HUGE_LEAVES
	.pmd_entry = huge,
#endif
#ifndef CONFIG_NO_LEAVES
	.pte_entry = small,
#endif
};
END

prepare() { (cd "$work" && "$pfncheck" prepare -C "$tree" "$@"); }
refuses() { # TEXT OPTION...
	local text=$1
	shift
	status 2 prepare "$@" >"$work/said" 2>&1 || { cat "$work/said"; return 1; }
	[ "$(grep -c '^pfncheck: ' "$work/said")" = 1 ] && grep -qF -- "$text" "$work/said" ||
		{ cat "$work/said"; return 1; }
}
left() { ! compgen -G "$work/b*" >/dev/null || { ls -d "$work"/b*; return 1; }; }

check "it runs" prepare --arch=x86 -o b
check "and says that it runs the tree's own make" \
	grep -q "running the tree's own make" <(rm -rf "$work/b"; prepare --arch=x86 -o b)
has() { grep -qx "CONFIG_$1=y" "$work/options" || { cat "$work/options"; return 1; }; }
has_not() { ! grep "^CONFIG_$1=" "$work/options"; }
for o in ONE LETTERS BUS TWO VIDEO PICTURES WANTS_TWO HUGE_LEAVES; do
	check "$o is asked for" has $o
done
for o in TINY COMPILE_TEST UNRELATED NO_LEAVES; do
	check "$o is not" has_not $o
done
check "the build is one that scan takes" status 1 "$pfncheck" scan -q -C "$tree" \
	--build-dir="$work/b" --engine=cocci mm
check "nothing else is left" test ! -e "$work/b.part"
check "an earlier build is replaced" prepare -q --arch=x86 -o b
rm -rf "$work/b"

touch "$tree/broken"
check "make fails half-way" refuses "x.c:1: error: half-way" --arch=x86 -o b
check "nothing is left of that" left
rm "$tree/broken"
touch "$tree/no-defconfig"
check "no defconfig" refuses "no defconfig for um" --arch=um -o b
check "nothing is left of that either" left
rm "$tree/no-defconfig"
check "no such architecture" refuses "no architecture 'vax'" --arch=vax -o b
check "nor one beside the tree" refuses "no architecture '../x'" --arch=../x -o b
mkdir "$work/mine" && touch "$work/mine/file"
check "a folder that is no build" refuses "is no build" --arch=x86 -o mine
check "is left alone" test -e "$work/mine/file"
mkdir "$work/bin"
ln -s "$(command -v gcc)" "$(command -v make)" "$work/bin"
without() {
	(cd "$work" && PATH=$work/bin status 2 "$pfncheck" prepare -C "$tree" --arch=arm64 -o b) 2>&1 |
		grep -q "no compiler for arm64"
}
[ "$(uname -m)" = aarch64 ] || check "no compiler" without
check "a word too much" refuses "takes no 'x'" x
done_testing
