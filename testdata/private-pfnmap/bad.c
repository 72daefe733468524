// SPDX-License-Identifier: GPL-2.0-only
/* mmap handlers that set up PFN mappings of private mappings too. */
#include <linux/mm.h>
#include <linux/fs.h>

static int remap_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	return remap_pfn_range(vma, vma->vm_start, 0x5000, size, /* expect: private-pfnmap */
			       vma->vm_page_prot);
}

const struct file_operations remap_fops = {
	.mmap		= remap_mmap,
};

static vm_fault_t insert_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 0x5000);
}

static const struct vm_operations_struct insert_vm_ops = {
	.fault		= insert_fault,
};

/* vmf_insert_pfn() asserts that this is no copy-on-write mapping. */
static int flag_and_fault_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND); /* expect: private-pfnmap crash */
	vma->vm_ops = &insert_vm_ops;
	return 0;
}

const struct file_operations fault_fops = {
	.mmap		= flag_and_fault_mmap,
};
