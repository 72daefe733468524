#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/lib.sh
#
# 0 nothing found, 1 findings, 2 usage, 3 incomplete; on the small tree, whose
# names hold blanks and quotes.
. "$(dirname "$0")/../lib/lib.sh"

tree="$work/a tree's \"copy\""
cp -r "$top/testdata/tree" "$tree"
scan() { "$pfncheck" scan -C "$tree" "$@"; }

check "warnings: 1" status 1 scan
check "scan is the default command" status 1 "$pfncheck" -C "$tree"
check "nothing at that place: 0" status 0 scan mm/clean.c
check "notes are not warnings: 0" status 0 scan mm/policy.c
check "notes on request: 1" status 1 scan --level=note mm/policy.c
check "a rule that is named needs no level: 1" status 1 scan --rule=policy mm/policy.c
check "a rule that finds nothing: 0" status 0 scan --rule=gup-gate
check "--help: 0" status 0 scan --help
check "--version: 0" status 0 "$pfncheck" --version
check "explain: 0" status 0 "$pfncheck" explain
check "a usage error: 2" status 2 scan --no-such-option

# A slip of the finger, and a path that only looks like one.
slip() { status 2 env -C "$tree" "$pfncheck" "${@:2}" >"$work/out" 2>&1 && grep -qF "$1" "$work/out" || { cat "$work/out"; return 1; }; }
check "a command misspelt" slip "did you mean 'scan'?" scna mm
check "a rule misspelt" slip "did you mean 'walk-gate'?" explain wlak-gate
check "also in a list" slip "did you mean 'policy'?" scan --rule=walk-gate,polcy
check "nothing like it" slip "'pfncheck explain' lists them" explain nothing-like-it
mkdir "$tree/scans" && cp "$tree/mm/clean.c" "$tree/scans"
check "a folder called like a command" status 0 env -C "$tree" "$pfncheck" scans
rm -r "$tree/scans"

# -o and its like: what is no regular file stays what it is.  The device is one
# of our own, or else a test that fails takes /dev/null from everybody.
if mknod -m 666 "$work/null" c 1 3 2>/dev/null; then
	check "-o DEVICE: written to" status 1 scan -o "$work/null" mm/gates.c
	check "and still a device" test -c "$work/null"
	check "--write-baseline=DEVICE" status 0 scan --write-baseline="$work/null"
	check "and still a device" test -c "$work/null"
else
	skip "-o DEVICE: no right to make one"
fi
echo old >"$work/target" && ln -s target "$work/link"
check "-o LINK" status 1 scan -o "$work/link" mm/gates.c
check "is still a link" test -L "$work/link"
check "to what was written" grep -q walk-gate "$work/target"

# A file that spatch cannot parse is said, and the rest is still reported.
cat >"$tree/mm/broken.c" <<'C'
int broken(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP
		return 1;
}
C
check "a file that cannot be analysed: 3" status 3 scan --format=json -o "$work/json"
check "it is named" grep -q mm/broken.c "$work/json"
check "the others are reported" grep -q mm/gates.c "$work/json"
check "a scan beside it is complete: 1" status 1 scan mm/gates.c
rm "$tree/mm/broken.c"

# Names are data.
scan --format=json --level=note >"$work/json"
quoted="drivers/it's a \"name\".c"
has_name() { jq -e --arg f "$quoted" 'any(.findings[]; .file == $f)' "$work/json"; }
check "a name with blanks and quotes is reported as it is" has_name
check "and can be asked for" status 1 scan --level=note "$quoted"
odd=$'mm/two\nlines; rm -rf $HOME `id` \\.c'
cp "$tree/mm/gates.c" "$tree/$odd"
check "a name with a newline" status 1 scan "$odd"
rm "$tree/$odd"
check "a tree with blanks in its name, from inside" \
	env -C "$tree/mm" "$pfncheck" scan clean.c

# A scan leaves the tree alone.
find "$tree" -type f -exec sha256sum {} + | sort >"$work/before"
chmod -R a-w "$tree"
scan --level=note >/dev/null 2>&1
chmod -R u+w "$tree"
find "$tree" -type f -exec sha256sum {} + | sort >"$work/after"
check "nothing was written into the tree" cmp "$work/before" "$work/after"

# Twice the same, and the second time from the cache.
scan --format=json --level=note 2>/dev/null | jq -S 'del(.stats)' >"$work/one"
scan --format=json --level=note -j 1 2>/dev/null >"$work/raw"
jq -S 'del(.stats)' "$work/raw" >"$work/two"
check "the same answer again" cmp "$work/one" "$work/two"
check "no engine was asked twice" jq -e '.stats.jobs == .stats.cached' "$work/raw"
scan --format=json --level=note --no-cache 2>/dev/null >"$work/raw"
jq -S 'del(.stats)' "$work/raw" >"$work/two"
check "the same answer without a cache" cmp "$work/one" "$work/two"
check "which asked" jq -e '.stats.cached == 0' "$work/raw"

# Streams and files.
check "the summary goes to stderr" test -z "$(scan mm/clean.c 2>/dev/null)"
check "-q says nothing" test -z "$(scan -q mm/clean.c 2>&1)"
check "no colour and no progress in a file" \
	test -z "$(scan 2>&1 | grep -a $'\033')"
check "--color=always" grep -qa $'\033\[' <(scan --color=always 2>/dev/null)
scan -o "$work/report" 2>/dev/null
check "-o writes what stdout had" cmp "$work/report" <(scan 2>/dev/null)
closed() { status 2 scan >&-; }
check "a closed stdout is an error" closed
full() { status 2 scan >/dev/full; }
check "a full disk is an error" full
done_testing
