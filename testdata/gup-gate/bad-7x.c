// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 */
/* The bitmap spelling of a refused pin. */
#include <linux/mm.h>

long refuse_pin_bitmap(struct vm_area_struct *vma, unsigned long addr,
		       struct page **pages)
{
	if (vma_test_any(vma, VMA_IO_BIT, VMA_PFNMAP_BIT)) /* expect: gup-gate */
		return -EFAULT;

	return pin_user_pages(addr, 1, FOLL_LONGTERM, pages);
}
