# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# The Python package of the semantic patches, without spatch: tests/package.
. "$(dirname "$0")/../lib/lib.sh"

export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$build/semantic-patches"
python3 -m unittest discover -v -s "$top/tests/package" >"$work/out" 2>&1
while read -r name where; do
	ok "$name $where"
done < <(sed -n 's/^\(test_[a-z_]*\) \(([a-z_A-Z.]*)\).* ok$/\1 \2/p' "$work/out")
check "the package's tests pass" grep -qx OK "$work/out"
[ "$tap_n" -gt 20 ] || not_ok "there are tests: $tap_n"
grep -qx OK "$work/out" || sed 's/^/# /' "$work/out"
done_testing
