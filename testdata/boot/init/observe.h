/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * observe.h - what the first program of the test kernel observes, and of what.
 *
 * An observation is one line, "KIND STATE TEST WHAT=VALUE".  VALUE must not
 * depend on anything but the kernel: no address, no frame number, no time.
 * To add a kind of mapping, add a row to kinds[] (kinds.c); to add a test, a row
 * to the table of the file it belongs to (test_*.c).
 */
#ifndef OBSERVE_H
#define OBSERVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PAGE 4096UL
#define MIB (1UL << 20)
#define GIB (1UL << 30)

/* Where each mapping is placed, with an anonymous page on either side. */
#define AREA_AT 0x1000000000UL
#define AREA_MOVED 0x1800000000UL

/* The page that is written, so COWed in a private mapping, in state "cow". */
#define COW_PAGE 1
#define COW_BYTE 0x5a

enum backing { BACK_DEVICE, BACK_ANON, BACK_FILE, BACK_VVAR };

struct kind {
	const char *name;
	enum backing backing;
	const char *node;	/* below /dev */
	uint64_t offset;	/* physical address that is mapped */
	size_t size;
	bool shared, can_cow;
	bool huge_pages;	/* MADV_HUGEPAGE */
	bool leaves;	/* made of huge leaves, whose faults are counted */
	unsigned char touch;	/* bit n: page n is read before the test */
};

/* A mapping of @kind, made in the process of one test. */
struct area {
	const struct kind *kind;
	const char *state;	/* "fresh" or "cow" */
	char *at;
	size_t size;
	int fd;			/* what is mapped, -1 if nothing */
	uint64_t frame;		/* of page 0, if the mapping is of raw frames */
};

struct test {
	const char *name;
	void (*run)(struct area *area);
	long argument;		/* what one function is to try for several rows */
};

/* The row that runs now, for functions that serve several. */
extern const struct test *current_test;

extern const struct kind kinds[];
extern const size_t n_kinds;

/* Tables that end in a row without a name. */
extern const struct test tests_tell[], tests_clear[], tests_nodes[],
	tests_advice[], tests_protect[], tests_other[];

/* Maps area->kind and brings it into area->state; false if it cannot be had. */
bool area_make(struct area *area);

/* The pages of an area that are looked at one by one. */
size_t area_samples(const struct area *area, size_t pages[8]);

/* How many faults the driver took so far; -1 if the area has no driver. */
long area_faults(const struct area *area);

/* Reads a page; -1 if that ends in a signal. */
int area_read(const struct area *area, size_t page);

/* Writes COW_BYTE to a page; false if that ends in a signal. */
bool area_write(const struct area *area, size_t page);

/* One observation of the test that runs. */
void say(const struct area *area, const char *what, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void say_page(const struct area *area, size_t page, const char *what,
	      const char *format, ...) __attribute__((format(printf, 4, 5)));

/* "0" or the name of an error, for what a system call returned. */
const char *outcome(long returned);

/* Says what pagemap tells of each page, each WHAT beginning with @when. */
void say_pagemap(const struct area *area, const char *when);

/* Says the @fields of smaps, names with a blank between them; @when as above. */
void say_smaps(const struct area *area, const char *when, const char *fields);

/* What changes where pages come or go; the test of smaps itself says them all. */
#define SMAPS_BRIEF "Rss Anonymous"

/* Says whether a huge leaf is still there: reading it takes no new fault. */
void say_leaf(const struct area *area);

/* The value of "NAME: N kB" or "NAME N" in a file below /proc; -1 if absent. */
long proc_value(const char *file, const char *name);

/* Writes @text to @file; false if that failed, with errno. */
bool put(const char *file, const char *text);

#endif
