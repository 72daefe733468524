// SPDX-License-Identifier: GPL-2.0-only
/* fixture: mutants=bad.c */
/* Tables that are filled by statements, or of which only one refuses. */
#include <linux/mm.h>
#include <linux/fs.h>

struct attribute_table {
	int (*mmap)(struct file *file, struct vm_area_struct *vma);
};

static int resource_mmap(struct file *file, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, 0x5000, PAGE_SIZE, /* expect: private-pfnmap */
			       vma->vm_page_prot);
}

static __maybe_unused void name_handler(struct attribute_table *table)
{
	table->mmap = resource_mmap;
}

static unsigned long shared_area(struct file *file, unsigned long addr,
				 unsigned long len, unsigned long pgoff,
				 unsigned long flags)
{
	if ((flags & MAP_TYPE) == MAP_PRIVATE)
		return -EINVAL;
	return addr;
}

static int twice_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP | VM_IO); /* expect: private-pfnmap */
	return 0;
}

const struct file_operations refusing_fops = {
	.mmap			= twice_mmap,
	.get_unmapped_area	= shared_area,
};

const struct file_operations plain_fops = {
	.mmap		= twice_mmap,
};
