# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# pfncheck-sparse as CHECK= of a kernel build: words of a compiler on stderr,
# silence on clean files, -W to choose rules, and statuses that mean "complete";
# pfncheck-clang in the same build.
. "$(dirname "$0")/../lib/lib.sh"

sparse=$build/pfncheck-sparse
flags=("-I$top/testdata/include" -Wbitwise -Wno-return-void -O2 -o "$work/out.o")
bad=$top/testdata/walk-gate/bad.c
good=$top/testdata/walk-gate/good.c

# said ARGS...: what the checker says, both streams.
said() { "$sparse" "${flags[@]}" "$@" 2>&1; }

silent() { [ -z "$(said "$@")" ]; }

warns() { said "$bad" "$@" | grep -q ':48:41: warning: .*\[walk-gate\]$'; }

notes() { said "$@" "$top/testdata/policy/bad.c" | grep -q ': note: .*\[policy\]$'; }

# The rule that needs the flow, on a file whose walks are all in it.
unasked=$top/testdata/unasked-entry
unasked_fixture() { said "$unasked/bad.c" | grep -q "$1"; }
unasked_notes() {
	! said "$unasked/bad-levels.c" | grep -qF '[unasked-entry]' &&
		said -Wpfncheck-unasked-entry "$unasked/bad-levels.c" |
			grep -q ': note: .*\[unasked-entry\]$'
}

check "a clean file is silent" silent "$good"
check "notes are not said unasked" silent "$top/testdata/policy/bad.c"
check "-Wpfncheck-policy asks for them" notes -Wpfncheck-policy
check "warnings are said" warns
check "-Wno-pfncheck-walk-gate takes them away" silent -Wno-pfncheck-walk-gate "$bad"
check "findings do not fail the build" status 0 "$sparse" "${flags[@]}" "$bad"
check "an unknown rule is a usage error" status 2 "$sparse" -Wpfncheck-nonsense "$bad"
check "what nobody asked is a warning" unasked_fixture 'warning: .*\[unasked-entry\]$'
check "with the mapping that gets there" unasked_fixture \
	'note: pte entry: its frame number is told; VM_MIXEDMAP gets here, past walk_page_test()$'
check "notes of that rule, asked for" unasked_notes
for rule in private-pfnmap follow-refcount special-leak gate-mismatch; do
	check "a rule that sparse does not find, $rule" status 2 \
		"$sparse" -Wpfncheck-$rule "$bad"
done
check "all that it finds may be asked for" status 0 "$sparse" -Wpfncheck-all \
	"${flags[@]}" "$bad"
check "a file that is not there is incomplete" status 1 "$sparse" "$work/none.c"

# A part that libsparse cannot evaluate is named, the rest is looked at.
cat >"$work/broken.c" <<'END'
#include <linux/mm.h>
int broken(struct vm_area_struct *vma)
{
	return vma->no_such_member;
}
int whole(struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_PFNMAP ? 1 : 0;
}
END
wire() { "$sparse" --json "${flags[@]}" "$1" 2>/dev/null; }
lines_of() { wire "$work/broken.c" | jq -r "select(.$1) | .$1 | \"\\(.first)-\\(.last)\""; }
gap() { [ "$(lines_of incomplete)" = 2-5 ]; }
rest() { [ "$(wire "$work/broken.c" | jq '.finding.line // empty')" = 8 ]; }
closed() { wire "$work/broken.c" | tail -n 1 | jq -e '.done' >/dev/null; }
check "lines that cannot be evaluated are named" gap
why() { # LINE:COLUMN: of the first error
	wire "$work/broken.c" | jq -r 'select(.incomplete) | .incomplete.reason' |
		grep "broken\.c:$1: error: "
}
check "with the first error and its line" why 4:12
check "the rest is looked at" rest
check "and the answer is closed" closed
"$sparse" --json "${flags[@]}" "$work/broken.c" >/dev/null 2>"$work/errors"
check "what libsparse says is said" grep -q "broken.c:4:12: error: " "$work/errors"

# Address spaces are sparse's question, not ours.
cat >"$work/spaces.c" <<'END'
#include <linux/mm.h>
#define __rcu __attribute__((noderef, address_space(__rcu)))
struct owner { struct vm_area_struct __rcu *vma; };
int mixed(struct owner *o)
{
	struct vm_area_struct *vma = (struct vm_area_struct *)o->vma;

	if ((struct vm_area_struct __rcu *)vma == vma)
		return 0;
	return vma->vm_flags & VM_PFNMAP ? 1 : 0;
}
END
spaces() { [ "$(wire "$work/spaces.c" | jq -c 'del(.done) | .finding.line // .incomplete // empty')" = 10 ]; }
check "pointers of two address spaces are looked at" spaces

