#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# What 'make prove' rests on, without a kernel: the verdict on recorded observations
# and on changed ones, what is read from mails, the program that observes, and that
# the kernels have the options that the test kernels ask for.
. "$(dirname "$0")/../lib/lib.sh"
prove=$top/tests/prove boot=$top/testdata/boot

# What a right kernel and an unmodified one say; see testdata/boot/recorded/README.
before=$boot/recorded/before after=$boot/recorded/after

allowed() { check "$1" "$prove/compare-lines" "$2" "${3:-$before}" "${4:-$after}"; }
# refused NAME EFFECT BEFORE AFTER TEXT: a change is a fault, and the line says why.
refused() {
	local got=0
	"$prove/compare-lines" "$2" "$3" "$4" >"$work/out" 2>&1 || got=$?
	check "$1" test "$got" = 1
	check "$1: says so" grep -F -- "$5" "$work/out"
}
# changed SED: what a right kernel says, with a change.
changed() { sed "$1" "$after" >"$work/changed"; }

allowed 'the same lines are allowed whatever the effect' nfc "$before" "$before"
allowed 'a COWed page may become visible' cow-visible
refused 'not without functional change' nfc "$before" "$after" 'no functional change was stated'
refused 'nor where only huge leaves stay' leaf "$before" "$after" 'is not about'
# COWed pages only: the reader can tell that this is what the sed changes.
changed '/^mem-private cow pagemap pagemap.page0=/s/=.*/=present frame:device/'
refused 'a frame number of a device' abi "$before" "$work/changed" 'tells the frame number of a device'
changed '/^mem-private cow mincore mincore.page0=/s/=.*/=1/'
refused 'a raw entry beside the COWed page' cow-visible "$before" "$work/changed" 'is not about a COWed page'
allowed 'which user space may see differently' abi "$before" "$work/changed"
changed '/^mem-private cow mincore mincore.page1=/s/=.*/=3/'
refused 'a COWed page that looks like no anonymous page' cow-visible "$before" "$work/changed" 'an anonymous page: 1'
changed '/^anon cow mincore mincore.page1=/s/=.*/=0/'
refused 'an anonymous mapping' abi "$before" "$work/changed" 'is not about a mapping of raw frames'
changed '/^mem-private cow mincore behind=/s/=.*/=0/'
refused 'the page behind a mapping' abi "$before" "$work/changed" 'is not about a mapping of raw frames'
changed '/^mem-private cow mincore mincore.page2=/d'
refused 'an observation that is not made any more' abi "$before" "$work/changed" 'is not observed any more'
changed '$a mem-private cow mincore log=WARNING: mm/mincore.c mincore_pte_range()'
refused 'a complaint of the kernel' abi "$before" "$work/changed" 'the kernel complains'
changed '$a mem-private cow mincore ended=oops in mincore_pte_range()'
refused 'a test that ends in an oops' abi "$before" "$work/changed" 'the test does not come to its end'
changed '/^pud-hole-shared fresh smaps leaf=/s/=.*/=torn-down/'
refused 'a huge leaf that was kept' cow-visible "$after" "$work/changed" 'a huge leaf is torn down'
allowed 'one that is kept now' leaf "$work/changed" "$after"
sed '/^mem-private cow mincore /d' "$before" >"$work/died"
echo 'mem-private cow mincore ended=oops in mincore_pte_range()' >>"$work/died"
allowed 'what no kernel may do may end' mended "$work/died" "$before"
# A walk that took a struct page from a huge leaf of raw frames told something of it.
huge='pmd-shared fresh mbind-strict returned' small='mem-shared fresh mbind-strict returned'
{ cat "$before"; printf '%s\n' "$huge=EIO" "$small=0"; } >"$work/guessed"
{ cat "$before"; printf '%s\n' "$huge=0" "$small=0"; } >"$work/asked"
allowed 'what was told of a huge leaf may become what small entries tell' mended "$work/guessed" "$work/asked"
refused 'but not without a bug that is mended' cow-visible "$work/guessed" "$work/asked" 'is not about a COWed page'
refused 'nor anything else' mended "$work/asked" "$work/guessed" 'the stated effect is mended'
refused 'but not without functional change' nfc "$work/died" "$before" 'no functional change was stated'

