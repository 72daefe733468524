# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# t-fuzz.sh - every fuzz target over its corpus and all prefixes of it.
. "$(dirname "$0")/../lib/lib.sh"

for source in "$top"/tests/fuzz/f-*.c; do
	name=$(basename "$source" .c)
	check "$name over its corpus" "$build/tests/fuzz/$name" -q
done
done_testing
