// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=6.1 */
/* The lookups of 6.1: follow_pte() and follow_pfn(). */
#include <linux/mm.h>

int get_after_follow_pte(struct vm_area_struct *vma, unsigned long addr)
{
	spinlock_t *ptl;
	pte_t *ptep;
	unsigned long pfn;
	int ret;

	ret = follow_pte(vma->vm_mm, addr, &ptep, &ptl);
	if (ret)
		return ret;
	pfn = pte_pfn(*ptep);
	if (!try_get_page(pfn_to_page(pfn))) /* expect: follow-refcount */
		ret = -EFAULT;
	pte_unmap_unlock(ptep, ptl);
	return ret;
}

struct page *get_after_follow_pfn(struct vm_area_struct *vma, unsigned long addr)
{
	unsigned long pfn;

	if (follow_pfn(vma, addr, &pfn))
		return NULL;
	get_page(pfn_to_page(pfn)); /* expect: follow-refcount */
	return pfn_to_page(pfn);
}

/* The value counts, not its name. */
int hold_by_value(struct vm_area_struct *vma, unsigned long at,
		  struct page **out)
{
	unsigned long frame;
	struct page *page;

	if (follow_pfn(vma, at, &frame))
		return -EFAULT;
	page = pfn_to_page(frame);
	get_page(page); /* expect: follow-refcount */
	*out = page;
	return 0;
}

int hold_entry(struct vm_area_struct *vma, unsigned long at, struct page **out)
{
	struct page *page;
	spinlock_t *ptl;
	pte_t *ptep;

	if (follow_pte(vma->vm_mm, at, &ptep, &ptl))
		return -EFAULT;
	page = pte_page(*ptep);
	get_page(page); /* expect: follow-refcount */
	*out = page;
	pte_unmap_unlock(ptep, ptl);
	return 0;
}

static unsigned long frame_at(struct vm_area_struct *vma, unsigned long at)
{
	unsigned long frame;

	return follow_pfn(vma, at, &frame) ? 0 : frame;
}

static void hold(struct vm_area_struct *vma, struct page *page)
{
	if (vma)
		get_page(page);
}

int hold_many(struct vm_area_struct *vma, unsigned long at, struct page **out)
{
	unsigned long frame = frame_at(vma, at);
	int i;

	for (i = 0; i < 4; i++) {
		out[i] = pfn_to_page(frame + i);
		hold(vma, out[i]); /* expect: follow-refcount */
	}
	return 0;
}

#define HOLD_PAGE(page)		get_page(page)
#define FIND_FRAME(vma, at, to)	follow_pfn(vma, at, to)

int hold_by_macros(struct vm_area_struct *vma, unsigned long at)
{
	unsigned long frame;

	if (FIND_FRAME(vma, at, &frame))
		return -EFAULT;
	HOLD_PAGE(pfn_to_page(frame)); /* expect: follow-refcount */
	return 0;
}

struct window {
	unsigned long frame;
	struct page *page;
};

int hold_a_member(struct vm_area_struct *vma, unsigned long at, struct window *to)
{
	struct window mine = *to;

	if (follow_pfn(vma, at, &mine.frame))
		return -EFAULT;
	mine.page = pfn_to_page(mine.frame);
	get_page(mine.page); /* expect: follow-refcount */
	*to = mine;
	return 0;
}

int hold_what_is_handed_out(struct vm_area_struct *vma, unsigned long at,
			    unsigned long *to)
{
	if (follow_pfn(vma, at, to))
		return -EFAULT;
	get_page(pfn_to_page(*to)); /* expect: follow-refcount */
	return 0;
}
