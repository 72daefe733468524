# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
#
# model.sh - builds a fixture into a program that goes through all states of
# the model, and runs it. Sourced by model-table and t-model.sh, which set
# $top, $build and $work (lib.sh does).

# mark FILE KEY: the value of KEY in the marker line '/* fixture: KEY=VALUE */'.
mark() { sed -n "2s,^/\\* fixture:.* $2=\\([^ ]*\\).*,\\1,p" "$1"; }

# configs FILE: the configurations of the kernel that FILE is spelled for.
configs() {
	case $(mark "$1" kernel) in
	6.1) echo 601-0-0 601-1-0 ;;
	7.0) echo 700-0-0 700-1-0 700-1-1 ;;
	*) echo 612-0-0 612-1-0 612-1-1 ;;
	esac
}

# cases FILE: global functions, walk tables and file operations, one a line.
cases() {
	awk '/^(static|extern|typedef|enum|struct [a-z_]+ \{)/ { next }
	/^const struct (mm_walk_ops|file_operations) [a-z_0-9]+ =/ { print $4 }
	/^[a-z][a-z_0-9 ]*[ *]+[a-z_0-9]+\([^;]*$/ {
		sub(/\(.*/, ""); sub(/.*[ *]/, ""); print }' "$1"
}

# build_fixture FILE CONFIG PROGRAM
build_fixture() {
	local IFS=-
	# shellcheck disable=SC2086 # the three parts of a configuration
	set -- "$1" "$2" "$3" $2
	{
		echo "#include \"$1\""
		echo '#include "run.h"'
		echo 'const struct model_case model_cases[] = {'
		cases "$1" | sed 's/.*/CASE(&)/'
		echo '};'
		echo 'const unsigned int model_nr_cases ='
		echo '	sizeof(model_cases) / sizeof(model_cases[0]);'
	} >"$3.c"
	${CC:-gcc} -std=gnu11 -w -I"$top/testdata/include" -I"$top/testdata/model" \
		-DMODEL_KERNEL="$4" -DMODEL_PTE_SPECIAL="$5" \
		-DMODEL_HUGE_PFNMAP="$6" -o "$3" "$3.c" \
		"$build/model/$2/libmodel.a"
}

# run_fixture FILE CONFIG OUTPUT
run_fixture() {
	build_fixture "$1" "$2" "$3.prog" && "$3.prog" >"$3"
	rm -f "$3.prog" "$3.prog.c"
}

# pairs DIR: 'RULE BEFORE AFTER' for every fixture that has a rewrite, as it was
# emitted to DIR (emit.sh); and for forms of rewrites that no engine emits, with
# what the model says of them.
pairs() {
	local before after rule
	for before in "$top"/testdata/*/bad*.c; do
		after=${before/\/bad/\/fixed}
		[ -f "$after" ] || continue
		rule=$(basename "$(dirname "$before")")
		echo "$rule $before $1/$rule/$(basename "$before")"
	done
	for before in "$top"/testdata/model/forms/*.before.c; do
		echo "form $before ${before/.before/.after}"
	done
}

# run_pair BEFORE AFTER STEM: runs both on every architecture; prints the
# output files in the order that compare wants.
run_pair() {
	local config
	for config in $(configs "$1"); do
		run_fixture "$1" "$config" "$3.$config.before" &&
		run_fixture "$2" "$config" "$3.$config.after" || return 1
		echo "$3.$config.before $3.$config.after"
	done
}

# effects RULE BEFORE AFTER STEM: one line a function, as compare prints it.
effects() {
	local files
	files=$(run_pair "$2" "$3" "$4") || return 1
	# shellcheck disable=SC2086 # a list of files
	"$build/model/compare" "$1/$(basename "$2")" $files
}

# declared RULE FILE: the effect that the fixture or else the table declares.
declared() {
	local effect
	effect=$(mark "$2" effect)
	if [ -z "$effect" ]; then
		effect=$(tr -d '\n' <"$top/src/ground/rules.def" | sed 's/RULE(/\n&/g' |
			sed -n "s/^RULE([A-Z_]*, \"$1\".*, \\([A-Z_]*\\), [A-Z]*).*/\\1/p" |
			tr 'A-Z_' 'a-z-')
	fi
	echo "$effect"
}

# worst: of effects, one a line, the one that a file is called by.
worst() {
	local e list
	list=$(cat)
	for e in broken arch abi cow-visible fix nfc; do
		grep -qx -e "$e" <<<"$list" && { echo "$e"; return; }
	done
}

# A mutant is run once, so what counts is how long it takes to compile it.
mutant_cc=$(command -v tcc || echo "${CC:-gcc}")

# told_apart MUTANT STEM CONFIG...: the functions whose runs tell MUTANT from
# the right rewrite, whose runs are in STEM.CONFIG.after; '*' where it did not
# come to an end. A mutant that does not compile is none: status 2.
told_apart() {
	local mutant=$1 stem=$2 config
	shift 2
	for config; do
		CC=$mutant_cc build_fixture "$mutant" "$config" "$mutant.prog" 2>/dev/null ||
			return 2
		"$mutant.prog" >"$mutant.out" || { echo '*'; return 0; }
		"$build/model/compare" -q "$stem.$config.after" "$mutant.out" ||
			return 0
	done
}

# mutants BEFORE AFTER STEM: one line a mutant: 'killed|alive|undone FUNCTION
# LINE WHAT CASES', tab-separated; run_pair made the right runs. Where a hunk
# of the rewrite can be undone and nothing differs, that hunk is nfc by itself:
# no mistake, and not counted; nor is that hunk with VM_IO, which GUP and the
# lookups refuse like VM_PFNMAP.
mutants() {
	local n function line what told state archs undone=
	archs=$(configs "$1")
	mkdir -p "$3.mutants"
	"$build/model/mutate" "$1" "$2" "$3.mutants" >"$3.list" || return 1
	while IFS=$(printf '\t') read -r n function line what; do
		# shellcheck disable=SC2086 # a list of configurations
		told=$(told_apart "$3.mutants/$n.c" "$3" $archs) || continue
		state=killed
		if [ -z "$told" ]; then
			state=alive
			case $what in
			"rewrite lost") state=undone undone="$undone $function:$line " ;;
			"gate on VM_IO put back")
				[[ $undone != *" $function:$line "* ]] || state=undone ;;
			esac
		fi
		printf '%s\t%s\t%s\t%s\t%s\n' $state "$function" "$line" \
			"$what" "$(tr '\n' ' ' <<<"$told")"
	done <"$3.list"
	rm -rf "$3.mutants"
}
