/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * scan.h - PAGEMAP_SCAN, which the linux/fs.h of the distribution does not have
 * yet.  As in include/uapi/linux/fs.h of the kernel, since 6.7; the names differ,
 * so that a newer linux/fs.h does no harm.
 */
#ifndef SCAN_H
#define SCAN_H

#include <stdint.h>
#include <sys/ioctl.h>

struct scan_region {
	uint64_t start, end, categories;
};

struct scan_arg {
	uint64_t size, flags, start, end, walk_end, vec, vec_len, max_pages;
	uint64_t category_inverted, category_mask, category_anyof_mask;
	uint64_t return_mask;
};

#define SCAN_IOCTL _IOWR('f', 16, struct scan_arg)

#define SCAN_WRITTEN (1 << 1)
#define SCAN_FILE (1 << 2)
#define SCAN_PRESENT (1 << 3)
#define SCAN_SOFT_DIRTY (1 << 7)
#define SCAN_EVERY 0xff	/* all that 6.12 knows */

#define SCAN_WP_MATCHING (1 << 0)
#define SCAN_CHECK_WPASYNC (1 << 1)

#endif
