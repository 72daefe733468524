// SPDX-License-Identifier: GPL-2.0-only
/* test_protect.c - what changes entries or the mapping as a whole. */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

#include "observe.h"

static void say_content(const struct area *area)
{
	if (!strcmp(area->state, "cow"))
		say(area, "content", "%s",
		    area_read(area, COW_PAGE) == COW_BYTE ? "kept" : "lost");
}

static int protection(const struct area *area)
{
	const struct kind *kind = area->kind;

	return PROT_READ | (kind->can_cow || kind->shared ? PROT_WRITE : 0);
}

/* To PROT_NONE and back; the pages are looked at in between, too. */
static void none(struct area *area)
{
	say(area, "returned", "%s",
	    outcome(mprotect(area->at, area->size, PROT_NONE)));
	say_pagemap(area, "none");
	say_smaps(area, "none", SMAPS_BRIEF);
	say(area, "back", "%s",
	    outcome(mprotect(area->at, area->size, protection(area))));
	say_pagemap(area, "back");
	say_leaf(area);
	say_content(area);
}

/* What is told or done while no entry may be used. */
static void none_cleared(struct area *area)
{
	mprotect(area->at, area->size, PROT_NONE);
	say(area, "returned", "%s", put("/proc/self/clear_refs", "4") ? "done" :
	    "refused");
	say_pagemap(area, "none");
	mprotect(area->at, area->size, protection(area));
	say_pagemap(area, "back");
	say_leaf(area);
	say_content(area);
}

static void read_only(struct area *area)
{
	say(area, "returned", "%s",
	    outcome(mprotect(area->at, area->size, PROT_READ)));
	say(area, "back", "%s",
	    outcome(mprotect(area->at, area->size, protection(area))));
	say_pagemap(area, "pagemap");
	say_leaf(area);
	say_content(area);
}

static void lock(struct area *area)
{
	say(area, "returned", "%s", outcome(mlock(area->at, area->size)));
	say_smaps(area, "locked", "Rss Locked VmFlags");
	say(area, "unlock", "%s", outcome(munlock(area->at, area->size)));
	say_smaps(area, "unlocked", "Locked");
	say_leaf(area);
}

static void move_mapping(struct area *area)
{
	void *to = mremap(area->at, area->size, area->size,
			  MREMAP_MAYMOVE | MREMAP_FIXED, AREA_MOVED);

	say(area, "returned", "%s", to == MAP_FAILED ? outcome(-1) : "moved");
	if (to == MAP_FAILED)
		return;
	area->at = to;
	say_pagemap(area, "pagemap");
	say_smaps(area, "smaps", SMAPS_BRIEF);
	say_leaf(area);
	say_content(area);
}

static void unmap(struct area *area)
{
	const char *file = "/proc/self/status";
	long before = proc_value(file, "RssAnon"), after;
	int returned;

	/* The first time takes pages for the measuring itself. */
	before = proc_value(file, "RssAnon");
	returned = munmap(area->at, area->size);
	after = proc_value(file, "RssAnon");
	say(area, "returned", "%s", outcome(returned));
	say(area, "RssAnon", "%ld kB", after - before);
}

/* In the middle, so that what was one leaf cannot stay one. */
static void unmap_part(struct area *area)
{
	say(area, "returned", "%s",
	    outcome(munmap(area->at + 2 * PAGE, PAGE)));
	say_pagemap(area, "pagemap");
	say_smaps(area, "smaps", SMAPS_BRIEF);
	say_content(area);
}

const struct test tests_protect[] = {
	{ "mprotect-none", none },
	{ "mprotect-none-clear_refs", none_cleared },
	{ "mprotect-read", read_only },
	{ "mlock", lock },
	{ "mremap", move_mapping },
	{ "munmap", unmap },
	{ "munmap-part", unmap_part },
	{ 0 }
};
