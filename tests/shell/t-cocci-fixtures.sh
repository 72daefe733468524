# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# The semantic patches on every fixture: all of them in one parse report what the
# lines expect and nothing else, each script alone reports its own part, org mode the
# same places; a judgement without a rule leaves its fixtures without a finding.
. "$(dirname "$0")/../lib/lib.sh"
. "$top/tests/lib/cocci.sh"

# A run of spatch costs a second before it reads a file, so each script is run
# once a mode over a folder of fixtures, named DIR+FILE, and its lines are
# looked up by file.

# fixtures FOLDER PATTERN: the fixtures testdata/PATTERN, put into FOLDER.
fixtures() {
	local file dir
	mkdir -p "$1"
	for file in "$top"/testdata/$2; do
		dir=$(basename "$(dirname "$file")")
		case $dir in include | model | filter | index | tree | types) continue ;; esac
		# What needs the flow is for the checkers.
		! grep -q '^/\* fixture:.* engines=checkers' "$file" || continue
		cp "$file" "$1/$dir+$(basename "$file")"
	done
}

# run SCRIPT MODE FOLDER [OPTION...]: what spatch says of each file there.
run() {
	local carriers=()
	! grep -q '^virtual carriers' "$scripts/$1.cocci" || carriers=(-D carriers)
	cocci "$1" "$2" "${carriers[@]}" "${@:4}" --dir "$3" 2>"$work/err"
}

# Of a rule that needs the flow spatch finds some shapes, those of its own folder.
in_part() { # NAME
	case $1 in
	unasked-entry+*) cat ;;
	*) grep -v ' unasked-entry$' ;;
	esac
}

# expected FILE [SLUG]: "line slug", sorted
expected() {
	grep -no 'expect: [a-z-]*' "$1" |
		sed -n "s/^\([0-9]*\):expect: \(${2:-[a-z-]*}\)$/\1 \2/p" | sort -u |
		in_part "$(basename "$1")"
}

# reported NAME: report lines on stdin that are about NAME as "line slug", sorted
reported() {
	grep -F "/$1:" |
		sed -n 's/^[^:]*:\([0-9]*\):[0-9]*-[0-9]*: .*\[\([a-z-]*\)\]$/\1 \2/p' | sort -u |
		in_part "$1"
}

# same_as FILE OUTPUT [SLUG]: what OUTPUT reports is what is expected
same_as() {
	expected "$1" "${3:-}" |
		diff - <(reported "$(basename "$1")" <"$2" | grep -E " ${3:-.*}\$")
}

org_lines() { grep -F "/$1::" "$2" | sed -n 's/.*::linb=\([0-9]*\)::.*/\1/p' | sort -u; }

# Context marks each line with a leading "-" in a diff against the file.
context_lines() { # NAME OUTPUT
	awk -v name="/$1" '/^diff /{ on = substr($NF, length($NF) - length(name) + 1) == name }
		on && /^-[^-]/ { n++ } END { print n + 0 }' "$2"
}

# A rule without a rewrite says so in patch mode, in lines that are none of a patch.
advised_lines() { # NAME SLUG OUTPUT
	sed -n "s,^# .*/$1:\([0-9]*\): no rewrite: .*\[$2\]\$,\1,p" "$3" | sort -u
}

fixtures "$work/all" '*/*.c'
run pfnmap report "$work/all" --no-show-diff >"$work/all.out"
for file in "$work"/all/*.c; do
	name=$(basename "$file")
	check "${name/+//}: pfnmap.cocci" same_as "$file" "$work/all.out"
done

# Context marks each of the places, whatever kind of token stands there.
marked_places() {
	awk '/^--- /{ file = $2 } /^@@/{ split($2, at, /[-,]/); n = at[2]; next }
		/^-/ && !/^--- /{ print file ":" n } /^[- ]/{ n++ }' "$1" | sort -u
}
run pfnmap context "$work/all" >"$work/all.context"
check "context: every place that report names" diff <(marked_places "$work/all.context") \
	<(sed -n 's/^\([^:]*:[0-9]*\):.*\[[a-z-]*\]$/\1/p' "$work/all.out" | sort -u)

# script_of SLUG: the one that finds it
script_of() {
	[ ! -f "$scripts/$1.cocci" ] && echo reads || echo "$1"
}

for script in reads special-leak follow-refcount private-pfnmap unasked-entry; do
	for dir in "$top"/testdata/*/; do
		slug=$(basename "$dir")
		[ -f "$top/doc/rules/$slug.md" ] && [ "$(script_of "$slug")" = $script ] &&
			fixtures "$work/$script" "$slug/bad*.c"
	done
	for mode in report org context patch; do
		run $script $mode "$work/$script" >"$work/$mode"
	done
	for file in "$work/$script"/*.c; do
		name=$(basename "$file") slug=${name%%+*}
		check "${name/+//}: $script.cocci alone" same_as "$file" "$work/report" "$slug"
		expected "$file" | cut -d' ' -f1 | sort -u >"$work/lines"
		check "${name/+//}: org" \
			diff <(reported "$name" <"$work/report" | cut -d' ' -f1 | sort -u) \
			<(org_lines "$name" "$work/org")
		check "${name/+//}: context" \
			diff <(org_lines "$name" "$work/org" | wc -l) \
			<(context_lines "$name" "$work/context")
		grep -q "^RULE([A-Z_]*, \"$slug\"" "$top/src/ground/rules.def" &&
			grep -A2 "^RULE([A-Z_]*, \"$slug\"" "$top/src/ground/rules.def" |
			grep -qE '(NONE|ADVISE), NO_EFFECT' || continue
		expected "$file" "$slug" | cut -d' ' -f1 | sort -u >"$work/lines"
		check "${name/+//}: patch names the places" \
			diff "$work/lines" <(advised_lines "$name" "$slug" "$work/patch")
	done
done

# Where a private mapping can crash the machine the message says so, nowhere else.
crashes() {
	grep -no 'expect: private-pfnmap crash' "$top/testdata/private-pfnmap/"bad*.c |
		sed 's,.*/\([^:]*\):\([0-9]*\):.*,\1:\2,'
}
check "private-pfnmap: users can crash the machine" diff <(crashes) \
	<(grep -F '/private-pfnmap+' "$work/all.out" |
		sed -n 's,.*/private-pfnmap+\([^:]*:[0-9]*\):.*crash the machine.*,\1,p')
check "some can" test -n "$(crashes)"

# A rule that nothing judges to leaves its fixtures without a finding.
for slug in walk-gate entry-test linear-pfn; do
	jq --arg slug $slug '.judgement |= map(select(.[0] != $slug))' \
		"$build/semantic-patches/pfnmap/tables.json" >"$scripts/pfnmap/tables.json"
	fixtures "$work/$slug" "$slug/bad.c"
	run reads report "$work/$slug" >"$work/without"
	check "without a judgement $slug its fixture fails" \
		status 1 same_as "$work/$slug/$slug+bad.c" "$work/without"
done

done_testing