# An assertion about a size that libsparse computes otherwise leaves nothing out.
cat >"$work/packed.c" <<'END'
#include <linux/mm.h>
#pragma pack(push, 1)
struct packed { char a; int b; };
#pragma pack(pop)
_Static_assert(sizeof(struct packed) == 5, "packed");
int behind(struct vm_area_struct *vma)
{
	_Static_assert(sizeof(struct packed) == 5, "packed");
	return vma->vm_flags & VM_PFNMAP ? 1 : 0;
}
END
packed() { [ "$(wire "$work/packed.c" | jq -c 'del(.done) | .finding.line // .incomplete // empty')" = 9 ]; }
check "a false assertion leaves nothing out" packed
sed -i '$a int no_such(void) { return nothing_there; }' "$work/packed.c"
check "an error behind it does" test "$(wire "$work/packed.c" | jq '.incomplete.first // empty')" = 11

# What cannot be parsed: the file is named as a whole, its functions looked at.
sed -i '2i static int table[2] = { no_such_thing };' "$work/broken.c"
whole() { [ "$(lines_of incomplete)" = 0-0 ] && why '2:[0-9]*'; }
rest() { [ "$(wire "$work/broken.c" | jq '.finding.line // empty')" = 9 ]; }
check "a file with errors outside of functions is named" whole
check "and its functions are looked at" rest
check "and that answer is closed, too" closed

# Killed by libsparse half-way: no "done".
echo '#include "not_there.h"' >"$work/fatal.c"
unfinished() { ! wire "$work/fatal.c" | grep -q '"done"'; }
check "a fatal error leaves the answer open" unfinished

# Kbuild of 7.x asks first, and switches checking off for what it does not accept.
valid() { # CHECKER: does it, with the options that it gives a checker?
	[ "$("$cache/linux-source-7.3/scripts/checker-valid.sh" "$build/$1" -D__linux__ \
		-Dlinux -D__STDC__ -Dunix -D__unix__ -Wbitwise -Wno-return-void \
		-Wno-unknown-attribute --arch=x86 -mlittle-endian -m64)" = 1 ]
}
if [ -f "$cache/linux-source-7.3/scripts/checker-valid.sh" ]; then
	check "Kbuild of 7.x accepts pfncheck-sparse" valid pfncheck-sparse
	check "and pfncheck-clang" valid pfncheck-clang
	printf '#!/bin/sh\necho "$1: error: no" >&2\n' >"$work/refuses"
	chmod +x "$work/refuses"
	check "but not what reports an error there" \
		status 1 valid "../../../../../../../$work/refuses"
else
	skip "linux 7.3 is not here"
fi

# In a real build folder, a copy of the prepared one: C=1 checks what is compiled,
# C=2 also what is up to date.
tree=$cache/linux-source-6.12
kbuild() {
	nice make -s -C "$tree" O="$work/build" "C=$1" CHECK="$sparse $2" \
		mm/pagewalk.o mm/mincore.o >"$work/made" 2>"$work/said"
}
kbuild_clang() {
	nice make -s -C "$tree" O="$work/build" C=2 CHECK="$build/pfncheck-clang" \
		mm/pagewalk.o mm/mincore.o >"$work/made" 2>"$work/said"
}
clang_gate() {
	sed 's/:[0-9]*:[0-9]*: / /' "$1" | diff - <(echo 'mm/pagewalk.c warning:' \
		'VM_PFNMAP read outside vm_normal_page*() gates a page-table walk [walk-gate]')
}
gate() { grep -q '/mm/pagewalk\.c:[0-9]*:[0-9]*: warning: .*\[walk-gate\]$' "$work/said"; }
if [ -f "$cache/build-6.12-x86_64/scripts/mod/.empty.o.cmd" ]; then
	cp -a "$cache/build-6.12-x86_64" "$work/build"
	check "make C=1 builds" kbuild 1 ''
	check "and says the gate of walk_page_test()" gate
	check "of a clean file nothing" test "$(grep -c /mm/mincore "$work/said")" = 0
	check "C=2 checks what is up to date" kbuild 2 ''
	check "and says the same" gate
	check "-Wno- in CHECK" kbuild 2 -Wno-pfncheck-walk-gate
	check "takes the rule away" test ! -s "$work/said"

	# The other checker there, and on the commands that Kbuild left behind.
	check "C=2 with pfncheck-clang" kbuild_clang
	check "which says the gate, too" clang_gate "$work/said"
	check "Kbuild's own compile_commands.json" python3 \
		"$tree/scripts/clang-tools/gen_compile_commands.py" -d "$work/build" \
		-o "$work/build/compile_commands.json"
	"$build/pfncheck-clang" -p "$work/build" "$(realpath "$tree")"/mm/{pagewalk,mincore}.c \
		>"$work/from_json"
	check "pfncheck-clang -p on it" clang_gate "$work/from_json"
else
	skip "linux 6.12 is not prepared"
fi

done_testing
