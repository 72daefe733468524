# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# lib.sh - what every t-*.sh starts with: TAP, a private folder, and the paths
# that tests/build.mk hands over.  A test says 'ok NAME' or 'not_ok NAME', or
# runs 'check NAME COMMAND...'; 'done_testing' ends it.
set -u

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=${PFN_BUILD:-$top/build}
# shellcheck disable=SC2034 # for the scripts that source this
cache=${PFN_CACHE:-$top/.cache}
# What was read by hand, with the lines of the kernels that are here (kernels.mk).
# shellcheck disable=SC2034
labels=$cache/labels
# shellcheck disable=SC2034
pfncheck=$build/pfncheck
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Each spatch asks python3 where its library is; a version manager's script takes
# longer to say so than a fixture takes to be parsed.
case $(head -c 2 "$(command -v python3)") in '#!') PATH=/usr/bin:$PATH ;; esac
export LC_ALL=C XDG_CACHE_HOME="$work/xdg"
tap_n=0

ok() { tap_n=$((tap_n + 1)); echo "ok $tap_n - $*"; }
not_ok() { tap_n=$((tap_n + 1)); echo "not ok $tap_n - $*"; }
skip() { tap_n=$((tap_n + 1)); echo "ok $tap_n # SKIP $*"; }
todo() { tap_n=$((tap_n + 1)); echo "not ok $tap_n - $1 # TODO ${*:2}"; }
done_testing() { echo "1..$tap_n"; }

# check NAME COMMAND...: passes if the command succeeds; else shows its output.
check() {
	local name=$1
	shift
	if "$@" >"$work/check.out" 2>&1; then
		ok "$name"
	else
		not_ok "$name"
		sed 's/^/# /' "$work/check.out" | head -n 40
	fi
}

# status WANT COMMAND...: succeeds if the command exits with that status.
status() {
	local want=$1 got=0
	shift
	"$@" || got=$?
	[ "$got" = "$want" ] || { echo "exit status $got, wanted $want"; return 1; }
}

# message FILE: what a mail says, without what is the series' own: number and date.
message() {
	sed -n '/^Subject: /,/^---$/p' "$1" | sed '$d' |
		perl -0pe 's/\n (?=.*\n\n)/ / if /^Subject: .*\n /; s/^Subject: \[PATCH[^]]*\] //'
}
