// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 */
/* What is asked of a descriptor on the way to the action, and what carries it out. */
#include <linux/mm.h>
#include <linux/fs.h>

static int shared_prepare(struct vm_area_desc *desc)
{
	if (!vma_desc_test(desc, VMA_SHARED_BIT))
		return -EINVAL;

	mmap_action_remap_full(desc, desc->pgoff);
	return 0;
}

static int cow_prepare(struct vm_area_desc *desc)
{
	if (vma_desc_is_cow_mapping(desc))
		return -EINVAL;

	mmap_action_simple_ioremap(desc, 0x10000, PAGE_SIZE);
	return 0;
}

static int readonly_prepare(struct vm_area_desc *desc)
{
	vma_desc_clear_flags(desc, VMA_MAYWRITE_BIT);
	mmap_action_simple_ioremap(desc, 0x20000, PAGE_SIZE);
	return 0;
}

/* No handler: the mm does there what one has asked for. */
int carry_out(struct vm_area_desc *desc)
{
	const struct mmap_action *action = &desc->action;

	mmap_action_remap_full(desc, action->pfn);
	return 0;
}

const struct file_operations asking_fops[] = {
	{ .mmap_prepare = shared_prepare },
	{ .mmap_prepare = cow_prepare },
	{ .mmap_prepare = readonly_prepare },
};
