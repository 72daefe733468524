// SPDX-License-Identifier: GPL-2.0-only
/* Where the flag's name stands and its value decides nothing. */
#include <linux/mm.h>
#include <linux/mman.h>

/* Name tables. */
const char mnemonics[64][4] = {
	[0] = "rd",
	[ilog2(VM_IO)] = "io",
	[ilog2(VM_PFNMAP)] = "pf",
	[ilog2(VM_MIXEDMAP)] = "mm",
};

struct flag_name {
	unsigned long mask;
	const char *name;
};

const struct flag_name trace_names[] = {
	{ VM_PFNMAP, "pfnmap" },
	{ VM_MIXEDMAP, "mixedmap" },
};

/* Definitions. */
#define RAW_FLAGS	(VM_PFNMAP | VM_MIXEDMAP)
enum { SETUP_FLAGS = VM_IO | VM_PFNMAP };

/* Writes. */
void write_family(struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO | VM_PFNMAP);
	vm_flags_clear(vma, VM_MIXEDMAP);
	vm_flags_mod(vma, VM_PFNMAP, VM_MIXEDMAP);
	vm_flags_reset(vma, vma->vm_flags | VM_PFNMAP);
	vm_flags_init(vma, RAW_FLAGS);
}

void write_a_local_copy(struct vm_area_struct *vma)
{
	vm_flags_t flags = vma->vm_flags;

	flags |= VM_MIXEDMAP;
	flags &= ~VM_PFNMAP;
	vm_flags_reset(vma, flags);
}

/* Arguments of a call that sets a mapping up. */
struct vm_area_struct *install(struct mm_struct *mm, unsigned long addr,
			       const struct vm_special_mapping *spec)
{
	return _install_special_mapping(mm, addr, PAGE_SIZE,
					VM_READ | VM_IO | VM_PFNMAP, spec);
}

/* A member of the same name in a struct that is no VMA. */
struct gpu_buffer {
	unsigned long vm_flags;
};

#define GPU_PFNMAP BIT(10)

bool unrelated_struct(struct gpu_buffer *buffer)
{
	return buffer->vm_flags & GPU_PFNMAP;
}

/* Strings: "vma->vm_flags & VM_PFNMAP" in one, and in this comment. */
const char *string(void)
{
	return "if (vma->vm_flags & VM_PFNMAP) return 1;";
}

#if 0
int code_under_if_0(struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_PFNMAP ? 1 : 0;
}
#endif
