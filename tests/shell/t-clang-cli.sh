# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# The ways to run pfncheck-clang, and what it says of bad input: exit 0 where
# every file was judged, 3 where one could not be, 2 on wrong usage.
. "$(dirname "$0")/../lib/lib.sh"

clang=$build/pfncheck-clang
fixture=$top/testdata/walk-gate/bad.c
flags=(-std=gnu11 "-I$top/testdata/include")
line=$(grep -n 'expect: walk-gate' "$fixture" | head -n 1 | cut -d: -f1)

# same OPTION...: the findings are those of the plain run on the fixture.
same() {
	diff <("$clang" --level=note -- "${flags[@]}" "$fixture") <("$clang" "$@" 2>&1)
}

# said TEXT COMMAND...: stdout and stderr hold the text.
said() {
	local text=$1
	shift
	"$@" 2>&1 | grep -F -- "$text"
}

check "text is file:line:col: level: title [slug]" said \
	": warning: VM_PFNMAP read outside vm_normal_page*() gates a page-table walk [walk-gate]" \
	"$clang" -- "${flags[@]}" "$fixture"

# Kbuild's CHECK= hands over the compiler's line without a "--".
check "gcc-only flags are dropped" same --level=note -Wp,-MMD,x.d -nostdinc \
	"${flags[@]}" -mpreferred-stack-boundary=3 -fconserve-stack -Wimplicit-fallthrough=5 \
	-mindirect-branch=thunk-extern --param=allow-store-data-races=0 -c -o x.o "$fixture"

mkdir "$work/build"
jq -n --arg dir "$work/build" --arg file "$fixture" --args \
	'[{directory: $dir, file: $file, arguments: $ARGS.positional}]' \
	-- gcc "${flags[@]}" -c "$fixture" >"$work/build/compile_commands.json"
check "compile_commands.json" same --level=note -p "$work/build" "$fixture"
from_beside() { cd "$(dirname "$fixture")" && same --level=note -p "$work/build" \
	"$(basename "$fixture")"; }
check "a name from where the user stands" from_beside

mkdir -p "$work/tree/mm" "$work/prepared/mm" "$work/prepared/scripts/mod"
cp "$fixture" "$work/tree/mm/x.c"
echo "savedcmd_mm/x.o := gcc -Wp,-MMD,x.d ${flags[*]} -c -o mm/x.o $work/tree/mm/x.c ; ./objtool x" \
	>"$work/prepared/mm/.x.o.cmd"
check "the command that Kbuild left" said "mm/x.c:$line:" \
	"$clang" --root="$work/tree" -p "$work/prepared" "$work/tree/mm/x.c"
sed 's,mm/x,scripts/mod/empty,g; s, ;.*,,' "$work/prepared/mm/.x.o.cmd" \
	>"$work/prepared/scripts/mod/.empty.o.cmd"
rm "$work/prepared/mm/.x.o.cmd"
check "the flags of a prepared tree" said "mm/x.c:$line:" \
	"$clang" --root="$work/tree" -p "$work/prepared" "$work/tree/mm/x.c"

check "no command line: incomplete" status 3 "$clang" -p "$work" "$fixture"
check "and said why" said "incomplete: no command line for" "$clang" -p "$work" "$fixture"
echo '{ broken' >"$work/compile_commands.json"
check "a broken compile_commands.json: incomplete" status 3 \
	"$clang" -p "$work" "$fixture"

printf '#include <no/such/header.h>\nint x;\n' >"$work/missing.c"
check "missing header: status 3" status 3 "$clang" -- "$work/missing.c"
check "missing header: named in the JSON" said "'no/such/header.h' file not found" \
	"$clang" --json -- "$work/missing.c"
printf 'int f(void) { return 1 +; }\n' >"$work/broken.c"
check "what does not parse: status 3" status 3 "$clang" -- "$work/broken.c"
# Stale: the entry's folder and headers have gone since.
mkdir "$work/stale"
jq -n --arg dir "$work/gone" --arg file "$fixture" '[{directory: $dir,
	file: $file, arguments: ["gcc", "-std=gnu11", "-Iinclude", "-c", $file]}]' \
	>"$work/stale/compile_commands.json"
check "a stale compile_commands.json: status 3" status 3 \
	"$clang" -p "$work/stale" "$fixture"
check "a stale compile_commands.json: the first error" said \
	"incomplete: error: unable to set working directory: $work/gone" \
	"$clang" -p "$work/stale" "$fixture"
mkdir "$work/gone"
check "a stale compile_commands.json: the header that is gone" said \
	"bad.c:3:10: error: 'linux/mm.h' file not found" \
	"$clang" -p "$work/stale" "$fixture"
jq 'map(.file = "/none/x.c" | .arguments[-1] = "/none/x.c")' \
	"$work/stale/compile_commands.json" >"$work/stale/new.json"
