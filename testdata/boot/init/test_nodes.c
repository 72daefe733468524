// SPDX-License-Identifier: GPL-2.0-only
/* test_nodes.c - memory policy and migration; the machine has two nodes. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/mempolicy.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "observe.h"

#define OTHER_NODE 1

static long move(struct area *area, const int *nodes, int *status, size_t n)
{
	size_t pages[8];
	void *at[8];

	area_samples(area, pages);
	for (size_t i = 0; i < n; i++) {
		at[i] = area->at + pages[i] * PAGE;
		status[i] = -1000;
	}
	return syscall(SYS_move_pages, 0, n, at, nodes, status,
		       MPOL_MF_MOVE);
}

static void say_status(struct area *area, const char *what, const int *status)
{
	size_t pages[8], n = area_samples(area, pages);

	for (size_t i = 0; i < n; i++) {
		errno = -status[i];
		say_page(area, pages[i], what, "%s", status[i] == -1000 ?
			 "unset" : outcome(status[i] < 0 ? -1 : status[i]));
	}
}

static void query(struct area *area, const char *what)
{
	size_t pages[8], n = area_samples(area, pages);
	int status[8];
	long returned = move(area, NULL, status, n);

	if (returned < 0)
		say(area, what, "%s", outcome(returned));
	else
		say_status(area, what, status);
}

static void move_query(struct area *area)
{
	query(area, "node");
	say_leaf(area);
}

static void move_away(struct area *area)
{
	size_t pages[8], n = area_samples(area, pages);
	int status[8], nodes[8];

	for (size_t i = 0; i < n; i++)
		nodes[i] = OTHER_NODE;
	say(area, "returned", "%s", outcome(move(area, nodes, status, n)));
	say_status(area, "status", status);
	query(area, "node");
	say_leaf(area);
	say_pagemap(area, "pagemap");
}

/* Binds to the node where the pages are not. */
static void bind(struct area *area)
{
	unsigned long mask = 1UL << OTHER_NODE;

	say(area, "returned", "%s",
	    outcome(syscall(SYS_mbind, area->at, area->size, MPOL_BIND, &mask,
			    64, current_test->argument)));
	query(area, "node");
	say_leaf(area);
	say_pagemap(area, "pagemap");
}

static void move_everything(struct area *area)
{
	unsigned long from = 1, to = 1UL << OTHER_NODE;

	say(area, "returned", "%s",
	    outcome(syscall(SYS_migrate_pages, 0, 64, &from, &to)));
	query(area, "node");
	say_leaf(area);
}

const struct test tests_nodes[] = {
	{ "move_pages-query", move_query },
	{ "move_pages", move_away },
	{ "migrate_pages", move_everything },
	{ "mbind", bind, 0 },
	{ "mbind-strict", bind, MPOL_MF_STRICT },
	{ "mbind-move", bind, MPOL_MF_MOVE },
	{ NULL }
};
