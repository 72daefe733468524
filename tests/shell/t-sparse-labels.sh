# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# pfncheck-sparse alone on both kernels, against the labels made by hand.  It
# sees one configuration of one architecture, so it may miss reads; what it says
# must be right: nothing extra, at most two other rules, never "filtered" for a
# level that is not, and every level of all walkers answered as labelled.
. "$(dirname "$0")/../lib/lib.sh"

sparse=$build/pfncheck-sparse

# flags BUILD: what the compiler gets for any file of the tree, one a line.
flags() {
	sed -n '1s/^[^=]*:= //p' "$1/scripts/mod/.empty.o.cmd" |
		xargs -n1 printf '%s\n' |
		sed '1d; /^-Wp,/d; /^-c$/d; /^-o$/,+1d; /\.c$/d'
}

# files LABELS: the .c files of the labels that x86_64 compiles.
files() {
	cut -f1 "$@" | grep '\.c$' | grep -v '^arch/[^x]' | sort -u
}

# run VERSION: all lines of the checker about the files of the labels.
run() {
	local tree=$cache/linux-source-$1 folder=$cache/build-$1-x86_64 file
	mapfile -t args < <(flags "$folder")
	grep -v '^#' "$labels/carriers-$1.tsv" >"$work/carriers"
	for file in $(files "$labels/"{reads,walkers}"-$1.tsv"); do
		(cd "$folder" && "$sparse" --json --walkers --root="$tree" \
			--carriers="$work/carriers" -- "${args[@]}" \
			"-I$tree/$(dirname "$file")" "$tree/$file" 2>/dev/null)
	done
}

# Findings that the labels do not have, or with another rule.
extra_reads() {
	jq -r 'select(.finding) | .finding | select(.rule != "unasked-entry") |
		[.file, .line, .column, .rule] | @tsv' "$2" | sort -u |
	awk -F'\t' -v OFS='\t' 'NR == FNR { if (!/^#/) rule[$1, $2, $3] = $6; next }
		rule[$1, $2, $3] != $4 {
			print $1 ":" $2 ":" $3, $4, "labelled", rule[$1, $2, $3] }' \
		"$labels/reads-$1.tsv" -
}

# Levels answered otherwise than labelled.
other_levels() {
	jq -r 'select(.walker) | .walker | [.file, .name, .filtered.pte,
		.filtered.pmd, .filtered.pud] | @tsv' "$2" |
	awk -F'\t' 'BEGIN { same["filtered"] = "yes"; same["unfiltered"] = "no"
			same["marked"] = "marked"; same["not-walked"] = "not-walked" }
		NR == FNR { for (i = 7; i <= 9; i++) want[$1, $3, i - 4] = same[$i]; next }
		{ for (i = 3; i <= 5; i++)
			if (want[$1, $2, i] != $i)
				print $1, $2, $i, "labelled", want[$1, $2, i] }' \
		"$labels/walkers-$1.tsv" -
}

# Walkers that tell no effect, and no step on the way to one, where an effect is
# labelled.  Some are left: a label may name the effect inside of a helper in
# another file, the call where the path goes on, or the line below.
other_places() {
	jq -r 'select(.walker) | .walker | select(.unfiltered | length > 0) |
		[.file, .name, ([.unfiltered[] | ., .path[] |
			"\(.file):\(.line)"] | unique | join(","))] | @tsv' "$2" |
	awk -F'\t' 'NR == FNR { gsub(/p[tmu][ed]=/, "", $10); want[$1, $3] = $10; next }
		{ n = split(want[$1, $2], place, ";"); found = 0
			for (i = 1; i <= n; i++)
				found = found || index("," $3 ",", "," place[i] ",")
			if (!found)
				print $1, $2, "labelled", want[$1, $2], "told", $3 }' \
		"$labels/walkers-$1.tsv" -
}

# at_most N FILE: shows FILE; fails if it has more lines.
at_most() {
	cat "$2"
	[ "$(wc -l <"$2")" -le "$1" ]
}

for v in 6.12 6.1; do
	if [ ! -f "$cache/build-$v-x86_64/scripts/mod/.empty.o.cmd" ]; then
		skip "linux $v is not prepared"
		continue
	fi
	run $v >"$work/lines"
	extra_reads $v "$work/lines" >"$work/extra"
	grep -v 'labelled.[a-z]' "$work/extra" >"$work/unlabelled"
	grep 'labelled.[a-z]' "$work/extra" >"$work/others"
	other_levels $v "$work/lines" >"$work/levels"
	grep ' yes labelled no' "$work/levels" >"$work/wrong"
	check "$v: nothing but what is labelled" at_most 0 "$work/unlabelled"
	check "$v: rules" at_most 2 "$work/others"
	check "$v: no unfiltered level is called filtered" at_most 0 "$work/wrong"
	check "$v: walkers" at_most 0 "$work/levels"
	other_places $v "$work/lines" >"$work/places"
	check "$v: where unfiltered effects stand" at_most 2 "$work/places"
	reads=$(jq -r 'select(.finding).finding |
		select(.rule != "unasked-entry") | "\(.file):\(.line):\(.column)"' \
		"$work/lines" | sort -u | wc -l)
	echo "# $v: $reads reads seen"
	check "$v: three quarters of the reads are seen" \
		[ $((reads * 4)) -ge $(($(grep -vc '^#' "$labels/reads-$v.tsv") * 3)) ]
done

done_testing
