# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# pfncheck-sparse as CHECK= of a kernel build: words of a compiler on stderr,
# silence on clean files, -W to choose rules, and statuses that mean "complete".
. "$(dirname "$0")/lib.sh"

sparse=$build/pfncheck-sparse
flags=("-I$top/testdata/include" -Wbitwise -Wno-return-void -O2 -o "$work/out.o")
bad=$top/testdata/walk-gate/bad.c
good=$top/testdata/walk-gate/good.c

# said ARGS...: what the checker says, both streams.
said() { "$sparse" "${flags[@]}" "$@" 2>&1; }

silent() { [ -z "$(said "$@")" ]; }

warns() { said "$bad" "$@" | grep -q ':48:41: warning: .*\[walk-gate\]$'; }

notes() { said "$@" "$top/testdata/policy/bad.c" | grep -q ': note: .*\[policy\]$'; }

check "a clean file is silent" silent "$good"
check "notes are not said unasked" silent "$top/testdata/policy/bad.c"
check "-Wpfncheck-policy asks for them" notes -Wpfncheck-policy
check "warnings are said" warns
check "-Wno-pfncheck-walk-gate takes them away" silent -Wno-pfncheck-walk-gate "$bad"
check "findings do not fail the build" status 0 "$sparse" "${flags[@]}" "$bad"
check "an unknown rule is a usage error" status 2 "$sparse" -Wpfncheck-nonsense "$bad"
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
check "the rest is looked at" rest
check "and the answer is closed" closed

# Killed by libsparse half-way: no "done".
echo '#include "not_there.h"' >"$work/fatal.c"
unfinished() { ! wire "$work/fatal.c" | grep -q '"done"'; }
check "a fatal error leaves the answer open" unfinished

done_testing
