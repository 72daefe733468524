# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# early: 5
#
# pfncheck-clang on real kernels.  Against the hand labels: in the files that a
# configuration compiles every read is found, nothing else, and with the
# labelled rule.  Against the semantic patches, finding by finding: what only
# one of the two says is listed in labels/engines-6.12.tsv, with the reason.
. "$(dirname "$0")/../lib/lib.sh"
. "$top/tests/lib/kbuild.sh"

# scan VERSION ENGINE: its answers, which t-kernels.sh asks for as well.
scan() {
	"$pfncheck" scan -q -C "$cache/linux-source-$1" --engine="$2" --level=note \
		--build-dir="$cache/build-$1-x86_64" --format=json -j2 \
		--cache-dir="$cache/answers" -o "$work/$2-$1.json"
	[ $? != 2 ]
}

# compiled VERSION: the labels of files that x86_64 compiles and of shared
# headers.  Left out is what needs !CONFIG_MMU or CONFIG_SPARC64.
compiled() {
	awk -F'\t' '/^#/ || $1 == "mm/nommu.c" || ($1 ~ /^arch\// && $1 !~ /^arch\/x86\//) ||
		($1 == "mm/gup.c" && $4 == "__get_user_pages_locked") ||
		($4 == "__mmap_region" && $5 ~ /^arch_validate_flags\(/) { next }
		{ print }' "$labels/reads-$1.tsv"
}

agree() {
	compiled "$1" >"$work/labels.tsv"
	jq -r '.findings[] | "\(.file):\(.line):\(.column): x [\(.rule)]"' \
		"$work/clang-$1.json" | "$top/tests/kernels/compare-labels" "$work/labels.tsv"
}

# complete VERSION LIST: no file of the list is incomplete.
complete() {
	[ -s "$2" ] || { echo "nothing is compiled"; return 1; }
	jq -r '.incomplete[] | "\(.file)\t\(.reason)"' "$work/clang-$1.json" |
		awk -F'\t' 'NR == FNR { list[$1]; next }
			$1 in list { print; bad = 1 } END { exit bad }' "$2" -
}

for version in 6.12 6.1; do
	check "$version x86_64: scan" scan $version clang
	check "$version x86_64: reads and rules as labelled" agree $version
	compiled $version | cut -f1 | grep '\.c$' | sort -u >"$work/labelled"
	check "$version x86_64: every labelled file parses" \
		complete $version "$work/labelled"
done

# What Kbuild would compile of the folders that hold candidates.
check "6.12: scan with the semantic patches" scan 6.12 cocci
tree=$(realpath "$cache/linux-source-6.12")
mapfile -t dirs < <(jq -r '.findings[].file, .incomplete[].file' \
	"$work/clang-6.12.json" "$work/cocci-6.12.json" | folders)
commands "$tree" "$cache/build-6.12-x86_64" "${dirs[@]}" >"$work/compile_commands.json"
jq -r --arg tree "$tree/" '.[].file | ltrimstr($tree)' \
	"$work/compile_commands.json" | sort >"$work/compiled"
check "6.12: every candidate of the configuration parses" complete 6.12 "$work/compiled"

# engines: 'ENGINE FILE LINE COLUMN RULE' for what only one says.
engines() {
	local engine

	for engine in clang cocci; do
		jq -r '.findings[] | [.file, .line, .column, .rule] | @tsv' \
			"$work/$engine-6.12.json" | sort >"$work/$engine.tsv"
	done
	# Rules of one engine alone, and files that are not compiled, are no
	# difference; a header is compiled with whoever includes it.
	awk -F'\t' 'NR == FNR { compiled[$1]; next }
		$4 !~ /^(special-leak|follow-refcount|private-pfnmap|gate-mismatch|unasked-entry)$/ &&
		(($1 in compiled) || ($1 ~ /\.h$/ && $1 !~ /^arch\/[^x]/))' \
		"$work/compiled" "$work/cocci.tsv" >"$work/cocci.due"
	comm -23 "$work/clang.tsv" "$work/cocci.tsv" | sed 's/^/clang\t/'
	comm -13 "$work/clang.tsv" "$work/cocci.due" | sed 's/^/cocci\t/'
}

check "6.12: what only one engine says is listed" diff \
	<(grep -v '^#' "$labels/engines-6.12.tsv" | cut -f1-5) <(engines)

# With the exact flags of files whose Makefiles add some, and what a scan knows of
# predicates: some answer by errno, which the checker alone does not take for one.
exact() {
	grep -v '^#' "$labels/carriers-6.12.tsv" >"$work/carriers"
	"$build/pfncheck-clang" -p "$work" --root="$tree" --level=note \
		--carriers="$work/carriers" \
		"$tree/drivers/gpu/drm/i915/i915_mm.c" "$tree/virt/kvm/kvm_main.c" \
		"$tree/drivers/gpu/drm/amd/amdkfd/kfd_svm.c" >"$work/exact" || return
	grep '^\(drivers\|virt\)/' "$work/exact" | sed -nE \
		's,^([^:]*):([0-9]*):([0-9]*): .*\[(.*)\]$,\1\t\2\t\3\t\4,p' | sort |
		diff <(grep -E 'i915_mm|kvm_main|kfd_svm' "$work/clang.tsv") -
}
check "6.12: with the flags of compile_commands.json" exact

# Other architectures: one scan, a prepared build for each.
others=() want=
for name in arm64 riscv s390; do
	if [ "$(cat "$cache/build-6.12-$name/prepared" 2>/dev/null)" = yes ]; then
		others+=("--build-dir=$cache/build-6.12-$name")
		want=$want${want:+|}$name
	else
		skip "6.12 $name: the tree cannot be prepared on this machine"
	fi
done
"$pfncheck" scan -q -C "$tree" --engine=clang --level=note "${others[@]}" \
	--cache-dir="$cache/answers" --format=json -o "$work/others.json" \
	arch/arm64/kvm arch/riscv/kvm arch/s390/mm arch/s390/pci
for name in ${want//|/ }; do
	check "6.12 $name: the reads below arch/$name" diff \
		<(awk -F'\t' -v own="^arch/$name/" '$1 ~ own && $6 != "exempt" {
			print $1 ":" $2 ":" $3 " " $6 }' "$labels/reads-6.12.tsv" |
			grep . | sort) \
		<(jq -r --arg own "arch/$name/" '.findings[] |
			select(.file | startswith($own)) |
			"\(.file):\(.line):\(.column) \(.rule)"' "$work/others.json" | sort)
done

done_testing
