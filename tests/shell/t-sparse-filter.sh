# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# Filter dominance on twins: the callbacks of testdata/filter/ are marked with
# the answer for each level, and the first unfiltered effect with "effect".
. "$(dirname "$0")/../lib/lib.sh"
. "$top/tests/lib/model.sh"

sparse=$build/pfncheck-sparse

# marks FILE: 'FUNCTION LEVEL ANSWER EFFECT-LINE', the last 0 where filtered.
marks() {
	awk '/\/\* filter: / {
		name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name)
		text = $0; sub(/.*filter: /, "", text); sub(/ \*\/.*/, "", text)
		n = split(text, part, " "); next
	}
	/\/\* effect \*\// { at[name] = NR }
	/^}/ && n {
		for (i = 1; i <= n; i++) {
			split(part[i], kv, "=")
			if (kv[1] != "at" && kv[1] != "state")
				print name, kv[1], kv[2], kv[2] == "unfiltered" ? at[name] + 0 : 0
		}
		n = 0
	}' "$1"
}

# answers FILE: 'FUNCTION LEVEL ANSWER LINES-OF-THE-PATH' for each callback and
# for each function whose gate is reported; for those also 'FUNCTION state STATE'.
answers() {
	"$sparse" --json --walkers "-I$top/testdata/include" "$1" |
		jq -r 'def lines: [.path[]?.line] | map(tostring) | join(",");
		if .walker then .walker | . as $w |
			(.callbacks[0] | sub(".*="; "")) as $f |
			("pte", "pmd", "pud") as $l |
			"\($f) \($l) \($w.filtered[$l]) \(lines)"
		elif .finding.rule == "walk-gate" then .finding | . as $g |
			"\(.function) state \(.fix.state)",
			(.fix.why | scan("(p[tmu][ed]) (yes|no)") |
				"\($g.function) \(.[0]) \(.[1]) \($g | lines)")
		else empty end'
}

# twin LINE FILE: the answer for one mark.
twin() {
	local name level answer effect got lines
	read -r name level answer effect <<<"$1"
	read -r _ _ got lines <<<"$(grep "^$name $level " "$2")"
	case $answer:$got in
	filtered:yes | marked:marked) return 0 ;;
	unfiltered:no) ;;
	*) echo "$level is '$got', wanted $answer"; return 1 ;;
	esac
	[ "$effect" = 0 ] || [[ ,$lines, == *,$effect,* ]] ||
		{ echo "effect at line $effect is not on the path $lines"; return 1; }
}

# state LINE FILE: what the mark "FUNCTION STATE" says of the function's gate.
state() { grep -qx "${1% *} state ${1#* }" "$2" || { cat "$2"; return 1; }; }

for file in "$top"/testdata/filter/*.c; do
	answers "$file" >"$work/answers"
	while read -r line; do
		check "$(basename "$file") ${line% *}" twin "$line" "$work/answers"
	done < <(marks "$file")
	while read -r line; do
		check "$(basename "$file") $line" state "$line" "$work/answers"
	done < <(sed -nE 's/.*[ *]([a-z_]+)\(.*filter: .*state=([a-z]+).*/\1 \2/p' "$file")
done

# names GLOB: of the marked functions.
names() { find "$top/testdata/filter" -name "$1" -exec cat {} + | sed -nE 's/.*[ *]([a-z_]+)\(.*filter: .*/\1/p' | sort; }
twins=$(comm -12 <(names 'filtered*.c') <(names 'escaping*.c') | wc -l)
alone=$(comm -3 <(names 'filtered*.c') <(names 'escaping*.c') | wc -l)
check "thirty twins or more ($twins), none alone" \
	test "$twins" -ge 30 -a "$alone" = 0

# A build without transparent huge pages says nothing about leaves above the pte
# level, whatever is left of the code that deals with them.
for file in "$top"/testdata/filter/*.c; do
	{ cat "$file"; printf '%s\n' '#define CONFIG_MMU 1' '#undef CONFIG_TRANSPARENT_HUGEPAGE'; } \
		>"$work/no-thp.c"
	"$sparse" --json --walkers "-I$top/testdata/include" "$work/no-thp.c" >"$work/no-thp"
	check "$(basename "$file") without huge pages: no 'yes' above ptes" jq -se \
		'[.[].walker | select(.) | .filtered | .pmd, .pud] |
		all(. == "not-built" or . == "no" or . == "unknown")' "$work/no-thp"
	check "and no gate may go" jq -se '[.[].finding | select(.rule? == "walk-gate") |
		.fix.state] | all(. != "emitted")' "$work/no-thp"
done

# states FILE STATE: every walk gate of the fixture has that fix.state.  What a
# gate on VM_MIXEDMAP lets in is a question about the tree, which fix.c and
# walk-gate.cocci both ask; t-model.sh sees that one of them keeps the gate.
states() {
	local kernel
	case $(mark "$1" kernel) in
	6.1) kernel=601 ;;
	7.0) kernel=700 ;;
	*) kernel=612 ;;
	esac
	"$sparse" --json -DMODEL_KERNEL=$kernel "-I$top/testdata/include" "$1" |
		jq -r 'select(.finding) | .finding | select(.rule == "walk-gate") |
			select("'$2'" == "emitted" or (.flags | index("VM_MIXEDMAP") | not)) |
			"\(.line) \(.fix.state) \(.fix.why)"' >"$work/states"
	[ -s "$work/states" ] && ! grep -v "^[0-9]* $2 " "$work/states"
}

for file in "$top"/testdata/walk-gate/bad*.c; do
	check "walk-gate/$(basename "$file"): the gates may go" states "$file" emitted
done
check "walk-gate/manual.c: the gates have to stay" \
	states "$top/testdata/walk-gate/manual.c" manual

done_testing
