#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/lib.sh
#
# The formats say the same findings, each as its readers want it: compilers'
# lines for editors, JSON, SARIF, org, and a page that works without a network.
. "$(dirname "$0")/../lib/lib.sh"

tree="$work/a tree <b>"
cp -r "$top/testdata/tree" "$tree"
cat >"$tree/mm/<img src=x onerror=alert(1)>.c" <<'C'
#include <linux/mm.h>

int x(struct vm_area_struct *vma)
{
	/* </script><script>alert(2)</script> "quoted" & more */ if (vma->vm_flags & VM_PFNMAP)
		return 1;
	return 0;
}
C
cat >"$tree/mm/broken.c" <<'C'
int broken(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP
		return 1;
}
C
for f in text json sarif org html; do
	check "--format=$f" status 3 "$pfncheck" scan -C "$tree" --level=note \
		--format=$f -o "$work/$f"
done
places() { jq -r '.findings[] | "\(.file):\(.line):\(.column):\(.rule)"' "$work/json"; }
places >"$work/places"
n=$(wc -l <"$work/places")
check "there is something to compare" test "$n" -ge 7
same() { diff -u "$work/places" -; }

# Text: vim's default errorformat is %f:%l:%c: %m, Emacs' gnu pattern likewise.
from_text() {
	sed -n 's/^\([^ |][^|]*\):\([0-9]*\):\([0-9]*\): \(warning\|note\): .* \[\([a-z-]*\)\]$/\1:\2:\3:\5/p' "$work/text" | same
}
check "text has them all" from_text
# What an editor would jump to, "FILE:LINE:COLUMN" each.
places_only() { sed 's/:[a-z-]*$//' "$work/places"; }
if vim --version 2>/dev/null | grep -q '+quickfix'; then
	# Started in the tree as "vim -q", so that it names files as we do.
	(cd "$tree" && vim -Nesu NONE -q "$work/text" -c "redir! > $work/quickfix" \
		-c 'for q in getqflist() | if q.valid && q.col | echo printf("%s:%d:%d", bufname(q.bufnr), q.lnum, q.col) | endif | endfor' \
		-c qa!)
	vim_places() { grep . "$work/quickfix" | diff - <(places_only); }
	check "vim -q jumps to all" vim_places
else
	skip "vim -q: no vim with quickfix"
fi
if command -v emacs >/dev/null; then
	emacs_places() {
		emacs -Q --batch -l "$top/tests/lib/jumps.el" "$work/text" | diff - <(places_only)
	}
	check "Emacs' compile mode jumps to all" emacs_places
else
	skip "Emacs' compile mode: not installed"
fi
caret() { grep -A2 '^mm/gates.c:36:' "$work/text" | tail -1 | grep -q '^      | 	  *^$'; }
check "the caret stands below its token" caret
check "what is incomplete is a line too" grep -q '^mm/broken.c:[0-9]*: incomplete: ' "$work/text"

named() {
	jq -e '[.findings[] | select(.message | test("^VM_[A-Z/_]* read "))] |
		(map(.flags) | flatten | index("VM_MIXEDMAP")) and
		all(.[]; .flags as $f | .message | startswith($f | join("/")))' \
		"$work/json" && grep -q ' VM_MIXEDMAP read asserts ' "$work/text"
}
check "a message names the flags that are read" named

# JSON: the members of the documented version.
json() {
	jq -e '.version == 1 and (.tree | has("path") and has("kernel") and (.has | type == "array"))
	  and all(.findings[]; has("rule") and has("level") and has("file") and
	    (.line | . >= 1) and (.column | . >= 1) and has("function") and
	    has("expression") and (.flags | length >= 1) and has("carrier") and
	    (.engines | length >= 1) and (.fix | has("state") and has("effect") and has("why"))
	    and has("message") and (.fingerprint | test("^[0-9a-f]{16}$")))
	  and (.incomplete | length >= 1) and all(.incomplete[]; has("file") and has("engine") and has("reason"))
	  and (.stats | has("files_indexed") and has("candidates") and has("cached") and has("seconds"))' "$work/json"
}
check "JSON has every member" json
check "fingerprints are unique" jq -e '[.findings[].fingerprint] | length == (unique | length)' "$work/json"
empty() {
	"$pfncheck" scan -q -C "$tree" mm/clean.c --format=json |
		jq -e ".findings == [] and .incomplete == [] and .stale == []"
}
check "arrays are there when empty" empty

# SARIF: the structure that the 2.1.0 schema requires, and what we promise.
check "SARIF is well-formed" python3 "$top/tests/lib/sarif.py" "$work/sarif"
# What only a build can say: the path to an effect that no entry was asked for.
kernel() {
	"$pfncheck" scan -q -C "$cache/linux-source-6.12" --build-dir="$cache/build-6.12-x86_64" \
		--cache-dir="$cache/answers" --level=note --format="$1" -o "$work/kernel.$1" fs/proc
}
kernel sarif
check "SARIF has the path to an unfiltered effect" \
	jq -e 'any(.runs[0].results[]; has("codeFlows"))' "$work/kernel.sarif"
