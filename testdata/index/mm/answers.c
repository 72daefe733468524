// SPDX-License-Identifier: GPL-2.0-only
/* Answers that are neither yes nor no, of functions that do nothing but ask. */
static int an_errno(struct vm_area_struct *vma, int write)	/* carrier: predicate 1 file */
{
	unsigned long flags = vma->vm_flags;
	bool anon = is_anon(vma);

	if (flags & VM_PFNMAP)
		return -EFAULT;
	if (write && !anon)
		return -EACCES;
	return 0;
}

int picked_errno(struct vm_area_struct *vma)	/* carrier: predicate 2 tree */
{
	return vma->vm_flags & VM_MIXEDMAP ? -EINVAL : 0;
}

static enum scan_result an_enum(struct mm_struct *mm, unsigned long address,	/* carrier: predicate 1 file */
				struct vm_area_struct **vmap)
{
	struct vm_area_struct *vma;

	if (leaving(mm))
		return SCAN_ANY_PROCESS;
	*vmap = vma = find_vma(mm, address);
	if (!vma)
		return SCAN_VMA_NULL;
	if (an_errno(vma, 0))
		return SCAN_VMA_CHECK;
	return SCAN_SUCCEED;
}

unsigned long a_mask(struct vm_area_struct *vma, unsigned long orders)	/* carrier: predicate 3 tree */
{
	orders &= supported(vma);
	if (!orders)
		return 0;
	if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP))
		return 0;
	return vma->vm_file ? orders & of_file(vma->vm_file) : orders;
}

static inline unsigned long a_mask_of_another(struct vm_area_struct *vma)	/* carrier: predicate 3 file */
{
	unsigned long orders = vma->vm_file ? 1 : 2;

	return a_mask(vma, orders);
}

#define a_single_bit(vma, order) (!!a_mask(vma, BIT(order)))	/* carrier: predicate 3 file */

static int looked_up(struct mm_struct *mm, unsigned long start, unsigned long end)	/* carrier: predicate 1 file */
{
	struct vm_area_struct *vma;

	do {
		vma = vma_lookup(mm, start);
		if (!vma || (vma->vm_flags & VM_PFNMAP))
			return -EFAULT;
		start = vma->vm_end;
	} while (start < end);
	return others_of(mm, end);
}

static int stopped_at(struct mm_struct *mm, unsigned long start, unsigned long end)	/* carrier: predicate 3 file */
{
	VMA_ITERATOR(vmi, mm, start);
	struct vm_area_struct *vma;

	mmap_read_lock(mm);
	for_each_vma_range(vmi, vma, end) {
		if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP))
			break;
		start = vma->vm_end;
	}
	mmap_read_unlock(mm);
	if (vma || start < end)
		return -EFAULT;
	return 0;
}

static int of_a_walk(unsigned long start, unsigned long end, struct mm_walk *walk)	/* carrier: predicate 1 file */
{
	struct vm_area_struct *vma = walk->vma;
	const struct mm_walk_ops *ops = walk->ops;

	if (ops->test_walk)
		return ops->test_walk(start, end, walk);
	if (vma->vm_flags & VM_PFNMAP) {
		int err = 1;

		if (ops->pte_hole)
			err = ops->pte_hole(start, end, -1, walk);
		return err ? err : 1;
	}
	return 0;
}

static int walks(struct mm_walk *walk)
{
	int err = of_a_walk(0, 1, walk);

	return err > 0 ? 0 : err;
}

/* Near misses: they do something, and may fail. */
static int works_at_the_end(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP)
		return -EINVAL;
	return remap(vma);
}

static int works_by_struct(struct behavior *behavior)
{
	struct vm_area_struct *vma = behavior->vma;

	if (vma->vm_flags & VM_PFNMAP)
		return -EINVAL;
	return advise(behavior);
}

static int works_in_between(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP)
		return -EINVAL;
	drain();
	return 0;
}

static int works_for_errno(struct vm_area_struct *vma)
{
	int ret;

	if (vma->vm_flags & VM_PFNMAP)
		return -EINVAL;
	ret = remap(vma);
	if (ret)
		return -EIO;
	return 0;
}

static int hands_errno_on(struct vm_area_struct *vma)
{
	int ret = 0;

	if (vma->vm_flags & VM_PFNMAP)
		ret = -EINVAL;
	return ret;
}

static int same_answer(struct vm_area_struct *vma, unsigned long *vm_flags)
{
	if (vma->vm_flags & VM_PFNMAP)
		return 0;
	*vm_flags |= VM_MERGEABLE;
	return 0;
}

static unsigned long a_count(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP)
		return 0;
	return vma->vm_end - vma->vm_start;
}

int vma_of_nobody(struct mm_struct *mm, unsigned long start)
{
	struct vm_area_struct *vma;

	vma = vma_lookup(mm, start);
	if (vma->vm_flags & VM_PFNMAP)
		return -EFAULT;
	return 0;
}

static int called_back_with_vma(unsigned long start, unsigned long end,
				struct mm_walk *walk)
{
	struct vm_area_struct *vma = walk->vma;

	if (vma->vm_flags & VM_PFNMAP)
		return 1;
	return 0;
}
