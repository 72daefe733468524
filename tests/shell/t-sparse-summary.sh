# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# Gates in one file, walks in another: what pfncheck-sparse --summary says about
# the second is what the gate is judged by in the first.
. "$(dirname "$0")/../lib/lib.sh"

sparse=$build/pfncheck-sparse

# Three walks: asked at each level, asked at none, and one that hands on.
cat >"$work/walks.c" <<'END'
#include <linux/mm.h>
#include <linux/pagewalk.h>
void walk_page_range_asked(struct vm_area_struct *vma, p4d_t *p4d, unsigned long addr)
{
	pud_t *pudp = pud_offset(p4d, addr), pud = pudp_get(pudp);
	pmd_t *pmdp, pmd;
	pte_t *ptep, pte;
	if (pud_leaf(pud)) {
		if (pud_present(pud) && !pud_special(pud))
			mark_page_accessed(pud_page(pud));
		return;
	}
	pmdp = pmd_offset(pudp, addr);
	pmd = pmdp_get(pmdp);
	if (pmd_leaf(pmd)) {
		if (pmd_present(pmd) && vm_normal_page_pmd(vma, addr, pmd))
			mark_page_accessed(pmd_page(pmd));
		return;
	}
	ptep = pte_offset_map(pmdp, addr);
	if (!ptep)
		return;
	pte = ptep_get(ptep);
	if (pte_present(pte) && vm_normal_page(vma, addr, pte))
		mark_page_accessed(pte_page(pte));
	pte_unmap(ptep);
}
void walk_page_range_raw(struct vm_area_struct *vma, pmd_t *pmdp, unsigned long addr)
{
	pte_t *ptep = pte_offset_map(pmdp, addr);
	if (ptep)
		mark_page_accessed(pte_page(ptep_get(ptep)));
}
void walk_page_range_gated(struct vm_area_struct *vma, p4d_t *p4d, unsigned long addr)
{
	if (!(vma->vm_flags & VM_MIXEDMAP))
		walk_page_range_asked(vma, p4d, addr);
}
static int touch(pte_t *pte, unsigned long addr, unsigned long next, struct mm_walk *walk)
{
	if (pte_present(ptep_get(pte)) && vm_normal_page(walk->vma, addr, ptep_get(pte)))
		mark_page_accessed(pte_page(ptep_get(pte)));
	return 0;
}
static const struct mm_walk_ops ops = { .pte_entry = touch };
void walk_page_range_set(struct vm_area_struct *vma, p4d_t *p4d, unsigned long addr)
{
	walk_page_range(vma->vm_mm, addr, addr + PAGE_SIZE, &ops, NULL);
}
static void walk_page_range_mine(struct vm_area_struct *vma, pmd_t *pmdp, unsigned long addr)
{
	walk_page_range_raw(vma, pmdp, addr);
}
void other(struct vm_area_struct *vma, pmd_t *pmdp, unsigned long addr)
{
	walk_page_range_mine(vma, pmdp, addr);
}
END
cat >"$work/between.c" <<'END'
#include <linux/mm.h>
#include <linux/pagewalk.h>
void walk_page_range_raw(struct vm_area_struct *vma, pmd_t *pmdp, unsigned long addr);
static void helper(struct vm_area_struct *vma, pmd_t *pmdp, unsigned long addr)
{
	walk_page_range_raw(vma, pmdp, addr);
}
void walk_page_range_on(struct vm_area_struct *vma, pmd_t *pmdp, unsigned long addr)
{
	helper(vma, pmdp, addr);
}
END
{
	echo '#include <linux/mm.h>'
	echo '#include <linux/pagewalk.h>'
	for walk in asked gated set raw on lost; do
		level=pmd_t
		case $walk in asked | gated | set) level=p4d_t ;; esac
		echo "void walk_page_range_$walk(struct vm_area_struct *vma, $level *p, unsigned long addr);"
		echo "void gate_$walk(struct vm_area_struct *vma, unsigned long addr)"
		echo "{"
		echo "	extern $level *table;"
		echo "	if (vma->vm_flags & VM_PFNMAP)"
		echo "		return;"
		echo "	walk_page_range_$walk(vma, table, addr);"
		echo "}"
	done
} >"$work/gates.c"

run() { (cd "$work" && "$sparse" --json --root="$work" "-I$top/testdata/include" "$@"); }
run --summary walks.c >"$work/summaries"
run --summary between.c >>"$work/summaries"
names() { jq -r 'select(.walker).walker.name' "$work/summaries" | sort | paste -sd' '; }
check "walks that others can call are summed up" test "$(names)" = \
	"walk_page_range_asked walk_page_range_gated walk_page_range_on walk_page_range_raw walk_page_range_set"
check "a summary holds no findings" test "$(grep -c finding "$work/summaries")" = 0

# gate NAME: 'STATE WHY' of the finding in gate_NAME().
gate() { jq -r --arg f "gate_$1" 'select(.finding.function == $f).finding.fix |
	"\(.state) \(.why)"' "$work/answer"; }
says() { grep -qF -- "$2" <<<"$(gate "$1")" || { gate "$1"; return 1; }; }

run gates.c >"$work/answer"
for walk in asked raw on; do
	check "without summaries: $walk" says $walk \
		"manual the walk is in another file: walk_page_range_$walk()"
done
run --summaries=summaries gates.c >"$work/answer"
check "an asked walk lets the gate go" says asked \
	"emitted filtered: pte yes, pmd yes, pud yes"
line=$(grep -n 'mark_page_accessed(pte_page(ptep_get(ptep)))' "$work/walks.c" | cut -d: -f1)
check "an unasked one does not, and the effect has its place" says raw \
	"manual filtered: pte no, pmd yes; first unfiltered effect at walks.c:$line"
check "the same through a third file" says on \
	"manual filtered: pte no, pmd yes; first unfiltered effect at walks.c:$line"
check "the path is told" jq -se '[.[] | select(.finding.function == "gate_raw").finding.path[] |
	select(.file == "walks.c")] | length >= 2' "$work/answer"
check "a gate of its own" says gated "the walk in another file gates a second time"
check "walk_page_test() is one" says set "the walk in another file gates a second time"
check "a walk that nobody knows" says lost \
	"manual the walk is in another file: walk_page_range_lost()"

# Nothing is built on half a file, and bad input is an error.
sed 's/vma->vm_mm/vma->no_such_member/' "$work/walks.c" >"$work/broken.c"
sed -i '1i int x = undeclared;' "$work/broken.c"
check "no summary of a file with errors" test \
	"$(run --summary broken.c 2>"$work/err" | grep -c '"walker"')" = 0
echo 'no summary' >"$work/bad"
check "summaries that cannot be read" status 2 run --summaries=bad gates.c
check "summaries that are not there" status 2 run --summaries=none gates.c

done_testing
