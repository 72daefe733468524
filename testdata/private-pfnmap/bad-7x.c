// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 */
/* Flags set on a VMA and on a descriptor in the bitmap spelling. */
#include <linux/mm.h>
#include <linux/fs.h>

static int bitmap_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma_set_flags(vma, VMA_IO_BIT, VMA_PFNMAP_BIT); /* expect: private-pfnmap */
	return 0;
}

const struct file_operations bitmap_fops = {
	.mmap		= bitmap_mmap,
};

static int descriptor_mmap(struct vm_area_desc *desc)
{
	vma_desc_set_flags(desc, VMA_PFNMAP_BIT); /* expect: private-pfnmap */
	return 0;
}

const struct file_operations descriptor_fops = {
	.mmap_prepare	= descriptor_mmap,
};
