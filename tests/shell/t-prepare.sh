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
	@test ! -e $(CURDIR)/no-defconfig || { printf '***\n*** no defconfig for %s\n***\n' $(ARCH) >&2; exit 2; }
	@printf 'CONFIG_%s=y\n' MMU THIS_ONE KEPT NOT_ONE >$(O)/.config
olddefconfig:
	@echo $(ARCH) >$(CURDIR)/../arch
	@cp $(O)/.config $(CURDIR)/../options
prepare:
	@test ! -e $(CURDIR)/broken || { echo "x.c:1: error: half-way" >&2; exit 2; }
modules_prepare:
	@mkdir -p $(O)/scripts/mod
	@echo 'savedcmd_scripts/mod/empty.o := gcc -I$(CURDIR)/include -c -o scripts/mod/empty.o $(CURDIR)/scripts/mod/empty.c' >$(O)/scripts/mod/.empty.o.cmd
END
echo 'obj-$(CONFIG_ONE) += one.o' >"$tree/drivers/char/Makefile"
cp "$tree"/drivers/video/{two,three}.c
printf 'obj-$(CONFIG_TWO) += two.o\nobj-$(CONFIG_NEEDS_NO_MMU) += three.o\n' >"$tree/drivers/video/Makefile"
echo 'obj-y += entries.o walk.o' >"$tree/mm/Makefile"
printf 'obj-y += char/\nobj-$(CONFIG_VIDEO) += video/\n' >"$tree/drivers/Makefile"
cat >"$tree/Kconfig" <<'END'
source "arch/$(SRCARCH)/Kconfig"

menu "Drivers"
	depends on MACHINE
rsource "drivers/Kconfig"
endmenu
source "lib/Kconfig.debug"
END
cat >"$tree/arch/x86/Kconfig" <<'END'
config MACHINE
	def_bool y
	select MACHINE_CAN if CALLS
END
cat >"$tree/arch/arm64/Kconfig" <<'END'
config ONE
	bool "Another machine's"
	depends on LETTERS_OF_ANOTHER
END
cat >"$tree/lib/Kconfig.debug" <<'END'
config FIND_FAULTS
	bool "Finds faults"
END
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
config MUST_NOT
	bool "Selects it, for tests alone"
	depends on NOWHERE
	select TWO
config WANTS_TWO
	bool "What selects it" if EXPERTS
	select TWO
	help
	  The words below are no options:
	  select UNRELATED
config EXPERTS
	bool "Experts"
config UNRELATED
	bool "Unrelated"
config HUGE_LEAVES
	bool "Huge"
config NO_LEAVES
	bool "None"
config NEEDS_NO_MMU
	bool "What does not go with the defconfig"
	depends on ACCOMPLICE && !MMU
config ACCOMPLICE
	bool "Wanted by that alone"
choice
	prompt "Which"
config THIS_ONE
	bool "This one"
config THAT_ONE
	bool "That one"
	select SELECTED_BY_THAT
endchoice
config SELECTED_BY_THAT
	bool
config MACHINE_CAN
	bool
config CALLS
	bool "What a machine can only where this is wanted"
config KEPT
	def_bool !NO_KEPT
config NOT_ONE
	def_bool y
	depends on !ONE
config NO_KEPT
	bool "Takes away what the defconfig has"
config SLOW
	bool "What one that is wanted does not go with"
config MASKS
	bool
	default MASKS_OF_HUGE
config MASKS_OF_HUGE
	bool "Huge masks"
	depends on !SLOW
END
cat >"$tree/mm/walk.c" <<'END'
static const struct mm_walk_ops ops = {
#ifdef CONFIG_HUGE_LEAVES
	.pmd_entry = huge,
#endif
#ifndef CONFIG_NO_LEAVES
	.pte_entry = small,
#endif
#if defined(CONFIG_MASKS) && \
	defined(CONFIG_FIND_FAULTS)
	.test_walk = masks,
#endif
#ifdef CONFIG_MACHINE_CAN
	.install_pte = can,
#endif
#if defined(CONFIG_SELECTED_BY_THAT) || defined(CONFIG_NO_KEPT)
	.pud_entry = other,
#endif
#ifdef CONFIG_SLOW
	.pud_entry = slow,
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
cp "$work/check.out" "$work/told"
check "and says that it runs the tree's own make" \
	grep -q "running the tree's own make for x86" <(rm -rf "$work/b"; prepare --arch=x86 -j2 -o b)
has() { grep -qx "CONFIG_$1=y" "$work/options" || { cat "$work/options"; return 1; }; }
has_not() { ! grep "^CONFIG_$1=" "$work/options"; }
for o in ONE LETTERS BUS TWO VIDEO PICTURES WANTS_TWO EXPERTS HUGE_LEAVES MASKS MASKS_OF_HUGE CALLS; do
	check "$o is asked for" has $o
done
for o in TINY COMPILE_TEST UNRELATED NO_LEAVES MUST_NOT FIND_FAULTS SLOW THAT_ONE NO_KEPT NEEDS_NO_MMU ACCOMPLICE LETTERS_OF_ANOTHER; do
	check "$o is not" has_not $o
done
check "the build is one that scan takes" status 1 "$pfncheck" scan -q -C "$tree" \
	--build-dir="$work/b" --engine=cocci mm
check "what is left out even so is said" \
	grep -q "^1 file is not built here: CONFIG_NEEDS_NO_MMU would bring in 1 (-v lists them)" \
		"$work/told"
check "and listed" grep -q "^drivers/video/three.c: not built here" \
	<(prepare -v --arch=x86 -o b)
check "nothing else is left" test ! -e "$work/b.part"
touch "$work/b/old"
check "an earlier build is replaced" prepare -q --arch=x86 -o b
check "by the new one alone" test ! -e "$work/b/old"
touch "$work/b/old" "$tree/broken"
check "one that fails replaces nothing" refuses "half-way" --arch=x86 -o b
check "and what was there is there" test -e "$work/b/old"
rm -rf "$work/b" "$tree/broken"
told() { # OPTION...: the architecture that make is told
	rm -rf "$work/b" && prepare -q "$@" -o b && cat "$work/arch"
}
check "i386 stays i386" grep -qx i386 <(told --arch=i386)
check "ARCH of the environment counts" grep -qx um <(ARCH=um told)
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
check "a folder of the tree" refuses "is in the tree" --arch=x86 -o "$tree/b"
check "nothing is written there" test ! -e "$tree/b"
export CROSS_COMPILE=vax-linux-
check "no such cross compiler" refuses "there is no 'vax-linux-gcc'" --arch=arm64 -o b
unset CROSS_COMPILE
check "a folder that holds something else" refuses "does not hold a build" --arch=x86 -o mine
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
