# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# Patch mode of the scripts alone, as coccicheck runs them: bad*.c becomes
# fixed*.c to the letter, without a finding left, and manual.c stays as it is.
# What the driver makes of the fixtures is asked by t-model.sh.
. "$(dirname "$0")/../lib/lib.sh"
. "$top/tests/lib/model.sh"
. "$top/tests/lib/emit.sh"
. "$top/tests/lib/cocci.sh"

# What the driver and 'instantiate' read off a tree, by the kernel of a fixture.
for_kernel() {
	case $(mark "$1" kernel) in
	6.1) know_tree "" "vm_normal_page follow_pte is_cow_mapping" ;;
	7.0) know_tree "" "pud_special vm_normal_page_pud vma_test is_cow_mapping" ;;
	*) know_tree "" "pud_special follow_pfnmap_start is_cow_mapping" ;;
	esac
}

# script_of SLUG: the one that finds it
script_of() {
	[ ! -f "$scripts/$1.cocci" ] && echo reads || echo "$1"
}

# rewrite SLUG FILE: the file after patch mode, on stdout
rewrite() {
	cp "$2" "$work/in.c"
	cocci "$(script_of "$1")" patch -D opt_in --in-place "$work/in.c" \
		>"$work/log" 2>&1 || return 1
	cat "$work/in.c"
}

# becomes SLUG BEFORE AFTER
becomes() {
	plain "$2" >"$work/before.c"
	plain "$3" >"$work/want.c"
	rewrite "$1" "$work/before.c" >"$work/after.c" || { cat "$work/log"; return 1; }
	diff -u "$work/want.c" "$work/after.c"
}

findings() { # SLUG FILE
	cocci "$(script_of "$1")" report --no-show-diff "$2" 2>/dev/null |
		grep -F "[$1]"
}

for slug in walk-gate entry-test follow-gate gup-gate private-pfnmap; do
	dir=$top/testdata/$slug
	for bad in "$dir"/bad*.c; do
		fixed=${bad/bad/fixed}
		name=$slug/$(basename "$bad")
		[ -f "$fixed" ] || continue
		# What the driver reads off a tree a script alone does not know.
		[ "$(mark "$bad" needs)" != tree ] || continue
		for_kernel "$bad"
		check "$name is rewritten to the letter" becomes $slug "$bad" "$fixed"
		check "$name: nothing is left to say" diff /dev/null <(findings $slug "$work/after.c")
	done
	for_kernel "$dir/manual.c"
	check "$slug/manual.c stays" becomes $slug "$dir/manual.c" "$dir/manual.c"
done

# A script whose rules all hold a word is asked of the files that hold one; of a
# whole tree nearly no file is parsed then.
mkdir "$work/nothing"
printf 'int nothing(void)\n{\n\treturn 0;\n}\n' >"$work/nothing/nothing.c"
parses_nothing() { # MODE SCRIPT
	(cd "$scripts" && spatch --sp-file "$2.cocci" -D "$1" --quiet --no-includes \
		--include-headers --use-coccigrep --macro-file macros.h \
		--dir "$work/nothing") >"$work/log" 2>&1
	grep -q '^0 files match' "$work/log" && ! grep HANDLING "$work/log"
}
for script in reads special-leak follow-refcount private-pfnmap unasked-entry \
	pfnmap; do
	for mode in report patch; do
		check "$script.cocci in $mode mode: a file without a word of it is not parsed" \
			parses_nothing $mode $script
	done
done

# The patch that the message discussion was about, laid onto a 6.12 tree.
walk=$cache/linux-source-6.12/mm/pagewalk.c
if [ -f "$walk" ]; then
	perl -0pe 's{(struct folio \*folio_walk_start\(.*?mmap_assert_locked\(vma->vm_mm\);\n)}{$1
	/* It has no folio backing the mappings at all.. */
	if (vma->vm_flags & (VM_IO | VM_PFNMAP))
		return NULL;

}s' "$walk" >"$work/hunk.c"
	sed 's/ || pud_special(pud)//' "$work/hunk.c" >"$work/hunk-pud.c"
	line=$(grep -n 'VM_IO | VM_PFNMAP' "$work/hunk.c" | cut -d: -f1)
	check 'the added gate is a walk-gate' \
		grep -q ":$line:.*\[walk-gate\]" <(findings walk-gate "$work/hunk.c")
	rewrite walk-gate "$work/hunk.c" >"$work/after.c"
	check 'the added gate goes' diff -B "$walk" "$work/after.c"
	rewrite walk-gate "$work/hunk-pud.c" >"$work/after.c"
	check 'the special test of a pud comes back' diff -B "$walk" "$work/after.c"
else
	skip 'no linux-source-6.12'
fi

done_testing