mv "$work/stale/new.json" "$work/stale/compile_commands.json"
check "a file that it does not name: status 3" status 3 \
	"$clang" -p "$work/stale" "$work/tree/mm/x.c"

check "the other files go on" said "bad.c:$line:" "$clang" -p "$work/build" \
	"$work/broken.c" "$fixture"
check "no such file: status 3" status 3 "$clang" -- "$work/none.c"
printf '\0\377\376 {{{ "\n' >"$work/binary.c"
check "not C at all: status 3" status 3 "$clang" -- "$work/binary.c"
: >"$work/empty.c"
check "an empty file is complete" status 0 "$clang" --json -- "$work/empty.c"

check "unknown option: status 2" status 2 "$clang" --no-such-option
check "a rule of another engine: status 2" status 2 "$clang" -Wpfncheck-private-pfnmap \
	-- "$fixture"
check "it is said whose" said "not found by clang: use 'pfncheck scan'" \
	"$clang" -Wpfncheck-private-pfnmap -- "$fixture"
check "no such rule: status 2" status 2 "$clang" -Wpfncheck-nonsense -- "$fixture"
shows() { "$clang" "$@" -- "${flags[@]}" "$top/testdata/policy/bad.c" 2>&1 |
	grep -c '\[policy\]$'; }
check "-Wpfncheck-policy shows its notes" test "$(shows -Wpfncheck-policy)" -gt 0
check "and they are not shown unasked" test "$(shows)" = 0
check "-Wno-pfncheck-policy hides them" test \
	"$(shows --level=note -Wno-pfncheck-policy)" = 0
check "no file: status 2" status 2 "$clang"
check "unknown level: status 2" status 2 "$clang" --level=loud -- "$fixture"
check "no such tree: status 2" status 2 "$clang" --root="$work/none" -- "$fixture"
printf 'nonsense\n' >"$work/carriers"
check "malformed carriers: status 2" status 2 "$clang" --carriers="$work/carriers" \
	-- "${flags[@]}" "$fixture"
check "full disk: status 2" status 2 bash -c \
	"'$clang' --json -- ${flags[*]} '$fixture' >/dev/full"

# Header-only reads are reported once, with the header's path.
printf '#include "h.h"\n#include "h.h"\n' >"$work/tree/mm/two.c"
printf '#include <linux/mm.h>\nstatic inline bool p(struct vm_area_struct *vma)\n{\n\treturn vma->vm_flags & VM_PFNMAP;\n}\n' |
	sed '1i #pragma once' >"$work/tree/mm/h.h"
"$clang" --json --root="$work/tree" -- "${flags[@]}" "$work/tree/mm/two.c" \
	>"$work/two.json"
check "a header's read once, by its own name" test "$(jq -r \
	'.finding // empty | "\(.file):\(.line)"' "$work/two.json")" = mm/h.h:5

cp "$work/tree/mm/two.c" "$work/tree/mm/three.c"
cp -r "$work/build" "$work/both"
jq --arg tree "$work/tree/mm" '[("two", "three") as $name |
	($tree + "/" + $name + ".c") as $file | .[0] |
	.file = $file | .arguments[-1] = $file]' \
	"$work/build/compile_commands.json" >"$work/both/compile_commands.json"
check "of two files that include it too" test "$("$clang" --level=note \
	--root="$work/tree" -p "$work/both" "$work/tree/mm/two.c" \
	"$work/tree/mm/three.c" | grep -c mm/h.h)" = 1

# A predicate of one file is asked in another: its summary says so.
printf '#include <linux/mm.h>\nbool far(struct vm_area_struct *vma)\n{\n\treturn vma->vm_flags & VM_PFNMAP;\n}\n' \
	>"$work/tree/mm/two.c"
printf '#include <linux/mm.h>\nbool far(struct vm_area_struct *vma);\nint f(struct vm_area_struct *vma)\n{\n\treturn far(vma) ? -EINVAL : 0;\n}\n' \
	>"$work/tree/mm/three.c"
"$clang" --summary --root="$work/tree" -- "${flags[@]}" "$work/tree/mm/two.c" \
	>"$work/summary"
check "a call of another file's function says nothing by itself" test -z \
	"$("$clang" --level=note --root="$work/tree" -- "${flags[@]}" "$work/tree/mm/three.c")"
check "--carriers resolves it" said "mm/three.c:5:9: note:" "$clang" --level=note \
	--carriers="$work/summary" --root="$work/tree" -- "${flags[@]}" "$work/tree/mm/three.c"
printf '#include "h.h"\n#include "h.h"\n' >"$work/tree/mm/two.c"
check "--summary names the predicate" said "predicate	p	mm/h.h	3" \
	"$clang" --summary --root="$work/tree" -- "${flags[@]}" "$work/tree/mm/two.c"
check "--walkers names the callbacks" said "test_walk" \
	"$clang" --walkers -- "${flags[@]}" "$fixture"
check "--version" said libclang "$clang" --version

done_testing
