#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/lib.sh
#
# The rule table and what hangs on it agree; and the lint that says so is not
# blind: each kind of fault is made once in a copy and has to be named.
. "$(dirname "$0")/../lib/lib.sh"

check "pages, fixtures, scripts and names agree" "$top/tests/lint/rules" "$top"
check "no file includes what stands above it" "$top/tests/lint/includes" "$top"

copy=$work/copy

# fresh: the parts that the lints read, as they are.
fresh() {
	rm -rf "$copy" && mkdir -p "$copy"
	cp -r "$top/src" "$top/doc" "$top/testdata" "$top/checkers" \
		"$top/semantic-patches" "$copy"
	mkdir "$copy/tests" && cp -r "$top/tests/labels" "$copy/tests"
}

# faulty NAME WANT LINT COMMAND...: COMMAND spoils the copy, LINT says WANT.
faulty() {
	local name=$1 want=$2 lint=$3 out
	shift 3
	fresh
	(cd "$copy" && "$@")
	if out=$("$top/tests/lint/$lint" "$copy"); then
		not_ok "$name: not noticed"
	elif grep -qF -- "$want" <<<"$out"; then
		ok "$name"
	else
		not_ok "$name: $out"
	fi
}

append() { printf '%s\n' "$2" >>"$1"; }

faulty "missing page" "doc/rules/policy.md: missing" rules \
	rm doc/rules/policy.md
faulty "orphan page" "doc/rules/nobody.md: no such rule" rules \
	cp doc/rules/policy.md doc/rules/nobody.md
faulty "missing fixture" "testdata/contract/good.c: missing" rules \
	rm testdata/contract/good.c
faulty "orphan folder" "testdata/nobody/bad.c: no such rule" rules \
	cp -r testdata/contract testdata/nobody
faulty "missing script" "semantic-patches/special-leak.cocci: missing" rules \
	rm semantic-patches/special-leak.cocci semantic-patches/pfnmap/special_leak.py
faulty "a rule that nothing judges to" "nothing judges to 'linear-pfn'" rules \
	sed -i '/LINEAR_PFN/d' src/ground/judgement.def
faulty "a carrier's name in the package" "reads.py: names the kernel's 'VM_SPECIAL'" \
	rules append semantic-patches/pfnmap/reads.py 'X = "VM_SPECIAL"'
faulty "orphan script" "semantic-patches/nobody.cocci: no such rule" rules \
	cp semantic-patches/special-leak.cocci semantic-patches/nobody.cocci
faulty "a room without a rule" "src/rules/nobody.c: no such rule" rules \
	cp src/rules/policy.c src/rules/nobody.c
faulty "title of a page" "doc/rules/policy.md: title is not" rules \
	sed -i '1s/policy/Policy/' doc/rules/policy.md
faulty "level of a page" "doc/rules/policy.md:3: not" rules \
	sed -i '3s/note/warning/' doc/rules/policy.md
faulty "effect of a page" "doc/rules/walk-gate.md:3: not" rules \
	sed -i '3s/cow-visible/nfc/' doc/rules/walk-gate.md
faulty "a section is missing" "doc/rules/policy.md: sections are not" rules \
	sed -i '/^## Limits/d' doc/rules/policy.md
faulty "title of a script" "special-leak.cocci: first /// line is not" rules \
	sed -i '0,/^\/\/\/ /s/^\/\/\/ /\/\/\/ Other /' semantic-patches/special-leak.cocci
faulty "modes of a script" "semantic-patches/reads.cocci: 'virtual patch'" \
	rules sed -i '/^virtual patch/d' semantic-patches/reads.cocci
faulty "unknown slug in a fixture" "expects unknown rule 'nobody'" rules \
	append testdata/policy/good.c 'int x; /* expect: nobody */'
faulty "a carrier's name in our code" "src/index/index.h: names the kernel's 'VM_SPECIAL'" \
	rules append src/index/index.h 'int x = VM_SPECIAL;'
faulty "a kernel file in our code" "names the kernel's file 'mm/gup.c'" \
	rules append src/index/index.h 'const char *x = "mm/gup.c";'
faulty "an API name that no table has" "does not stand in src/ground/kapi.def" \
	rules append semantic-patches/reads.cocci $'@x@\n@@\n* some_kernel_api(vma)'
faulty "an include from above" "which stands above it" includes \
	append src/tree/tree.h '#include "cmd/scan.h"'
faulty "a checker that includes the driver" "includes the ground only" \
	includes append checkers/clang/main.c '#include "index/index.h"'
faulty "a file in another room" "belongs to src/tree/" includes \
	append src/index/git_more.c '#include "tree/git.h"'
faulty "a library in the wrong file" "has no business here" includes \
	append src/tree/tree.h '#include <sqlite3.h>'

fresh
new_rule() { (cd "$copy" && "$top/tests/new-rule" "$1"); }
check "new-rule writes a rule" new_rule brand-new
check "all tables agree about it" "$top/tests/lint/rules" "$copy"
finds_itself() {
	cp "$build/semantic-patches/macros.h" "$copy/semantic-patches"
	"$copy/semantic-patches/tables" "$copy"/src/ground/{kapi,rules,judgement}.def \
		>"$copy/semantic-patches/pfnmap/tables.json"
	spatch --sp-file "$copy/semantic-patches/brand-new.cocci" -D report \
		--very-quiet --no-show-diff "$copy/testdata/brand-new/bad.c" 2>&1 |
		grep '\[brand-new\]$'
}
check "and it finds its bad.c at once" finds_itself
check "new-rule does not overwrite" status 2 new_rule policy
done_testing
