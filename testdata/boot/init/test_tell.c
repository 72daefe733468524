// SPDX-License-Identifier: GPL-2.0-only
/* test_tell.c - what the kernel tells of a mapping without changing it. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "observe.h"
#include "scan.h"

static void smaps(struct area *area)
{
	say_smaps(area, "smaps", "Rss Pss Shared_Clean Shared_Dirty "
		  "Private_Clean Private_Dirty Referenced Anonymous LazyFree "
		  "AnonHugePages Swap Locked VmFlags");
	say_leaf(area);
}

static void measure(long values[3])
{
	values[0] = proc_value("/proc/self/smaps_rollup", "Rss");
	values[1] = proc_value("/proc/self/smaps_rollup", "Anonymous");
	values[2] = proc_value("/proc/self/status", "RssAnon");
}

/*
 * What the whole process has, with and without this mapping: the difference is
 * the mapping's, and only that is told.
 */
static void whole(struct area *area)
{
	static const char *const names[] = { "Rss", "Anonymous", "status.RssAnon" };
	long with[3], without[3];

	if (area->kind->backing == BACK_VVAR)
		return;
	/* The first time takes pages for the measuring itself. */
	measure(with);
	say_leaf(area);
	measure(without);
	measure(with);
	munmap(area->at, area->size);
	measure(without);
	for (size_t i = 0; i < 3; i++)
		say(area, names[i], "%ld kB", with[i] - without[i]);
}

/* The counts of numa_maps; the policy and the file stand in front of them. */
static void numa_maps(struct area *area)
{
	FILE *f = fopen("/proc/self/numa_maps", "r");
	char line[512];
	bool found = false;

	if (!f) {
		say(area, "counts", "no file");
		return;
	}
	while (!found && fgets(line, sizeof(line), f))
		found = strtoul(line, NULL, 16) == (uintptr_t)area->at;
	fclose(f);
	line[strcspn(line, "\n")] = '\0';
	say(area, "counts", "%s", found ? strchr(line, ' ') + 1 : "no line");
	say_leaf(area);
}

/* In one read with the pages beside it, since answers are placed by position. */
static void pagemap(struct area *area)
{
	uint64_t entries[8];
	size_t n = area->size / PAGE + 2;
	int fd;

	say_pagemap(area, "pagemap");
	say_leaf(area);
	if (n > 8 || area->kind->backing == BACK_VVAR)
		return;
	fd = open("/proc/self/pagemap", O_RDONLY);
	pread(fd, entries, n * sizeof(*entries),
	      ((uintptr_t)area->at / PAGE - 1) * sizeof(*entries));
	close(fd);
	say(area, "before", "%s", entries[0] >> 63 ? "present" : "--");
	for (size_t i = 1; i < n - 1; i++)
		say_page(area, i - 1, "in-one-read", "%s",
			 entries[i] >> 63 ? "present" : "--");
	say(area, "behind", "%s", entries[n - 1] >> 63 ? "present" : "--");
}

static void mincore_pages(struct area *area)
{
	size_t pages[8], n = area_samples(area, pages);
	size_t count = area->size / PAGE + 2;
	unsigned char *vec = malloc(count);
	bool alone = area->kind->backing == BACK_VVAR;
	char *from = area->at - (alone ? 0 : PAGE);

	memset(vec, 0xff, count);
	say(area, "returned", "%s",
	    outcome(mincore(from, area->size + (alone ? 0 : 2 * PAGE), vec)));
	for (size_t i = 0; i < n; i++)
		say_page(area, pages[i], "mincore", "%d",
			 vec[pages[i] + !alone]);
	if (!alone) {
		say(area, "before", "%d", vec[0]);
		say(area, "behind", "%d", vec[count - 1]);
	}
	say_leaf(area);
	free(vec);
}

struct mask {
	const char *name;
	struct scan_arg arg;
};

static const struct mask masks[] = {
	{ "all", { .category_anyof_mask = SCAN_EVERY } },
	{ "present", { .category_mask = SCAN_PRESENT } },
	{ "absent", { .category_inverted = SCAN_PRESENT,
		      .category_mask = SCAN_PRESENT } },
	{ "written", { .category_mask = SCAN_WRITTEN } },
	{ "unwritten", { .category_inverted = SCAN_WRITTEN,
			 .category_mask = SCAN_WRITTEN } },
	{ "soft-dirty", { .category_mask = SCAN_SOFT_DIRTY } },
	{ "file", { .category_mask = SCAN_FILE } },
	{ "no-mask", { .flags = 0 } },
	{ "write-protect", { .flags = SCAN_WP_MATCHING,
			     .category_mask = SCAN_WRITTEN } },
	{ "protect-checked", { .flags = SCAN_WP_MATCHING | SCAN_CHECK_WPASYNC,
			       .category_mask = SCAN_WRITTEN } },
};

static const char *categories(const struct scan_region *found, size_t n,
			      uint64_t at)
{
	static const char *const names[] = {
		"wp-allowed", "written", "file", "present", "swapped", "zero",
		"huge", "soft-dirty", "guard",
	};
	static char text[96];

	strcpy(text, "--");
	for (size_t i = 0; i < n; i++) {
		if (at < found[i].start || at >= found[i].end)
			continue;
		strcpy(text, "reported:");
		for (size_t bit = 0; bit < sizeof(names) / sizeof(*names); bit++)
			if (found[i].categories & 1 << bit)
				strcat(strcat(text, " "), names[bit]);
	}
	return text;
}

static void scan(struct area *area)
{
	const struct mask *mask = &masks[current_test->argument];
	struct scan_arg arg = mask->arg;
	struct scan_region found[16] = { 0 };
	size_t pages[8], n = area_samples(area, pages);
	int fd = open("/proc/self/pagemap", O_RDONLY);
	long count;

	arg.size = sizeof(arg);
	arg.start = (uintptr_t)area->at;
	arg.end = arg.start + area->size;
	arg.vec = (uintptr_t)found;
	arg.vec_len = 16;
	arg.return_mask = SCAN_EVERY;
	count = ioctl(fd, SCAN_IOCTL, &arg);
	say(area, "returned", "%s", count < 0 ? outcome(count) : "regions");
	for (size_t i = 0; i < n; i++)
		say_page(area, pages[i], "found", "%s",
			 categories(found, count < 0 ? 0 : count,
				    arg.start + pages[i] * PAGE));
	close(fd);
	say_leaf(area);
	if (arg.flags)
		say_pagemap(area, "pagemap");
}

const struct test tests_tell[] = {
	{ "smaps", smaps },
	{ "smaps_rollup", whole },
	{ "numa_maps", numa_maps },
	{ "pagemap", pagemap },
	{ "mincore", mincore_pages },
	{ "scan-all", scan, 0 },
	{ "scan-present", scan, 1 },
	{ "scan-absent", scan, 2 },
	{ "scan-written", scan, 3 },
	{ "scan-unwritten", scan, 4 },
	{ "scan-soft-dirty", scan, 5 },
	{ "scan-file", scan, 6 },
	{ "scan-no-mask", scan, 7 },
	{ "scan-write-protect", scan, 8 },
	{ "scan-protect-checked", scan, 9 },
	{ NULL }
};