from_sarif() {
	jq -r '.runs[0].results[] | .ruleId as $r | .locations[0].physicalLocation |
	  "\(.artifactLocation.uri | gsub("%20";" ") | gsub("%22";"\"") | gsub("%27";"\u0027") | gsub("%3C";"<") | gsub("%3E";">") | gsub("%3D";"=") | gsub("%28";"(") | gsub("%29";")")):\(.region.startLine):\(.region.startColumn):\($r)"' \
	  "$work/sarif" | same
}
check "SARIF has them all" from_sarif
sarif_prints() { [ "$(jq -c '[.runs[0].results[].partialFingerprints[]]' "$work/sarif")" = "$(jq -c '[.findings[].fingerprint]' "$work/json")" ]; }
check "with their fingerprints" sarif_prints
"$pfncheck" explain | awk '{ print $1, $2 }' >"$work/rules"
sarif_rules() { jq -r '.runs[0].tool.driver.rules[] | "\(.id) \(.defaultConfiguration.level)"' "$work/sarif" | diff - "$work/rules"; }
check "it describes every rule" sarif_rules

# A fix: what it makes of the file is what 'pfncheck patch' makes of it.
fixes=$work/fixes
cp -r "$top/testdata/tree" "$fixes" && cp "$top/testdata/entry-test/bad.c" "$fixes/mm/entry.c"
"$pfncheck" scan -q -C "$fixes" --rule=entry-test --format=sarif -o "$work/fix.sarif"
check "a rewrite is a fix" jq -e 'any(.runs[0].results[]; has("fixes"))' "$work/fix.sarif"
python3 "$top/tests/lib/sarif.py" "$work/fix.sarif" "$fixes/mm/entry.c" >"$work/by-sarif"
cp -r "$fixes" "$fixes.html"
"$pfncheck" patch -q -C "$fixes" --rule=entry-test >"$work/fix.diff"
"$pfncheck" patch -q -C "$fixes" --rule=entry-test --in-place
html_diff() {
	"$pfncheck" scan -q -C "$fixes.html" --rule=entry-test --format=html |
		sed -n '/^<pre><span class="head">--- /,/<\/pre>/p' | sed '/<\/pre>/q; s/<[^>]*>//g' |
		sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g; /<\/pre>/d' |
		diff - "$work/fix.diff"
}
check "which does what the patch does" cmp "$work/by-sarif" "$fixes/mm/entry.c"
schema=$cache/sarif-schema.json
if [ -s "$schema" ]; then
	check "SARIF against the published schema" "$top/tests/lib/sarif-schema.py" \
		"$schema" "$work/sarif" "$work/kernel.sarif" "$work/fix.sarif"
else
	skip "SARIF against the published schema: no npm that could fetch it"
fi

# Org, as coccicheck makes it.
from_org() {
	sed -n 's/^\* TODO \[\[view:.*::face=ovl-face1::linb=\([0-9]*\)::colb=\([0-9]*\)::cole=[0-9]*\]\[\(.*\):[0-9]*: .* (\([a-z-]*\))\]\]$/\3 \1 \2 \4/p' "$work/org" |
		awk '{ c = $(NF - 1) + 1; l = $(NF - 2); r = $NF; NF -= 3; print $0 ":" l ":" c ":" r }' | same
}
check "org has them all" from_org

# The page, in a real browser.
check "the page has no script of the tree's" test "$(grep -c '<script>' "$work/html")" = 1
offline() { ! grep -E '<[a-z][^>]*(src|href)=|https?:|@import|url\(' "$work/html"; }
check "and needs no network" offline
check "it shows a rewrite as a diff" html_diff
kernel html
html_path() {
	jq -r '[.runs[0].results[] | select(has("codeFlows"))][0].codeFlows[0].threadFlows[0].locations[].location.physicalLocation | "\(.artifactLocation.uri):\(.region.startLine)"' \
		"$work/kernel.sarif" >"$work/steps"
	[ "$(wc -l <"$work/steps")" -gt 1 ] || return
	grep '^<ol>' "$work/kernel.html" | head -n 1 | sed 's/<li>/\n/g' |
		sed -n 's,^<code>\([^<]*\)</code>.*,\1,p' | diff - "$work/steps"
}
check "and the path to an unfiltered effect" html_path
# Chromium goes by the ending.
mv "$work/html" "$work/page.html"
if command -v chromium >/dev/null; then
	check "the page in Chromium" python3 "$top/tests/lib/page.py" "$work/page.html" \
		"$work/json" "${PFN_SHOTS:-$work}"
else
	skip "the page in Chromium: not installed"
fi
done_testing
