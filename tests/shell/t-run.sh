#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# t-run - the last line of a run of tests counts what gave up or never started,
# and what stands behind such a test is still run.
. "$(dirname "$0")/../lib/lib.sh"

test_says() { # NAME COMMANDS
	printf '#!/bin/sh\n%s\n' "$2" >"$work/$1"
	chmod +x "$work/$1"
}
test_says good 'echo 1..1; echo ok 1'
test_says bad 'echo 1..1; echo not ok 1'
test_says bails 'echo 1..2; echo ok 1; echo "Bail out! no"; kill -ABRT $$'
test_says planless 'echo ok 1'
test_says gap 'echo 1..1; echo "not ok 1 # TODO later"'

# ends WANT STATUS JOBS TEST...: the last line, and the exit status.
ends() {
	local want=$1 status=$2 got=0
	export J=$3
	shift 3
	"$top/tests/run" "${@/#/$work/}" >"$work/out" 2>&1 || got=$?
	[ "$got" = "$status" ] && [ "$(tail -n 1 "$work/out")" = "$want" ] ||
		{ echo "exit $got"; cat "$work/out"; return 1; }
}
for jobs in 1 2; do
	check "$jobs at once: all pass" ends "1 passed, 0 failed" 0 $jobs good
	check "$jobs at once: one fails" ends "1 passed, 1 failed" 1 $jobs bad good
	check "$jobs at once: one gives up" ends "2 passed, 1 failed" 1 $jobs bails good
	check "$jobs at once: none of that name" ends "1 passed, 1 failed" 1 $jobs none good
	check "$jobs at once: one breaks off" ends "2 passed, 1 failed" 1 $jobs planless good
	check "$jobs at once: a known gap is none" ends "1 passed, 0 failed" 0 $jobs gap good
done
done_testing
