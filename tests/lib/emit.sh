# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
#
# emit.sh - the rewrites of the fixtures as 'pfncheck patch' emits them: the
# fixtures of each kernel spelling stand in a small tree of that version, whose
# headers are the model's, and whose prepared build is one line. Sourced behind
# model.sh by model-table and t-model.sh.
. "$top/tests/lib/git.sh"	# mails are from somebody, where git knows nobody too

# plain FILE: the fixture as a kernel developer would have it.
plain() { sed 's,[ \t]*/\* expect[a-z-]*: [^*]*\*/,,g' "$1"; }

# headers KERNEL DIR: all of the model in one <linux/mm.h>, conditionals
# resolved, since what a tree declares is read off the text of its headers.
headers() {
	local name
	{
		echo '#ifndef MODEL_FLAT_H'
		echo '#define MODEL_FLAT_H'
		(cd "$top/testdata/include" &&
			find linux -name '*.h' | sort | sed 's/.*/#include <&>/') |
			${CC:-gcc} -E -P -nostdinc -undef -fdirectives-only \
				-DMODEL_KERNEL="$1" -I"$top/testdata/include" -
		echo '#endif'
	} >"$2/linux/mm.h"
	(cd "$top/testdata/include" && find linux -name '*.h') |
		while read -r name; do
			mkdir -p "$2/$(dirname "$name")"
			[ "$name" = linux/mm.h ] ||
				echo '#include <linux/mm.h>' >"$2/$name"
		done
}

# small_tree KERNEL DIR: a prepared tree without a file of its own.
small_tree() {
	local empty=scripts/mod/empty
	mkdir -p "$2/mm" "$2/scripts/mod" "$2/include/linux"
	printf 'VERSION = %d\nPATCHLEVEL = %d\nSUBLEVEL = 0\nEXTRAVERSION =\n' \
		$(($1 / 100)) $(($1 % 100)) >"$2/Makefile"
	echo 'obj-y += mm/' >"$2/Kbuild"
	headers "$1" "$2/include"
	touch "$2/$empty.c"
	echo "savedcmd_$empty.o := gcc -std=gnu11 -I./arch/x86/include" \
		"-I./include -c -o $empty.o $empty.c" >"$2/scripts/mod/.empty.o.cmd"
}

# kernel_of FILE: 601, 612 or 700.
kernel_of() { configs "$1" | sed 's/-.*//'; }

# fixtures KERNEL: what is rewritten and what must stay, of that spelling.
fixtures() {
	local file
	for file in "$top"/testdata/*/bad*.c "$top"/testdata/*/manual*.c; do
		[ "$(kernel_of "$file")" = "$1" ] || continue
		[[ $file = */manual* ]] || [ -f "${file/\/bad/\/fixed}" ] || continue
		echo "$file"
	done
}

# run_all COMMAND TREE [OPTION]...: all rewrites of a small tree, opt-in ones too.
run_all() {
	"$pfncheck" "$1" -C "$2" --rule="$rewriting" --level=note \
		--effect=nfc,fix,cow-visible,abi,arch --color=never \
		--cache-dir="$cache/answers" "${@:3}"
}

# emit_kernel KERNEL DIR: DIR/KERNEL/mm/RULE-NAME.c before, DIR/RULE/NAME.c after
# the rewrites; DIR/KERNEL.said what patch said of each file.
emit_kernel() {
	local tree=$2/$1 file slug
	small_tree "$1" "$tree"
	fixtures "$1" | while read -r file; do
		slug=$(basename "$(dirname "$file")")
		plain "$file" >"$tree/mm/$slug-$(basename "$file")"
	done
	run_all patch "$tree" >"$tree.patch" 2>"$tree.said"
	cp -r "$tree/mm" "$tree.after"
	[ ! -s "$tree.patch" ] || patch -s -d "$tree.after" -p2 -i "$tree.patch" || return 1
	fixtures "$1" | while read -r file; do
		slug=$(basename "$(dirname "$file")")
		mkdir -p "$2/$slug"
		cp "$tree.after/$slug-$(basename "$file")" "$2/$slug/$(basename "$file")"
	done
}

# The rules that have a rewrite, with commas.
rewriting=$(tr -d '\n' <"$top/src/ground/rules.def" | sed 's/RULE(/\n&/g' |
	sed -n 's/^RULE([A-Z_]*, "\([a-z-]*\)".*PATCH, \(EMITTED\|OPT_IN\),.*/\1/p' | paste -sd,)

# emit_all DIR: all fixtures, one kernel beside the other.
emit_all() {
	local kernel job jobs=()
	mkdir -p "$1"
	for kernel in 601 612 700; do
		emit_kernel "$kernel" "$1" &
		jobs+=($!)
	done
	for job in "${jobs[@]}"; do
		wait "$job" || return 1
	done
}

# said DIR FILE: the effect that patch said its rewrite of the fixture has.
said() {
	local name
	name=$(basename "$(dirname "$2")")-$(basename "$2")
	sed -n "s,^mm/$name: .*effect \\(.*\\)\$,\\1,p" "$1/$(kernel_of "$2").said"
}

# mail_of DIR KERNEL NAME: the mail about the fixture NAME.c.
mail_of() { grep -lF " b/mm/$3.c" "$1/mails-$2"/*.patch; }

# mailed DIR: 'RULE-NAME.c <tab> smallest state' of each mail of a series.
mailed() {
	local kernel mail
	for kernel in 601 612 700; do
		run_all series "$1/$kernel" -q -o "$1/mails-$kernel" >/dev/null 2>"$1/mails-$kernel.said"
		for mail in "$1/mails-$kernel"/*.patch; do
			[[ $mail != */0000-* ]] || continue
			tr '\n' ' ' <"$mail" | sed -n 's,.*model that differs: \([^)]*\)).* b/mm/\([^ ]*\) .*,\2\t\1\n,p'
		done
	done
}
