// SPDX-License-Identifier: GPL-2.0-only
/*
 * private-pfnmap.c - an mmap handler that takes private writable PFN mappings.
 */
#include "room.h"

static const char *smallest(const struct rewrite *r)
{
	return "new private mapping";
}

const struct room room_PRIVATE_PFNMAP = {
	.unasked = "changes what userspace sees; ask for it with --rule",
	.needs = "no semantic patch fits this shape",
	.deed = "demand a shared mapping",
	.wrong = {
		"set", " up page frames", " by",
		" for private writable mappings too, where COW faults put anonymous pages among the special entries",
	},
	.instead = "Refuse what$calls says can be COWed in $where.",
	.smallest = smallest,
	.reason = "An mmap handler that sets up a PFN mapping and takes private writable ones creates by accident what the core mm has to emulate around: COWed pages among special entries.  Such mappings are refused with -EINVAL from now on, which users of them will see; shared and read-only ones work as before.",
	.cover_subject = "treewide: refuse private writable PFN mappings",
};
