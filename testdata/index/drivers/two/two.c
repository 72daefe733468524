// SPDX-License-Identifier: GPL-2.0-only
/* no candidate: VM_PFNMAP and vma_stored stand in comments and dead code. */
#if 0
static bool dead(struct vm_area_struct *vma) { return vma->vm_flags & VM_PFNMAP; }
#endif
static bool asks_far_away(struct vm_area_struct *vma)
{
	printk("VM_PFNMAP");
	return vma_stored(vma) && vma->vm_flags & expected;
}