# The verdict on a series begins with what its mails say.
series() { (cd "$prove" && python3 -c "
import mails, sys
for p in mails.read_series(sys.argv[1]):
    print(p.effect, p.subject)" "$1"); }
check 'a stated effect is read from the mail' test \
	"$(series "$boot/wrong-6.12")" = 'cow-visible mm: pagewalk: walk PFN mappings'

questions() { (cd "$prove" && python3 -c "
import mails, sys, teeth
patches = mails.read_series(sys.argv[1])
files = {n: open(sys.argv[2] + '/' + n, 'rb').read() for n in ('include/q.h', 'mm/q.c')}
found, wrapped = teeth.with_switches(patches, files)
for q in found:
    print(q.line, q.call)
print(wrapped['mm/q.c'].decode())" "$1" "$2"); }
mkdir -p "$work/q/include" "$work/q/mm" "$work/mails"
cat >"$work/q/mm/q.c" <<'C'
static int walk(pte_t pte)
{
	if (pte_is_raw(vma,
		       pte))
		return 0;
	folio = vm_normal_folio_pmd(vma, addr, (pmd));
	page = vm_normal_page(vma, addr, pte);
	return pte_is_rawer(pte);
}
C
touch "$work/q/include/q.h"
cat >"$work/mails/0001-q.patch" <<'M'
From: A <a@example.org>
Subject: [PATCH] mm: ask

No functional change intended.
---
diff --git a/include/q.h b/include/q.h
--- a/include/q.h
+++ b/include/q.h
@@ -1,0 +1,1 @@
+static inline bool pte_is_raw(struct vm_area_struct *vma, pte_t pte)
diff --git a/mm/q.c b/mm/q.c
--- a/mm/q.c
+++ b/mm/q.c
@@ -1,1 +1,2 @@
+	if (pte_is_raw(vma,
+	folio = vm_normal_folio_pmd(vma, addr, (pmd));
M
questions "$work/mails" "$work/q" >"$work/questions" 2>&1
check 'each question of a series gets a switch' grep -qF 'pfn_asked(1, pte_is_raw(vma,' "$work/questions"
check 'an answer that is a page becomes that page' grep -qF \
	'pfn_answer(2, vm_normal_folio_pmd(vma, addr, (pmd)), page_folio(pmd_page((pmd))))' "$work/questions"
check 'what was asked before is no question of the series' grep -qF \
	'	page = vm_normal_page(vma, addr, pte);' "$work/questions"
check 'two questions, two numbers' test "$(grep -c '^[0-9]' "$work/questions")" = 2

for for_um in '' -DFOR_UM; do
	# shellcheck disable=SC2086 # no word where there is no option
	check "the program that observes compiles${for_um:+ with $for_um}" \
		gcc -std=gnu11 -Wall -Wextra -Wno-unused-parameter \
		-Wno-missing-field-initializers -Werror -O2 $for_um \
		-static -o "$work/init" "$boot"/init/*.c
done

# The names of all options that a fragment sets.
options() { sed -n 's/^\(# \)\?CONFIG_\([A-Z0-9_]*\)[= ].*/\2/p' "$@"; }
# Some have another name in another version: one that has it is enough.
find "$cache"/linux-source-*/ -name 'Kconfig*' -not -path '*/tools/*' -exec \
	sed -nE 's/^[[:space:]]*(menu)?config ([A-Z0-9_]+)$/\2/p' {} + |
	sort -u >"$work/known"
if [ -s "$work/known" ]; then
	options "$boot"/*.config | sort -u | comm -23 - "$work/known" >"$work/unknown"
	check 'the options of the test kernels exist' diff /dev/null "$work/unknown"
else
	skip 'options of the test kernels: no kernel is unpacked'
fi

# A machine has the time that it needs, as long as it says something.
machine() { (cd "$prove" && python3 -c "
import boot, sys
boot.SILENCE = 3
boot.run_for(['sh', '-c', sys.argv[1] + '; touch $work/ended'], ('$work/said',))" "$1"); }
rm -f "$work/ended"; machine "for i in 1 2 3 4 5; do sleep 1; echo >>$work/said; done"
check 'a slow machine gets to its end' test -e "$work/ended"
rm -f "$work/ended"; machine 'sleep 60'
check 'one that says nothing any more is ended' test ! -e "$work/ended"

done_testing
