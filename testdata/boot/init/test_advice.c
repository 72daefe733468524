// SPDX-License-Identifier: GPL-2.0-only
/* test_advice.c - madvise(), and what it leaves behind. */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

#include "observe.h"

#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22
#define MADV_POPULATE_WRITE 23
#endif

static void advise(struct area *area)
{
	say(area, "returned", "%s",
	    outcome(madvise(area->at, area->size, current_test->argument)));
	say_pagemap(area, "pagemap");
	say_smaps(area, "smaps", SMAPS_BRIEF);
	say_leaf(area);
	if (!strcmp(area->state, "cow"))
		say(area, "content", "%s",
		    area_read(area, COW_PAGE) == COW_BYTE ? "kept" : "lost");
}

const struct test tests_advice[] = {
	{ "madvise-cold", advise, MADV_COLD },
	{ "madvise-pageout", advise, MADV_PAGEOUT },
	{ "madvise-dontneed", advise, MADV_DONTNEED },
	{ "madvise-free", advise, MADV_FREE },
	{ "madvise-willneed", advise, MADV_WILLNEED },
	{ "madvise-populate-read", advise, MADV_POPULATE_READ },
	{ "madvise-populate-write", advise, MADV_POPULATE_WRITE },
	{ "madvise-mergeable", advise, MADV_MERGEABLE },
	{ 0 }
};
