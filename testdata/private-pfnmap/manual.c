// SPDX-License-Identifier: GPL-2.0-only
/* The setter stands in a helper with callers of its own: reported only. */
#include <linux/mm.h>
#include <linux/fs.h>

static int map_bar(struct vm_area_struct *vma, unsigned long pfn)
{
	return io_remap_pfn_range(vma, vma->vm_start, pfn, /* expect: private-pfnmap */
				  vma->vm_end - vma->vm_start,
				  vma->vm_page_prot);
}

static int helper_mmap(struct file *file, struct vm_area_struct *vma)
{
	return map_bar(vma, 0x5000);
}

const struct file_operations helper_fops = {
	.mmap		= helper_mmap,
};
