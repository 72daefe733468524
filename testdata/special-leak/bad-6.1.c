// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=6.1 */
/* The special bit of a pte read through the pointer. */
#include <linux/mm.h>

bool special_through_pointer(struct vm_area_struct *vma, unsigned long addr,
			     pte_t *ptep)
{
	return pte_present(*ptep) && pte_special(*ptep); /* expect: special-leak */
}
