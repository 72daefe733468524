// SPDX-License-Identifier: GPL-2.0-only
/*
 * pfn_maps.c - a node for each way in which a driver makes a mapping of frame
 * numbers.  Built into the test kernel only, as drivers/misc/pfn_maps.c.
 *
 * The offset of a mapping is the physical address to map.  Offset 0 stands for
 * a few pages of this driver's own, where a machine has no spare address space
 * (User Mode Linux).  Reading a node tells "FAULTS FRAME\n": how many faults its
 * mappings took so far, and the first frame of its own pages.
 */
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pfn_out.h>

/* Until 6.16 some functions take a pfn_t. */
#if __has_include(<linux/pfn_t.h>)
#include <linux/pfn_t.h>
#define FRAME(pfn) __pfn_to_pfn_t(pfn, PFN_DEV)
#else
#define FRAME(pfn) (pfn)
#endif

#define OWN_PAGES 8
#define HOLE_OF_FAULTS 2	/* this page never gets an entry */
#define HOLE_OF_RANGE 3		/* this one loses it at once */
#define NORMAL_OF_MIXED 2	/* this one is a page with a struct page */
#define FLAGS_PFN (VM_PFNMAP | VM_IO | VM_DONTEXPAND | VM_DONTDUMP)

/* Each page with a count of its own, since one is inserted as a normal page. */
static void *own;
static atomic_t faults;

int pfn_out;
core_param(pfn_out, pfn_out, int, 0);

static unsigned long first_frame(struct vm_area_struct *vma)
{
	/* remap_pfn_range() stores the frame there if the mapping is private. */
	return vma->vm_pgoff ? vma->vm_pgoff : page_to_pfn(virt_to_page(own));
}

static unsigned long index_of(struct vm_fault *vmf)
{
	return (vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT;
}

static unsigned long frame_of(struct vm_fault *vmf)
{
	return first_frame(vmf->vma) + index_of(vmf);
}

static vm_fault_t pte_fault(struct vm_fault *vmf)
{
	atomic_inc(&faults);
	if (index_of(vmf) == HOLE_OF_FAULTS)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address & PAGE_MASK, frame_of(vmf));
}

static vm_fault_t mixed_fault(struct vm_fault *vmf)
{
	unsigned long address = vmf->address & PAGE_MASK;

	atomic_inc(&faults);
	if (index_of(vmf) > NORMAL_OF_MIXED)
		return VM_FAULT_SIGBUS;
	if (index_of(vmf) == NORMAL_OF_MIXED) {
		if (vm_insert_page(vmf->vma, address,
				   virt_to_page(own) + NORMAL_OF_MIXED))
			return VM_FAULT_SIGBUS;
		return VM_FAULT_NOPAGE;
	}
	return vmf_insert_mixed(vmf->vma, address, FRAME(frame_of(vmf)));
}

static vm_fault_t no_fault(struct vm_fault *vmf)
{
	atomic_inc(&faults);
	return VM_FAULT_SIGBUS;
}

#ifdef CONFIG_ARCH_SUPPORTS_PMD_PFNMAP
static vm_fault_t pmd_fault(struct vm_fault *vmf, unsigned int order)
{
	unsigned long frame = frame_of(vmf) & ~(PTRS_PER_PTE - 1UL);

	if (order != PMD_ORDER)
		return VM_FAULT_FALLBACK;
	atomic_inc(&faults);
	return vmf_insert_pfn_pmd(vmf, FRAME(frame), false);
}
#else
#define pmd_fault NULL
#endif

#ifdef CONFIG_ARCH_SUPPORTS_PUD_PFNMAP
static vm_fault_t pud_fault(struct vm_fault *vmf, unsigned int order)
{
	unsigned long frame = frame_of(vmf) & ~((1UL << PUD_ORDER) - 1);

	if (order != PUD_ORDER)
		return VM_FAULT_FALLBACK;
	atomic_inc(&faults);
	return vmf_insert_pfn_pud(vmf, FRAME(frame), false);
}
#else
#define pud_fault NULL
#endif

