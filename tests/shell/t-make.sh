# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# t-make - the README's two commands on a machine that has nothing yet: what
# they wait for, from make's own data base (a dry run would run $(MAKE) lines).
. "$(dirname "$0")/../lib/lib.sh"

# needs TARGET [VAR=VALUE...]: its prerequisites, with a cache that is not there.
needs() {
	make -pq -C "$top" CACHE="$work/none" "${@:2}" no-such-target 2>/dev/null |
		sed -n "s/^$1: //p" | tr ' ' '\n'
}
needs scan-% >"$work/scan"
needs scan KERNEL=/some/tree >"$work/tree"
needs kernels >"$work/kernels"

check "make scan unpacks a kernel" grep -q '/linux-source-%/Makefile$' "$work/scan"
check "and prepares it for clang and sparse" \
	grep -q '/build-.*-x86_64/.*\.cmd$' "$work/scan"
check "as a user prepares a build" grep -q '/pfncheck prepare .*linux-source-' \
	<(make -n -C "$top" CACHE="$work/none" "$work/none/build-6.12-x86_64/scripts/mod/.empty.o.cmd" 2>&1)
check "a tree that is named is taken as it is" \
	status 1 grep -e linux-source -e x86_64 "$work/tree"
check "make check waits for what it needs" grep -qx ready <(needs check)
check "kernels are prepared beside the rest of it" \
	grep -q ' -j.* kernels ' <(sed -n '/^ready:/,/^$/p' "$top/tests/build.mk")
for v in 7.3 6.12 6.1; do
	check "of $v" grep -q "/build-$v-x86_64/.*\.cmd$" "$work/kernels"
done
for v in 6.12 6.1; do
	check "of $v, as a repository" grep -q "/linux-git-$v/index$" "$work/kernels"
done

# kept: does a pattern rule's unpacked kernel outlive what is made of it?
kept() {
	printf '%s\n' 'CACHE = none' 'J = 1' 'B = none' 'DEPS =' 'none/pfncheck:' 'all: none/build-1-x86_64/scripts/mod/.empty.o.cmd' \
		"include $top/tests/kernels/build.mk" >"$work/mk"
	(cd "$work" && mkdir -p tests/kernels && touch tests/kernels/build.mk &&
		make -n -f mk all >made) && ! grep '^rm [^-]' "$work/made"
}
check "an unpacked kernel is no step that make removes" kept

done_testing
