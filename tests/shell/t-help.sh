#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/lib.sh
#
# Help, manual and completion say the same as the tables of the program.
. "$(dirname "$0")/../lib/lib.sh"

manual=$top/doc/pfncheck.1
same() { diff -u "$1" "$2"; }
commands=$("$pfncheck" --help | sed -n 's/^  \([a-z]\+\)  .*/\1/p')

narrow() { "$pfncheck" "$@" --help | awk 'length > 80 { print; bad = 1 } END { exit bad }'; }
check "--help is 80 columns wide at most" narrow
for c in $commands; do
	check "$c --help works, and in 80 columns" narrow "$c"
done
check "some commands were seen" test "$(wc -w <<<"$commands")" -ge 5
says_usage() { "$pfncheck" "$1" --help | grep -qi "usage:" &&
	"$pfncheck" "$1" --help | grep -q "pfncheck $1"; }
for c in $commands; do
	check "$c --help says how to call it" says_usage "$c"
done

# The manual.
lint=$(mandoc -Tlint "$manual" 2>&1 | grep -v 'outdated mandoc.db')
check "mandoc has nothing to say" test -z "$lint"
sed -n '/^\.Sh COMMANDS/,/^\.Sh OPTIONS/s/^\.It Cm \([a-z]*\)$/\1/p' "$manual" |
	sort >"$work/manual"
sort <<<"$commands" >"$work/program"
check "the manual has all commands and no others" same "$work/program" "$work/manual"

# "-j, --jobs" of help; --help itself is said once in the synopsis.
help_options() {
	"$pfncheck" "$1" --help |
		sed -n 's/^  \(-[[:alnum:]], \)\?--\([a-z-]*\).*/\2/p' | grep -vx help
}
for c in $commands; do
	help_options "$c"
done | sort -u >"$work/program"
sed -n 's/^\.It Fl .*Fl Fl \([a-z-]*\).*/\1/p; s/^\.It Fl Fl \([a-z-]*\).*/\1/p' \
	"$manual" | sort -u >"$work/manual"
check "the manual has all options and no others" same "$work/program" "$work/manual"
for c in $commands; do
	"$pfncheck" "$c" --help |
		sed -n 's/^  -\([[:alnum:]]\), --\([a-z-]*\).*/\1 \2/p' | grep -v '^h help'
done | sort -u >"$work/program"
sed -n 's/^\.It Fl \([[:alnum:]]\) , Fl Fl \([a-z-]*\).*/\1 \2/p' "$manual" |
	sort -u >"$work/manual"
check "and all short ones" same "$work/program" "$work/manual"

"$pfncheck" explain | awk '{ print $1, $2 }' >"$work/program"
sed -n 's/^\.It Cm \([a-z-]*\) Pq \([a-z]*\)$/\1 \2/p' "$manual" >"$work/manual"
check "the manual has all rules with their levels" same "$work/program" "$work/manual"
"$pfncheck" explain | sed 's/^[^ ]* *[^ ]* *//; s/$/./' >"$work/program"
mandoc -Tascii -Owidth=300 "$manual" | sed 's/.\x08//g' | sed -n '/^RULES/,/^FILES/s/^  *//p' |
	grep ' .*\.$' >"$work/manual"
check "and their titles" same "$work/program" "$work/manual"
for n in 0 1 2 3; do
	check "the manual has exit status $n" grep -qx "\.It $n" "$manual"
done

# What the program accepts for --format is what help, manual, completion say.
"$pfncheck" scan --format=nothing 2>&1 |
	sed 's/.*--format is //; s/, not .*//; s/ or /, /; s/, /\n/g' | sort >"$work/program"
"$pfncheck" scan --help | sed -n 's/^  --format=FORMAT *//p' |
	sed 's/ or /, /; s/, /\n/g' | sort >"$work/help"
check "--help has all formats" same "$work/program" "$work/help"
sed -n '/^\.It Fl Fl format/,/^\.It Fl o/s/^\.Cm \([a-z]*\).*/\1/p' "$manual" |
	sort >"$work/manual"
check "the manual has all formats" same "$work/program" "$work/manual"

# Completion: reply WORD... is what it offers for the last of these words.
# shellcheck source=doc/pfncheck.bash
. "$top/doc/pfncheck.bash"
reply() {
	COMP_WORDS=("$pfncheck" "$@")
	COMP_CWORD=$#
	COMPREPLY=()
	(cd "$work" && _pfncheck 2>/dev/null; printf '%s\n' "${COMPREPLY[@]}" | sort)
}
offers() {
	local want=$1
	shift
	reply "$@" | grep -qxF -- "$want" || { reply "$@"; return 1; }
}
reply --format = '' >"$work/completion"
check "completion has all formats" same "$work/program" "$work/completion"
check "completion of a command" offers explain ex
for c in $commands; do
	help_options "${c/hook/scan}" | sort -u >"$work/program"
	reply "$c" - | grep -v '^--help$' | sed 's/^--//; s/=$//' >"$work/completion"
	check "completion has all options of $c" same "$work/program" "$work/completion"
done
check "completion of a rule" offers walk-gate explain wa
check "completion in a list of rules" offers policy,walk-gate scan --rule = policy,wa
check "completion of a verb" offers uninstall hook un
check "completion of a level" offers warning --level = w

# The README names nothing that is not there.
grep '^    pfncheck\|^    cd .*pfncheck\|`pfncheck' "$top/README.md" |
	grep -o -- ' --[a-z-]*' | sed 's/^ --//' | sort -u >"$work/readme"
for c in $commands; do help_options "$c"; done | sort -u >"$work/program"
unknown() { ! comm -23 "$work/readme" "$work/program" | grep .; }
check "the README's options exist" unknown
named() {
	grep -o 'make [a-z-]*\( \|$\)' "$top/README.md" | sed 's/make //; s/ $//' |
		sort -u >"$work/readme"
	make -s -C "$top" help | sed -n 's/^make \([a-z-]*\) .*/\1/p' | sort -u >"$work/targets"
	! comm -23 "$work/readme" "$work/targets" | grep .
}
check "and its targets" named

# Its figures: the labelled reads, and those whose test names no flag.
figures() {
	awk -F'\t' '!/^#/ && $6 != "exempt" { n++; c += $5 !~ /VM_(PFNMAP|MIXEDMAP)/ }
		END { printf "%d reads, %d of them through a carrier\n", n, c }' \
		"$top/tests/labels/reads-6.12.tsv"
}
readme_says() { tr -s ' \n' ' ' <"$top/README.md" | grep -qF "$1" || { echo "$1"; return 1; }; }
check "the README counts the labelled reads" readme_says "$(figures)"

# Pages.
for slug in $("$pfncheck" explain | sed 's/ .*//'); do
	check "explain $slug" "$pfncheck" explain "$slug"
done
has_code() { "$pfncheck" explain walk-gate | grep -q 'vma->vm_flags & ' &&
	! "$pfncheck" explain walk-gate | grep -q 'expect:\|<!--'; }
check "a page shows code and no markers" has_code
done_testing
