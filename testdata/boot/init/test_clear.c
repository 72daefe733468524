// SPDX-License-Identifier: GPL-2.0-only
/* test_clear.c - /proc/PID/clear_refs, and what is seen of it afterwards. */
#include <string.h>

#include "observe.h"

/* Referenced bits; nobody flushes the TLB, so the next access may not set them. */
static void referenced(struct area *area)
{
	say(area, "returned", "%s", put("/proc/self/clear_refs", "1") ? "done" :
	    "refused");
	say_leaf(area);
	say_smaps(area, "after", "Referenced");
}

/* Soft-dirty bits: gone after the call, back after the next write. */
static void soft_dirty(struct area *area)
{
	say(area, "returned", "%s", put("/proc/self/clear_refs", "4") ? "done" :
	    "refused");
	say_pagemap(area, "after");
	say_leaf(area);
	if (!strcmp(area->state, "cow")) {
		area_write(area, COW_PAGE);
		say_pagemap(area, "written");
	}
}

const struct test tests_clear[] = {
	{ "clear_refs-1", referenced },
	{ "clear_refs-4", soft_dirty },
	{ 0 }
};
