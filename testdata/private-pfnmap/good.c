// SPDX-License-Identifier: GPL-2.0-only
/* Handlers that refuse private mappings, each in its own way. */
#include <linux/mm.h>
#include <linux/fs.h>

static int map_all(struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, 0x5000,
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}

static int shared_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	return map_all(vma);
}

static int no_cow_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	return map_all(vma);
}

static int never_writable_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_clear(vma, VM_MAYWRITE);
	return map_all(vma);
}

static int pages_mmap(struct file *file, struct vm_area_struct *vma)
{
	return vm_insert_page(vma, vma->vm_start, file->private_data);
}

/* No private mapping gets as far as the handler. */
static unsigned long shared_area(struct file *file, unsigned long addr,
				 unsigned long len, unsigned long pgoff,
				 unsigned long flags)
{
	if ((flags & MAP_TYPE) == MAP_PRIVATE)
		return -EINVAL;
	return addr;
}

static int area_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP | VM_IO);
	return map_all(vma);
}

const struct file_operations area_fops = {
	.mmap			= area_mmap,
	.get_unmapped_area	= shared_area,
};

/* What drivers' handlers call to map their buffers: those are asked. */
struct device;

struct dma_map_ops {
	int (*mmap)(struct device *dev, struct vm_area_struct *vma);
	void (*free)(struct device *dev);
};

static int buffer_mmap(struct device *dev, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, 0x5000, PAGE_SIZE,
			       vma->vm_page_prot);
}

const struct dma_map_ops buffer_ops = {
	.free		= NULL,
	.mmap		= buffer_mmap,
};

/* No table can name it: it is given no file. */
int map_for_others(struct vm_area_struct *vma, unsigned long pfn)
{
	return remap_pfn_range(vma, vma->vm_start, pfn, PAGE_SIZE,
			       vma->vm_page_prot);
}

const struct file_operations silent_fops[] = {
	{ .mmap = shared_mmap },
	{ .mmap = no_cow_mmap },
	{ .mmap = never_writable_mmap },
	{ .mmap = pages_mmap },
};
