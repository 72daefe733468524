// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 */
/* Gates of one family in the bitmap spelling. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

static int both_bits_test(unsigned long start, unsigned long end,
			  struct mm_walk *walk)
{
	return vma_test_any(walk->vma, VMA_IO_BIT, VMA_PFNMAP_BIT); /* expect: walk-gate */
}

static int pfnmap_bit_test(unsigned long start, unsigned long end,
			   struct mm_walk *walk)
{
	return vma_test(walk->vma, VMA_PFNMAP_BIT); /* expect: walk-gate */ /* expect: gate-mismatch */
}

const struct mm_walk_ops both_bits_ops = { .test_walk = both_bits_test };
const struct mm_walk_ops pfnmap_bit_ops = { .test_walk = pfnmap_bit_test };
