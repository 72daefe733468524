# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# early: 3
#
# The kernel's own scripts/coccicheck with our files: placed in a small tree all
# of them run in every mode; on folders of both kernels it reports what pfncheck
# does.  'make compare-coccicheck' has the whole trees.
. "$(dirname "$0")/../lib/lib.sh"

theirs=$cache/linux-source-6.12/scripts/coccicheck
[ -f "$theirs" ] || { skip 'no linux-source-6.12'; done_testing; exit; }

tree=$work/tree
cp -r "$top/testdata/tree" "$tree"
mkdir -p "$tree/scripts/coccinelle" && cp "$theirs" "$tree/scripts"
check "install-coccinelle" make -s -C "$top" B="$build" install-coccinelle KERNEL="$tree"
check "what runs all of them at once is not installed with them" \
	test ! -e "$tree/scripts/coccinelle/pfnmap/pfnmap.cocci"

# What a maintainer of scripts/coccinelle is asked to take.
small_enough() {
	local n
	cat "$tree"/scripts/coccinelle/pfnmap/{*.*,pfnmap/*.*} | wc -l >"$work/lines"
	read -r n <"$work/lines" && [ "$n" -le 5000 ] || { echo "$n lines"; return 1; }
	awk 'FNR == 401 { print FILENAME; bad = 1 } END { exit bad }' \
		"$tree"/scripts/coccinelle/pfnmap/*.cocci
}
check "5000 lines at most, no script with more than 400" small_enough

# coccicheck MODE [ARGUMENT...]: as the kernel's Makefile calls it.
coccicheck() {
	local mode=$1
	shift
	(cd "$tree" && rm -f "$work/debug" && env srctree=. MODE="$mode" J=2 \
		DEBUG_FILE="$work/debug" bash scripts/coccicheck "$@") >"$work/$mode.out"
}
# What spatch has to say beside the commands that coccicheck notes there.
errors() { grep -vE '^/.*spatch |files? match|^$' "$work/debug"; }

for mode in report patch; do
	check "MODE=$mode runs all of them" coccicheck $mode
	check "MODE=$mode: no error" diff /dev/null <(errors)
done
check "report: what pfncheck finds" diff \
	<(sed -n 's,^\(\./\)*\([^:]*:[0-9]*\):.*\[\([a-z-]*\)\]$,\2 \3,p' "$work/report.out" | sort) \
	<("$pfncheck" scan -q -C "$tree" --engine=cocci --level=note --color=never --no-cache |
		sed -n 's,^\([^:]*:[0-9]*\):[0-9]*: [a-z]*: .*\[\([a-z-]*\)\]$,\1 \2,p' | sort)
# As "make M=..." calls it for a module outside of the tree.
module=$work/module
mkdir "$module" && cp "$top/testdata/private-pfnmap/bad.c" "$module"
in_module() {
	(cd "$tree" && srctree=. KBUILD_EXTMOD="$module" MODE=report J=2 DEBUG_FILE="" \
		COCCI=scripts/coccinelle/pfnmap/private-pfnmap.cocci \
		bash scripts/coccicheck) | grep -q "^$module/bad\.c:.*\[private-pfnmap\]"
}
check "a module outside of the tree" in_module
check "patch: a rule without a rewrite names its places" \
	grep -q '^# .*mm/gates\.c:[0-9]*: no rewrite: .*\[linear-pfn\]' "$work/patch.out"
check "one file, as by make C=1 CHECK=scripts/coccicheck" \
	env C=1 bash -c 'cd "$1" && srctree=. MODE=report DEBUG_FILE= \
		bash scripts/coccicheck mm/gates.c | grep -q "mm/gates\.c:.*\[walk-gate\]"' - "$tree"

check "6.12: every mode is at the places that pfncheck finds, hunks apply" env MODES= \
	"$top/tests/kernels/compare-coccicheck" "$build" "$cache" 6.12 virt/kvm drivers/char
check "6.1: coccicheck reports what pfncheck does" env MODES=report \
	"$top/tests/kernels/compare-coccicheck" "$build" "$cache" 6.1 virt/kvm drivers/uio drivers/char
done_testing
