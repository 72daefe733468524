// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=6.1 */
/* Pages that are not what the lookup found, or that may be counted. */
#include <linux/mm.h>

struct window {
	unsigned long frame;
	struct page *page;
};

int hold_the_normal_page(struct vm_area_struct *vma, unsigned long at)
{
	struct page *page;
	spinlock_t *ptl;
	pte_t *ptep;

	if (follow_pte(vma->vm_mm, at, &ptep, &ptl))
		return -EFAULT;
	page = vm_normal_page(vma, at, *ptep);
	if (page)
		get_page(page);
	pte_unmap_unlock(ptep, ptl);
	return 0;
}

/* The variable holds another frame by then. */
int hold_another_frame(struct vm_area_struct *vma, unsigned long at,
		       const struct window *own)
{
	unsigned long frame;

	if (follow_pfn(vma, at, &frame))
		return -EFAULT;
	frame = own->frame;
	get_page(pfn_to_page(frame));
	return 0;
}

int hold_another_member(struct vm_area_struct *vma, unsigned long at,
			struct window *to)
{
	if (follow_pfn(vma, at, &to->frame))
		return -EFAULT;
	get_page(to->page);
	return 0;
}
