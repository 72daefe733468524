// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=6.1 */
/* The flag assigned directly. */
#include <linux/mm.h>
#include <linux/fs.h>

static int assign_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;

	vma->vm_flags |= VM_PFNMAP | VM_IO;
	return 0;
}

const struct file_operations assign_fops = {
	.mmap		= assign_mmap,
};
