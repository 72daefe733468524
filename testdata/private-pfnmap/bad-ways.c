// SPDX-License-Identifier: GPL-2.0-only
/* fixture: mutants=bad.c */
/* Ways to a PFN mapping, and questions that keep no private one away from it. */
#include <linux/mm.h>
#include <linux/fs.h>

struct device;

#define WINDOW_FLAGS	(VM_IO | VM_PFNMAP)
#define map_window(vma, pfn) \
	remap_pfn_range(vma, (vma)->vm_start, pfn, PAGE_SIZE, (vma)->vm_page_prot)

static vm_fault_t window_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 0x5000);
}

static const struct vm_operations_struct window_vm_ops = {
	.fault		= window_fault,
};

static void compat_flags_set(struct vm_area_struct *vma, unsigned long flags)
{
	vm_flags_set(vma, flags);
}

static void compat_twice(struct vm_area_struct *vma, unsigned long more)
{
	compat_flags_set(vma, more | VM_DONTEXPAND);
}

static int local_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_t flags = VM_IO | VM_PFNMAP;

	vma->vm_ops = &window_vm_ops;
	vm_flags_set(vma, flags); /* expect: private-pfnmap crash */
	return 0;
}

static int wrapper_mmap(struct file *file, struct vm_area_struct *vma)
{
	compat_twice(vma, WINDOW_FLAGS); /* expect: private-pfnmap crash */
	vma->vm_ops = &window_vm_ops;
	return 0;
}

static int macro_mmap(struct file *file, struct vm_area_struct *vma)
{
	return map_window(vma, 0x5000); /* expect: private-pfnmap */
}

static int iomap_mmap(struct file *file, struct vm_area_struct *vma)
{
	return vm_iomap_memory(vma, 0x50000, PAGE_SIZE); /* expect: private-pfnmap */
}

static int dma_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct device *dev = file->private_data;

	return dma_mmap_coherent(dev, vma, dev, 0x50000, PAGE_SIZE); /* expect: private-pfnmap */
}

/* It sets what others demand, and refuses what cannot be written only. */
static int sets_shared_mmap(struct file *file, struct vm_area_struct *vma)
{
	bool readonly = file->private_data;

	vm_flags_set(vma, VM_SHARED);
	if (readonly)
		vm_flags_clear(vma, VM_MAYWRITE);
	return map_window(vma, 0x6000); /* expect: private-pfnmap */
}

/* Only the other branch is refused. */
static int other_branch_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (file->private_data) {
		if (!(vma->vm_flags & VM_SHARED))
			return -EINVAL;
		return vm_insert_page(vma, vma->vm_start, file->private_data);
	}
	return map_window(vma, 0x7000); /* expect: private-pfnmap */
}

/* Whoever asks too late has mapped already; here it is the shared that goes. */
static int wrong_way_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_SHARED)
		return -EINVAL;
	return map_window(vma, 0x8000); /* expect: private-pfnmap */
}

const struct file_operations local_fops = {
	.mmap		= local_mmap,
};

const struct file_operations wrapper_fops = {
	.mmap		= wrapper_mmap,
};

const struct file_operations macro_fops = {
	.mmap		= macro_mmap,
};

const struct file_operations iomap_fops = {
	.mmap		= iomap_mmap,
};

const struct file_operations dma_fops = {
	.mmap		= dma_mmap,
};

const struct file_operations sets_shared_fops = {
	.mmap		= sets_shared_mmap,
};

const struct file_operations other_branch_fops = {
	.mmap		= other_branch_mmap,
};

const struct file_operations wrong_way_fops = {
	.mmap		= wrong_way_mmap,
};
