# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# pfncheck-clang from the driver: flags of a prepared tree, a build folder for
# each architecture, a mask that only types tell; and where it cannot work the
# file is incomplete with the first error, exit 3, and the rest goes on.
. "$(dirname "$0")/../lib/lib.sh"

tree=$work/tree
cp -r "$top/testdata/tree" "$tree"
mkdir -p "$tree/scripts/mod" "$tree/arch/"{arm64,riscv}/kvm
echo 'int empty;' >"$tree/scripts/mod/empty.c"
printf '#include <linux/mm.h>\nint f(struct vm_area_struct *vma)\n{\n\treturn vma->vm_flags & VM_PFNMAP +;\n}\n' \
	>"$tree/mm/broken.c"
for arch in arm64 riscv; do
	sed 's/ +;/ ? 1 : 0;/' "$tree/mm/broken.c" >"$tree/arch/$arch/kvm/mmu.c"
done
cp "$top/testdata/types/masks.c" "$tree/mm/masks.c"

# prepared NAME ARCH INCLUDE: a build folder with the flags of any file.
prepared() {
	mkdir -p "$work/$1/scripts/mod" "$tree/arch/$2/include"
	: >"$work/$1/.config"
	echo "savedcmd_scripts/mod/empty.o := gcc -Wp,-MMD,x.d -std=gnu11" \
		"-fconserve-stack -I$tree/arch/$2/include -I$3 -c" \
		"-o scripts/mod/empty.o $tree/scripts/mod/empty.c ; ./objtool x" \
		>"$work/$1/scripts/mod/.empty.o.cmd"
}
prepared x86 x86 "$top/testdata/include"
prepared arm64 arm64 "$top/testdata/include"
prepared gone x86 "$work/gone"

scan() {
	"$pfncheck" scan -q -C "$tree" --engine=clang --level=note --no-cache "$@" 2>&1
}
said() { scan "${@:2}" >"$work/out"; grep -F -- "$1" "$work/out" || { cat "$work/out"; return 1; }; }
x86=--build-dir=$work/x86

check "no prepared tree: 3" status 3 scan mm/gates.c
check "and said for each file" said \
	"mm/gates.c: incomplete: clang: no build is prepared" mm/gates.c
check "a prepared build: findings" status 1 scan "$x86" mm/gates.c
check "a file that does not parse: 3" status 3 scan "$x86" mm/broken.c mm/gates.c
check "with the first error" said \
	"mm/broken.c:4:36: error: expected expression" "$x86" mm/broken.c mm/gates.c
check "and the rest goes on" said "mm/gates.c:23:28:" "$x86" mm/broken.c mm/gates.c
check "headers that are gone: 3" status 3 scan "--build-dir=$work/gone" mm/gates.c
check "and named" said "'linux/mm.h' file not found" "--build-dir=$work/gone" mm/gates.c

# What the build leaves out is told, and is no failure: another build would answer.
loud() { "$pfncheck" scan -C "$tree" --engine=clang --level=note --no-cache "$@" 2>&1; }
check "one build: the other architecture is not built here" grep -F \
	'not built here: ARCH=arm64 would bring in 1' <(loud "$x86" arch)
check "which is not incomplete" status 0 scan "$x86" arch/arm64
check "-v names the file" grep -Fx \
	'arch/arm64/kvm/mmu.c: not built here: ARCH=arm64 would bring it in' <(loud -v "$x86" arch)
check "JSON, too" jq -e '.incomplete == [] and .not_built ==
	[{ file: "arch/arm64/kvm/mmu.c", option: "ARCH=arm64" }]' \
	<(scan "$x86" --format=json arch/arm64)
check "two builds: it is read" said "arch/arm64/kvm/mmu.c:4:25:" \
	"$x86" "--build-dir=$work/arm64" arch
check "and the third is still named" grep -F 'ARCH=riscv would bring in' \
	<(loud "$x86" "--build-dir=$work/arm64" arch)

marks() { grep -no 'expect: [a-z-]*' "$tree/mm/masks.c" | sed 's/expect: //'; }
places() { jq -r '.findings[] | select(.function) | "\(.line):\(.rule)"'; }
check "masks that only types and values tell" diff <(marks) \
	<(scan "$x86" --format=json mm/masks.c | places)
scan "$x86" --engine=clang,sparse --format=json mm/masks.c >"$work/both"
check "of both checkers one finding" diff <(marks) <(places <"$work/both")
check "whose expression is the whole test" test "$(jq -r '.findings[] |
	select(.expression | startswith("(1UL")).expression' "$work/both")" = \
	'(1UL << 10) & vma->vm_flags'

done_testing
