# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# The model: it holds what the kernel's documentation states; every rewrite has
# the effect that is declared for it; careless rewrites of what is marked
# manual are seen to be broken; every mutant is told apart, at least eight for
# each rewritten function.
. "$(dirname "$0")/lib.sh"
. "$top/tests/model.sh"

tab=$(printf '\t')

# Lines 'ok NAME' and 'not ok NAME' of another program, numbered here.
forward() {
	local line
	while IFS= read -r line; do
		case $line in
		ok\ *) ok "${line#ok }" ;;
		not\ ok\ *) not_ok "${line#not ok }" ;;
		esac
	done
}

for config in "$build"/model/*/invariants; do
	[ -x "$config" ] || continue
	forward < <("$config" "$(basename "$(dirname "$config")")")
done

# computed RULE BEFORE AFTER: is the computed effect of the file the declared?
computed() {
	local out got want
	out=$(effects "$1" "$2" "$3" "$work/run") || { echo "$out"; return 1; }
	got=$(cut -f3 <<<"$out" | worst)
	want=$(declared "$1" "$2")
	[ -n "$got" ] && [ "$got" = "$want" ] && return 0
	echo "computed '$got', declared '$want'"
	echo "$out"
	return 1
}

# teeth BEFORE AFTER: all mutants told apart, eight or more for each case.
teeth() {
	local list name n
	list=$(mutants "$1" "$2" "$work/run")
	! grep "^alive" <<<"$list" || return 1
	for name in $(cases "$2"); do
		n=$(grep -c "^killed$tab.*[$tab ]\\($name\\|\\*\\) " <<<"$list")
		[ "$n" -ge 8 ] || { echo "$name: only $n mutants"; return 1; }
	done
	grep -c "^killed" <<<"$list" >>"$work/killed"
}

while read -r rule before after; do
	file=$rule/$(basename "$before")
	check "effect of $file" computed "$rule" "$before" "$after"
	[ "$(mark "$before" effect)" = broken ] && continue
	check "mutants of $file" teeth "$before" "$after"
done < <(pairs)
echo "# $(awk '{ n += $1 } END { print n }' "$work/killed") mutants told apart"

# careless FILE: drops each expected gate, asks the entry for each entry test.
careless() {
	awk '/expect: walk-gate/ { skip = 3 }
	/expect: entry-test/ && !/pud/ {
		sub(/vma->vm_flags & .*\) /, "!vm_normal_page(vma, addr, pte)) ") }
	skip > 0 { skip--; next }
	{ print }' "$1"
}

# A careless rewrite of FUNCTION in the manual.c of RULE is broken.
broken() {
	local before=$top/testdata/$1/manual.c
	sed '/^\/\* No question exists/,$d' "$before" >"$work/manual.c"
	careless "$work/manual.c" >"$work/careless.c"
	effects "$1" "$work/manual.c" "$work/careless.c" "$work/run" >"$work/table"
	grep -q "${tab}$2${tab}broken" "$work/table" || { cat "$work/table"; return 1; }
}

for name in entries_are_not_filtered walk_would_split_leaves \
	    walk_selects_pfnmap gate_before_zap; do
	check "careless walk-gate of $name is broken" broken walk-gate $name
done
for name in zero_pages_pass one_flag_of_two; do
	check "careless entry-test of $name is broken" broken entry-test $name
done

done_testing
