// SPDX-License-Identifier: GPL-2.0-only
/* area.c - makes mappings, reads and writes them. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "observe.h"

#define VVAR_PAGES_MAX 4

static sigjmp_buf caught;

static void catch(int signal)
{
	siglongjmp(caught, 1);
}

static void catch_faults(void (*handler)(int))
{
	signal(SIGBUS, handler);
	signal(SIGSEGV, handler);
}

int area_read(const struct area *area, size_t page)
{
	volatile unsigned char *at = (unsigned char *)area->at + page * PAGE;
	volatile int byte = -1;

	catch_faults(catch);
	if (!sigsetjmp(caught, 1))
		byte = *at;
	catch_faults(SIG_DFL);
	return byte;
}

bool area_write(const struct area *area, size_t page)
{
	volatile unsigned char *at = (unsigned char *)area->at + page * PAGE;
	volatile bool done = false;

	catch_faults(catch);
	if (!sigsetjmp(caught, 1)) {
		*at = COW_BYTE;
		done = true;
	}
	catch_faults(SIG_DFL);
	return done;
}

/* Both numbers that a node of our driver tells; false if it has none to tell. */
static bool ask_driver(const struct area *area, long *faults, long *frame)
{
	char text[64] = "";

	if (area->kind->backing != BACK_DEVICE || area->fd < 0 ||
	    strncmp(area->kind->node, "pfn-", 4))
		return false;
	if (pread(area->fd, text, sizeof(text) - 1, 0) <= 0)
		return false;
	return sscanf(text, "%ld %ld", faults, frame) == 2;
}

long area_faults(const struct area *area)
{
	long faults, frame;

	return ask_driver(area, &faults, &frame) ? faults : -1;
}

static int make_file(const struct kind *kind)
{
	int fd = open("/tmp/file", O_RDWR | O_CREAT | O_TRUNC, 0600);

	for (size_t at = 0; at < kind->size; at += PAGE)
		if (pwrite(fd, "file", 4, at) != 4)
			exit(1);
	return ftruncate(fd, kind->size) ? -1 : fd;
}

static int open_backing(const struct kind *kind)
{
	char path[64];

	if (kind->backing == BACK_FILE)
		return make_file(kind);
	if (kind->backing != BACK_DEVICE)
		return -1;
	snprintf(path, sizeof(path), "/dev/%s", kind->node);
	return open(path, O_RDWR);
}

/* The kernel's own mapping: its place is its own, too. */
static bool find_vvar(struct area *area)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	char line[256];
	unsigned long from, to;
	bool found = false;

	while (!found && fgets(line, sizeof(line), maps))
		found = strstr(line, "[vvar]") &&
			sscanf(line, "%lx-%lx", &from, &to) == 2;
	fclose(maps);
	if (!found)
		return false;
	area->at = (char *)from;
	area->size = to - from;
	if (area->size > VVAR_PAGES_MAX * PAGE)
		area->size = VVAR_PAGES_MAX * PAGE;
	return true;
}

/* The pages beside a mapping show whether answers by position stay in place. */
static bool map_neighbour(char *at)
{
	char *page = mmap(at, PAGE, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);

	if (page == MAP_FAILED)
		return false;
	/* Another protection keeps it a VMA of its own. */
	*page = 1;
	return !mprotect(page, PAGE, PROT_READ);
}

static bool map_it(struct area *area)
{
	const struct kind *kind = area->kind;
	bool writable = kind->can_cow || kind->shared;
	int flags = MAP_FIXED | (kind->shared ? MAP_SHARED : MAP_PRIVATE) |
		    (kind->backing == BACK_ANON ? MAP_ANONYMOUS : 0);

	area->size = kind->size;
	area->fd = open_backing(kind);
	if (!map_neighbour((char *)AREA_AT - PAGE) ||
	    !map_neighbour((char *)AREA_AT + area->size))
		return false;
	area->at = mmap((void *)AREA_AT, area->size,
			PROT_READ | (writable ? PROT_WRITE : 0), flags,
			area->fd, kind->offset);
	if (area->at == MAP_FAILED)
		return false;
	if (kind->huge_pages)
		madvise(area->at, area->size, MADV_HUGEPAGE);
	else if (kind->backing == BACK_ANON)
		madvise(area->at, area->size, MADV_NOHUGEPAGE);
	return true;
}

bool area_make(struct area *area)
{
	const struct kind *kind = area->kind;
	long faults, own;

	if (kind->backing == BACK_VVAR) {
		if (!find_vvar(area))
			return false;
	} else if (!map_it(area)) {
		return false;
	}
	if (kind->backing == BACK_DEVICE)
		area->frame = kind->offset / PAGE;
	if (!kind->offset && ask_driver(area, &faults, &own))
		area->frame = own;
	for (size_t page = 0; page < 8; page++)
		if (kind->touch & 1 << page)
			area_read(area, page);
	return strcmp(area->state, "cow") || area_write(area, COW_PAGE);
}

size_t area_samples(const struct area *area, size_t pages[8])
{
	static const size_t of_huge[] = { 0, 1, 511, 512 };
	size_t n = area->size / PAGE, count = 0;

	if (n <= 8) {
		for (; count < n; count++)
			pages[count] = count;
		return count;
	}
	for (; count < 4; count++)
		pages[count] = of_huge[count];
	pages[count++] = n - 1;
	return count;
}