static const struct vm_operations_struct pte_ops = { .fault = pte_fault };
static const struct vm_operations_struct mixed_ops = { .fault = mixed_fault };
static const struct vm_operations_struct range_ops = { .fault = no_fault };
static const struct vm_operations_struct pmd_ops = {
	.fault = no_fault,
	.huge_fault = pmd_fault,
};
static const struct vm_operations_struct pud_ops = {
	.fault = no_fault,
	.huge_fault = pud_fault,
};

static int map(struct vm_area_struct *vma, vm_flags_t flags,
	       const struct vm_operations_struct *ops)
{
	/* No PFN mapping of single frames may be written privately. */
	if ((flags & VM_PFNMAP) && !(vma->vm_flags & VM_SHARED))
		vm_flags_clear(vma, VM_MAYWRITE);
	vm_flags_set(vma, flags);
	vma->vm_ops = ops;
	return 0;
}

static int map_ptes(struct file *file, struct vm_area_struct *vma)
{
	return map(vma, FLAGS_PFN, &pte_ops);
}

static int map_pmds(struct file *file, struct vm_area_struct *vma)
{
	return map(vma, FLAGS_PFN, &pmd_ops);
}

static int map_puds(struct file *file, struct vm_area_struct *vma)
{
	return map(vma, FLAGS_PFN, &pud_ops);
}

static int map_mixed(struct file *file, struct vm_area_struct *vma)
{
	return map(vma, VM_MIXEDMAP | VM_DONTEXPAND, &mixed_ops);
}

static int map_mixed_pmds(struct file *file, struct vm_area_struct *vma)
{
	return map(vma, VM_MIXEDMAP | VM_DONTEXPAND, &pmd_ops);
}

static int map_mixed_puds(struct file *file, struct vm_area_struct *vma)
{
	return map(vma, VM_MIXEDMAP | VM_DONTEXPAND, &pud_ops);
}

static int map_range(struct file *file, struct vm_area_struct *vma)
{
	unsigned long hole = vma->vm_start + HOLE_OF_RANGE * PAGE_SIZE;
	int ret = remap_pfn_range(vma, vma->vm_start, first_frame(vma),
				  vma->vm_end - vma->vm_start, vma->vm_page_prot);

	if (ret)
		return ret;
	vma->vm_ops = &range_ops;
	zap_vma_ptes(vma, hole, PAGE_SIZE);
	return 0;
}

static int map_range_without_io(struct file *file, struct vm_area_struct *vma)
{
	int ret = map_range(file, vma);

	if (!ret)
		vm_flags_clear(vma, VM_IO);
	return ret;
}

static ssize_t tell(struct file *file, char __user *to, size_t n, loff_t *pos)
{
	char text[64];
	int length = scnprintf(text, sizeof(text), "%d %lu\n",
			       atomic_read(&faults), page_to_pfn(virt_to_page(own)));

	return simple_read_from_buffer(to, n, pos, text, length);
}

#define NODE(node, map_it) { \
	.minor = MISC_DYNAMIC_MINOR, \
	.name = node, \
	.fops = &(const struct file_operations) { \
		.owner = THIS_MODULE, .read = tell, .mmap = map_it, \
	}, \
}

static struct miscdevice nodes[] = {
	NODE("pfn-pte", map_ptes),
	NODE("pfn-pmd", map_pmds),
	NODE("pfn-pud", map_puds),
	NODE("pfn-range", map_range),
	NODE("pfn-range-noio", map_range_without_io),
	NODE("pfn-mixed", map_mixed),
	NODE("pfn-mixed-pmd", map_mixed_pmds),
	NODE("pfn-mixed-pud", map_mixed_puds),
};

static int __init pfn_maps_init(void)
{
	int ret = 0;

	own = alloc_pages_exact_nid(0, OWN_PAGES * PAGE_SIZE,
				    GFP_KERNEL | __GFP_ZERO | __GFP_THISNODE);
	if (!own)
		return -ENOMEM;
	for (size_t i = 0; i < ARRAY_SIZE(nodes) && !ret; i++)
		ret = misc_register(&nodes[i]);
	return ret;
}
device_initcall(pfn_maps_init);

MODULE_DESCRIPTION("Mappings of frame numbers of every kind, for tests");
MODULE_LICENSE("GPL");
