// SPDX-License-Identifier: GPL-2.0-only
/* say.c - writes observations, and the ones that many tests share. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "observe.h"

#define PM_SOFT_DIRTY (1ULL << 55)
#define PM_EXCLUSIVE (1ULL << 56)
#define PM_UFFD_WP (1ULL << 57)
#define PM_FILE (1ULL << 61)
#define PM_SWAP (1ULL << 62)
#define PM_PRESENT (1ULL << 63)
#define PM_FRAME ((1ULL << 55) - 1)

static void say_line(const struct area *area, const char *what,
		     const char *format, va_list args)
{
	char value[160], line[320];
	int n;

	vsnprintf(value, sizeof(value), format, args);
	n = snprintf(line, sizeof(line), "%s %s %s %s=%s\n", area->kind->name,
		     area->state, current_test->name, what, value);
	if (write(STDOUT_FILENO, line, n) != n)
		exit(1);
}

void say(const struct area *area, const char *what, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say_line(area, what, format, args);
	va_end(args);
}

void say_page(const struct area *area, size_t page, const char *what,
	      const char *format, ...)
{
	char name[64];
	va_list args;

	snprintf(name, sizeof(name), "%s.page%zu", what, page);
	va_start(args, format);
	say_line(area, name, format, args);
	va_end(args);
}

const char *outcome(long returned)
{
	static char number[32];

	if (returned < 0)
		return strerrorname_np(errno);
	snprintf(number, sizeof(number), "%ld", returned);
	return number;
}

long proc_value(const char *file, const char *name)
{
	FILE *f = fopen(file, "r");
	size_t length = strlen(name);
	char line[256];
	long value = -1;

	while (f && value < 0 && fgets(line, sizeof(line), f))
		if (!strncmp(line, name, length) &&
		    strchr(": ", line[length]))
			value = strtol(line + length + 1, NULL, 10);
	if (f)
		fclose(f);
	return value;
}

bool put(const char *file, const char *text)
{
	int fd = open(file, O_WRONLY);
	bool done = fd >= 0 && write(fd, text, strlen(text)) >= 0;

	if (fd >= 0)
		close(fd);
	return done;
}

/* Whose a frame is: told as such, since its number may differ between boots. */
static const char *owner(const struct area *area, size_t page, uint64_t frame)
{
	if (!frame)
		return "none";
	if (area->frame && frame == area->frame + page)
		return "device";
	return "memory";
}

static void say_entry(const struct area *area, size_t page, const char *when,
		      uint64_t entry)
{
	char text[96] = "";

	if (entry & PM_PRESENT)
		snprintf(text, sizeof(text), " present frame:%s",
			 owner(area, page, entry & PM_FRAME));
	else if (entry & PM_SWAP)
		strcpy(text, " swap");
	if (entry & PM_FILE)
		strcat(text, " file");
	if (entry & PM_EXCLUSIVE)
		strcat(text, " exclusive");
	if (entry & PM_SOFT_DIRTY)
		strcat(text, " soft-dirty");
	if (entry & PM_UFFD_WP)
		strcat(text, " uffd-wp");
	say_page(area, page, when, "%s", *text ? text + 1 : "--");
}

void say_pagemap(const struct area *area, const char *when)
{
	int fd = open("/proc/self/pagemap", O_RDONLY);
	size_t pages[8], n = area_samples(area, pages);

	for (size_t i = 0; i < n; i++) {
		uint64_t entry = 0;

		pread(fd, &entry, sizeof(entry),
		      ((uintptr_t)area->at / PAGE + pages[i]) * sizeof(entry));
		say_entry(area, pages[i], when, entry);
	}
	close(fd);
}

void say_leaf(const struct area *area)
{
	long before = area_faults(area);

	if (!area->kind->leaves)
		return;
	area_read(area, 0);
	say(area, "leaf", "%s",
	    area_faults(area) == before ? "kept" : "torn-down");
}

/* The lines of smaps between this VMA's head and the next one's. */
static bool find_vma(FILE *smaps, const struct area *area)
{
	char line[512];
	unsigned long from;
	char dash;

	while (fgets(line, sizeof(line), smaps))
		if (sscanf(line, "%lx%c", &from, &dash) == 2 && dash == '-' &&
		    from == (uintptr_t)area->at)
			return true;
	return false;
}

static bool is_told(const char *name, const char *fields)
{
	size_t n = strlen(name);

	for (const char *at = fields; (at = strstr(at, name)); at += n)
		if ((at == fields || at[-1] == ' ') && strchr(" ", at[n]))
			return true;
	return false;
}

/* Splits "Name:   value  \n" and returns the value. */
static char *value_of(char *line)
{
	char *colon = strchr(line, ':');
	char *value, *end;

	if (!colon)
		return line + strlen(line);
	*colon = '\0';
	value = colon + 1 + strspn(colon + 1, " ");
	end = value + strlen(value);
	while (end > value && strchr(" \n", end[-1]))
		*--end = '\0';
	return value;
}

void say_smaps(const struct area *area, const char *when, const char *fields)
{
	FILE *smaps = fopen("/proc/self/smaps", "r");
	char line[512], name[600];
	bool last = !find_vma(smaps, area);

	if (last)
		say(area, when, "no such mapping");
	/* What is told of a mapping ends with its flags. */
	while (!last && fgets(line, sizeof(line), smaps)) {
		const char *value = value_of(line);

		if (is_told(line, fields)) {
			snprintf(name, sizeof(name), "%s.%s", when, line);
			say(area, name, "%s", value);
		}
		last = !strcmp(line, "VmFlags");
	}
	fclose(smaps);
}
