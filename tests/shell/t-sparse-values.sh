# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# Reads that pfncheck-sparse finds by their value where the other engines look
# for a spelling, and what it says of a helper that a header inlines.
. "$(dirname "$0")/../lib/lib.sh"

run() { (cd "$work" && "$build/pfncheck-sparse" --json --root="$work" "-I$top/testdata/include" "$@"); }

# places FILE ARGS...: 'LINE' of each finding.
places() { run "${@:2}" "$1" | jq -r '.finding // empty | .line' | sort -n | paste -sd' '; }
# marked FILE: the lines that hold a read.
marked() { grep -n '/\* read \*/' "$work/$1" | cut -d: -f1 | paste -sd' '; }
same() { [ "$(marked "$1")" = "$(places "$@")" ] || { marked "$1"; places "$@"; return 1; }; }

cat >"$work/forms.c" <<'END'
#include <linux/mm.h>
bool nothing_but(struct vm_area_struct *vma)
{
	return !((vma->vm_flags & VM_SPECIAL) ^ VM_PFNMAP); /* read */
}
bool set_already(struct vm_area_struct *vma)
{
	return (vma->vm_flags | VM_MIXEDMAP) == vma->vm_flags; /* read */
}
bool mirrored(struct vm_area_struct *vma)
{
	return vma->vm_flags != (vma->vm_flags | VM_MIXEDMAP); /* read */
}
bool clear_already(struct vm_area_struct *vma)
{
	return (vma->vm_flags & ~VM_MIXEDMAP) == vma->vm_flags; /* read */
}
bool shifted(struct vm_area_struct *vma)
{
	return vma->vm_flags >> ilog2(VM_PFNMAP) & 1; /* read */
}
/* None of these depends on the bit. */
bool rest_is_the_same(struct vm_area_struct *a, struct vm_area_struct *b)
{
	return (a->vm_flags & ~VM_PFNMAP) == (b->vm_flags & ~VM_PFNMAP);
}
bool another_bit(struct vm_area_struct *vma)
{
	return vma->vm_flags >> ilog2(VM_LOCKED) & 1;
}
vm_flags_t changed(struct vm_area_struct *vma)
{
	return (vma->vm_flags | VM_PFNMAP) & ~VM_MIXEDMAP;
}
END
check "forms of ^ | ~ and shifts, and no other" same forms.c

# 7.x: the tests are inline functions on the words of a bitmap.
cat >"$work/words.c" <<'END'
#include <linux/mm.h>
bool helper(struct vm_area_struct *vma)
{
	return vma_flags_test_any(&vma->flags, VMA_PFNMAP_BIT, VMA_IO_BIT); /* read */
}
bool word(struct vm_area_struct *vma)
{
	return vma->flags.__vma_flags[0] & BIT((int)VMA_PFNMAP_BIT); /* read */
}
bool other_word(struct vm_area_struct *vma)
{
	return vma->flags.__vma_flags[0] & BIT((int)VMA_LOCKED_BIT);
}
END
check "bitmap helpers and the words below" same words.c -DMODEL_KERNEL=700

# The test stands in a header: reported there, with who calls it.
cat >"$work/helper.h" <<'END'
static inline bool is_raw(struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_PFNMAP;
}
static inline bool is_raw_file(struct vm_area_struct *vma)
{
	return vma->vm_file && is_raw(vma);
}
END
cat >"$work/chain.c" <<'END'
#include <linux/mm.h>
#include "helper.h"
int caller(struct vm_area_struct *vma)
{
	if (is_raw_file(vma))
		return -EINVAL;
	return 0;
}
END
run chain.c >"$work/chain"
said() { jq -r --argjson l "$2" --arg f "$1" '.finding // empty |
	select(.file == $f and .line == $l).message' "$work/chain"; }
check "a helper's test stands where it is written, with its caller" \
	test "$(said helper.h 3)" = \
	"called by is_raw_file() at helper.h:7, by caller() at chain.c:5"
check "the helper between" test "$(said helper.h 7)" = "called by caller() at chain.c:5"
check "the call in the file itself has no chain" test "$(said chain.c 5)" = null

done_testing
