# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# early: 2
#
# The model: it holds what the kernel's documentation states; what 'pfncheck
# patch' makes of each fixture is the text that stands beside it, and has the
# effect that patch says and that is declared; each manual.c stays as it is for
# the reasons that stand in manual.why; careless rewrites of what is marked
# manual are seen to be broken; every mutant is told apart, at least eight for
# each rewritten function; the walk callbacks of testdata/filter/ do what their
# markers say.
. "$(dirname "$0")/../lib/lib.sh"
. "$top/tests/lib/model.sh"
. "$top/tests/lib/emit.sh"
emitted=$work/emitted

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
	[ -n "$(mark "$2" effect)" ] || echo "$1" >>"$work/shown"
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

# as_written RULE BEFORE AFTER: was what stands beside the fixture emitted, and
# does patch say the effect that was computed?
as_written() {
	diff -u <(plain "${2/\/bad/\/fixed}") "$3" &&
		diff <(declared "$1" "$2") <(said "$emitted" "$2")
}

# in_words RULE BEFORE AFTER: a smallest state that the mail names is one that
# the model computes for a function of the file.
in_words() {
	local state
	effects "$1" "$2" "$3" "$work/run" | cut -f5 | sort -u >"$work/states"
	state=$(sed -n "s,^$1-$(basename "$2")$tab,,p" "$work/mailed")
	grep -qxF -e "${state:--}" "$work/states" && return 0
	echo "the mail says '$state', the model:"
	cat "$work/states"
	return 1
}

check "patch runs on the fixtures of each kernel" emit_all "$emitted"
mailed "$emitted" >"$work/mailed"
while read -r rule before after; do
	file=$rule/$(basename "$before")
	if [ "$rule" != form ]; then
		check "patch emits $file as it is written" \
			as_written "$rule" "$before" "$after"
		check "the mail of $file names its smallest state" \
			in_words "$rule" "$before" "$after"
	fi
	check "effect of $file" computed "$rule" "$before" "$after"
	[ "$(mark "$before" effect)" = broken ] && continue
	# Where nothing calls the handlers, another fixture of the rewrite has them.
	[ -n "$(mark "$before" mutants)" ] && continue
	check "mutants of $file" teeth "$before" "$after"
done < <(pairs "$emitted")
echo "# $(awk '{ n += $1 } END { print n }' "$work/killed") mutants told apart"

# Mails as a maintainer gets them, one of each kind; read before it is changed.
for file in "$top"/tests/mails/*.txt; do
	name=$(basename "$file" .txt)
	check "the mail of ${name#*-} reads as it was judged" diff -u "$file" \
		<(message "$(mail_of "$emitted" "${name%%-*}" "${name#*-}")")
done

for file in "$top"/testdata/*/manual*.c; do
	rule=$(basename "$(dirname "$file")")
	check "patch leaves $rule/$(basename "$file") alone" \
		diff <(plain "$file") "$emitted/$rule/$(basename "$file")"
done

# reasons FILE: 'LINE: REASON' of each read of a manual fixture that stays.
reasons() {
	jq -r --arg file "mm/$(basename "$(dirname "$1")")-$(basename "$1")" '
		.findings[] | select(.file == $file and .fix.state == "manual") |
		"\(.line): \(.fix.why)"' "$work/scanned-$(kernel_of "$1").json"
}

for kernel in 601 612 700; do
	run_all scan "$emitted/$kernel" -q --format=json -o "$work/scanned-$kernel.json"
done
for file in "$top"/testdata/*/manual*.c; do
	check "$(basename "$(dirname "$file")")/$(basename "$file") stays for the reason that is given" \
		diff "${file%.c}.why" <(reasons "$file")
done

# A row of the table whose effect no fixture shows would say anything.
for rule in ${rewriting//,/ }; do
	check "a fixture of $rule has the effect of the table" \
		grep -qx "$rule" "$work/shown"
done

# careless FILE: drops each expected gate, asks the entry for each entry test.
careless() {
	awk '/expect: walk-gate/ { skip = 3 }
	/^void .*\(/ { ask = /pmd_t pmd/ ? "_pmd(vma, addr, pmd)" : "(vma, addr, pte)" }
	/expect: entry-test/ {
		sub(/vma->vm_flags & .*\) /, "!vm_normal_page" ask ") ") }
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
	    walk_selects_pfnmap gate_before_zap gate_holds_mixedmap; do
	check "careless walk-gate of $name is broken" broken walk-gate $name
done
for name in zero_pages_pass one_flag_of_two dax_leaf_passes; do
	check "careless entry-test of $name is broken" broken entry-test $name
done

# acts RUNS OPS LEVEL: does the walk do anything where an entry of LEVEL is raw
# and no other is there? MIXEDMAP, since walk_page_test() gates VM_PFNMAP.
acts() {
	awk -F '\t' -v name="$2" -v level="$3" '
	$1 == name && $2 ~ "MIXEDMAP.*, " level "( leaf)?: pfn with" &&
	$2 !~ /file page|anon page|zero page|not-present/ && $4 != "returns 0" {
		print; found = 1 }
	END { exit !found }' "$1"
}

# twin RUNS CALLBACK MARKER: what the marker says about each level holds.
twin() {
	local level
	for level in pte pmd pud; do
		case " $3 " in
		*" $level=filtered "*) ! acts "$1" "$2_ops" $level || return 1 ;;
		*" $level=unfiltered "* | *" $level=marked "*) acts "$1" "$2_ops" $level || return 1 ;;
		esac
	done
}

for file in filtered{,-2,-3} escaping{,-2,-3} marked; do
	run_fixture "$top/testdata/filter/$file.c" 612-1-1 "$work/$file"
	while IFS=$tab read -r name marker; do
		check "filter/$file.c: $name does as marked" \
			twin "$work/$file" "$name" "$marker"
	done < <(sed -n "s,^static int \\([a-z_]*\\)(.*/\\* filter: \\(.*\\) \\*/\$,\\1$tab\\2,p" \
		"$top/testdata/filter/$file.c")
done

done_testing
