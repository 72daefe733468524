// SPDX-License-Identifier: GPL-2.0-only
/* Functions whose answer is a read at one remove. */
bool defined_elsewhere(struct vm_area_struct *vma)	/* carrier: predicate 1 tree */
{
	if (vma->vm_flags & VM_PFNMAP)
		return false;
	return true;
}

static bool of_flags(vm_flags_t flags)	/* carrier: predicate 2 file */
{
	return !(flags & VM_MIXEDMAP);
}

static bool of_long_flags(unsigned long newflags)	/* carrier: predicate 1 file */
{
	bool ok = true;

	if (newflags & VM_PFNMAP)
		ok = false;
	return ok;
}

static bool through_another(struct vm_area_struct *vma)	/* carrier: predicate 2 file */
{
	bool answer = of_flags(vma->vm_flags);

	return answer && vma->vm_file;
}

int old_style(struct vm_area_struct *vma)	/* carrier: predicate 1 tree */
{
	if (vma->vm_flags & VM_PFNMAP)
		return 0;
	return vma->vm_file && vma->vm_ops;
}

static bool through_field(struct vm_area_struct *vma, struct gather *g)	/* carrier: predicate 3 file */
{
	return g->vma_stored;
}

static bool by_goto(struct vm_area_struct *vma)	/* carrier: predicate 1 file */
{
	bool ret = false;

	if (is_pfnmap(vma))
		goto out;
	ret = look(vma);
out:
	return ret;
}

/* Near misses. */
static unsigned long returns_mask(struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_PFNMAP;
}

static bool *returns_pointer(struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_PFNMAP ? &a : &b;
}

static bool of_something_else(struct inode *inode)
{
	return inode->vma->vm_flags & VM_PFNMAP;
}

static bool answer_is_independent(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP)
		count++;
	return vma->vm_file;
}

static bool only_asserts(struct vm_area_struct *vma)
{
	if (WARN_ON(vma->vm_flags & VM_PFNMAP))
		return false;
	return true;
}

static bool only_writes(struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP);
	vma->vm_flags &= ~VM_MIXEDMAP;
	return true;
}

static bool hands_it_on(struct vm_area_struct *vma)
{
	return length(vma->vm_flags & VM_PFNMAP);
}

/* A .test_walk that is called by name, too; its caller only goes on. */
static int skips(unsigned long start, unsigned long end, struct mm_walk *walk)	/* carrier: predicate 1 file */
{
	if (walk->vma->vm_flags & VM_PFNMAP)
		return true;
	return !walk->private;
}

static bool goes_on(struct mm_walk *walk)
{
	while (walk->vma) {
		walk->vma = next_vma(walk->vma);
		if (skips(0, 1, walk))
			continue;
		return true;
	}
	return false;
}

static int only_called_back(unsigned long start, unsigned long end,
			    struct mm_walk *walk)
{
	if (walk->vma->vm_flags & VM_PFNMAP)
		return 1;
	return 0;
}

static bool vma_in_a_struct(struct behavior *behavior)	/* carrier: predicate 1 file */
{
	struct vm_area_struct *vma = behavior->vma;

	return !(vma->vm_flags & VM_PFNMAP);
}

/* Others call it to get work done. */
bool works_on_struct(struct behavior *behavior)
{
	struct vm_area_struct *vma = behavior->vma;

	if (vma->vm_flags & VM_PFNMAP)
		return true;
	return work(vma);
}
