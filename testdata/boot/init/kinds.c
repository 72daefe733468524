// SPDX-License-Identifier: GPL-2.0-only
/*
 * kinds.c - the kinds of mapping.  The physical addresses: RESERVED has struct
 * pages but is nobody's memory (memmap= on the command line), HOLE has neither
 * memory nor struct pages, 0 lets the driver map pages of its own.
 */
#include "observe.h"

#if defined(FOR_UM)
#define RESERVED 0x3000000
#define DRIVER 0
#else
#define RESERVED 0x4000000
#define DRIVER RESERVED
#endif
#define HOLE 0x40000000

#define FOUR (4 * PAGE)
#define ALL 0xf
#define NOT_2 0xb	/* without the hole of pfn-pte */
#define NOT_3 0x7	/* without the hole of pfn-range, pfn-mixed */

const struct kind kinds[] = {
	{ .name = "anon", .backing = BACK_ANON, .size = FOUR, .can_cow = true },
	{ .name = "zero", .backing = BACK_ANON, .size = FOUR, .can_cow = true,
	  .touch = ALL },
	{ .name = "file", .backing = BACK_FILE, .size = FOUR, .can_cow = true,
	  .touch = ALL },
	{ .name = "mem-private", .node = "mem", .offset = RESERVED, .size = FOUR,
	  .can_cow = true, .touch = ALL },
	{ .name = "mem-shared", .node = "mem", .offset = RESERVED, .size = FOUR,
	  .shared = true, .touch = ALL },
	{ .name = "range-private", .node = "pfn-range", .offset = DRIVER,
	  .size = FOUR, .can_cow = true, .touch = NOT_3 },
	{ .name = "noio-private", .node = "pfn-range-noio", .offset = DRIVER,
	  .size = FOUR, .can_cow = true, .touch = NOT_3 },
	{ .name = "pte-private", .node = "pfn-pte", .offset = DRIVER,
	  .size = FOUR, .touch = NOT_2 },
	{ .name = "pte-shared", .node = "pfn-pte", .offset = DRIVER,
	  .size = FOUR, .shared = true, .touch = NOT_2 },
	{ .name = "vvar", .backing = BACK_VVAR },
#if defined(FOR_UM)
	{ .name = "mixed-private", .node = "pfn-mixed", .offset = DRIVER,
	  .size = FOUR, .can_cow = true, .touch = NOT_3 },
#else
	{ .name = "hole-private", .node = "mem", .offset = HOLE, .size = FOUR,
	  .can_cow = true, .touch = ALL },
	{ .name = "mixed-private", .node = "pfn-mixed", .offset = HOLE,
	  .size = FOUR, .can_cow = true, .touch = NOT_3 },
	{ .name = "pmd-shared", .node = "pfn-pmd", .offset = RESERVED,
	  .size = 4 * MIB, .shared = true, .leaves = true, .touch = 1 },
	{ .name = "pmd-hole-private", .node = "pfn-pmd", .offset = HOLE,
	  .size = 4 * MIB, .leaves = true, .touch = 1 },
	{ .name = "mixed-pmd", .node = "pfn-mixed-pmd", .offset = HOLE,
	  .size = 4 * MIB, .shared = true, .leaves = true, .touch = 1 },
	{ .name = "pud-hole-shared", .node = "pfn-pud", .offset = HOLE,
	  .size = GIB, .shared = true, .leaves = true, .touch = 1 },
	{ .name = "mixed-pud", .node = "pfn-mixed-pud", .offset = HOLE,
	  .size = GIB, .shared = true, .leaves = true, .touch = 1 },
	{ .name = "thp", .backing = BACK_ANON, .size = 4 * MIB, .can_cow = true,
	  .huge_pages = true },
	{ .name = "huge-zero", .backing = BACK_ANON, .size = 4 * MIB,
	  .huge_pages = true, .touch = 1 },
#endif
};
const size_t n_kinds = sizeof(kinds) / sizeof(*kinds);
