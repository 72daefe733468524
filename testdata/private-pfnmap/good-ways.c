// SPDX-License-Identifier: GPL-2.0-only
/* No private mapping gets to what makes it a PFN mapping. */
#include <linux/mm.h>
#include <linux/fs.h>

#define is_private(vma)	(!((vma)->vm_flags & VM_SHARED))

static void compat_flags_set(struct vm_area_struct *vma, unsigned long flags)
{
	vm_flags_set(vma, flags);
}

static int check(struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	return 0;
}

static int other_flags_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_t flags = VM_IO | VM_DONTEXPAND;

	compat_flags_set(vma, flags);
	return 0;
}

static int helper_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret = check(vma);

	if (ret)
		return ret;
	compat_flags_set(vma, VM_IO | VM_PFNMAP);
	return 0;
}

static int macro_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_private(vma))
		return -EINVAL;
	return vm_iomap_memory(vma, 0x50000, PAGE_SIZE);
}

static int local_mmap(struct file *file, struct vm_area_struct *vma)
{
	bool shared = vma->vm_flags & VM_SHARED;

	if (!shared)
		return -EINVAL;
	return vm_iomap_memory(vma, 0x60000, PAGE_SIZE);
}

static int branch_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_SHARED) {
		compat_flags_set(vma, VM_PFNMAP);
		return 0;
	}
	return vm_insert_page(vma, vma->vm_start, file->private_data);
}

static int late_clear_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret = vm_iomap_memory(vma, 0x70000, PAGE_SIZE);

	vm_flags_clear(vma, VM_WRITE | VM_MAYWRITE);
	return ret;
}

const struct file_operations refusing_fops[] = {
	{ .mmap = other_flags_mmap },
	{ .mmap = helper_mmap },
	{ .mmap = macro_mmap },
	{ .mmap = local_mmap },
	{ .mmap = branch_mmap },
	{ .mmap = late_clear_mmap },
};
