# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# The oldest libclang that is supported says what the newest one says: the same
# tests on the fixtures and of the command line, and files of a kernel.
. "$(dirname "$0")/../lib/lib.sh"

oldest=$build/libclang-14
if [ ! -x "$oldest/pfncheck-clang" ]; then
	skip "libclang 14: not packaged here"
	done_testing
	exit 0
fi

# passes TEST: every line of that test, run on the oldest.
passes() {
	PFN_BUILD=$oldest bash "$top/tests/shell/$1.sh" >"$work/tap" || return 1
	sed -n 's/^not ok \(.*\)/\1/p' "$work/tap" | grep -v '# TODO' | tee "$work/bad"
	grep -q '^ok ' "$work/tap" && [ ! -s "$work/bad" ]
}

# of CHECKER FILE: its findings.
of() {
	(cd "$cache/build-6.12-x86_64" && "$1/pfncheck-clang" --level=note \
		--root="$cache/linux-source-6.12" -p . "$cache/linux-source-6.12/$2")
}

same() {
	of "$build" "$1" >"$work/newest" && of "$oldest" "$1" >"$work/old" &&
		[ -s "$work/newest" ] && diff "$work/newest" "$work/old"
}

check "it is libclang 14" grep -q 'clang version 14' \
	<("$oldest/pfncheck-clang" --version)
check "libclang 14: fixtures" passes t-clang-fixtures
check "libclang 14: command line" passes t-clang-cli
for file in mm/gup.c mm/mprotect.c drivers/gpu/drm/i915/i915_mm.c; do
	check "libclang 14: $file of 6.12" same "$file"
done

done_testing
