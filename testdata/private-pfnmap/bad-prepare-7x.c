// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 mutants=bad-7x.c */
/* The mm is asked to map once the VMA stands. */
#include <linux/mm.h>
#include <linux/fs.h>

static int remap_prepare(struct vm_area_desc *desc)
{
	mmap_action_remap_full(desc, desc->pgoff); /* expect: private-pfnmap */
	return 0;
}

const struct file_operations remap_fops = {
	.mmap_prepare	= remap_prepare,
};

/* Of what is shared only: a private mapping gets through. */
static int ioremap_prepare(struct vm_area_desc *desc)
{
	if (vma_desc_test(desc, VMA_SHARED_BIT))
		vma_desc_clear_flags(desc, VMA_MAYWRITE_BIT);

	mmap_action_simple_ioremap(desc, 0x10000, PAGE_SIZE); /* expect: private-pfnmap */
	return 0;
}

const struct file_operations ioremap_fops = {
	.mmap_prepare	= ioremap_prepare,
};
