// SPDX-License-Identifier: GPL-2.0-only
/* test_other.c - reading from elsewhere, and what others register. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "observe.h"

static const char *content(int byte)
{
	return byte < 0 ? "signal" : byte == COW_BYTE ? "written" : "other";
}

/* Only the page that was written has content that is the same at each boot. */
static void child(struct area *area)
{
	pid_t pid = fork();

	if (pid) {
		waitpid(pid, NULL, 0);
		return;
	}
	say_pagemap(area, "child");
	say_smaps(area, "child", SMAPS_BRIEF);
	if (!strcmp(area->state, "cow"))
		say_page(area, COW_PAGE, "content", "%s",
			 content(area_read(area, COW_PAGE)));
	say_leaf(area);
	_exit(0);
}

static void say_read(struct area *area, size_t page, long returned, int byte)
{
	if (returned < 0)
		say_page(area, page, "read", "%s", outcome(returned));
	else
		say_page(area, page, "read", "%s", page == COW_PAGE &&
			 !strcmp(area->state, "cow") ? content(byte) : "done");
}

static void vm_readv(struct area *area)
{
	size_t pages[8], n = area_samples(area, pages);

	for (size_t i = 0; i < n; i++) {
		unsigned char byte = 0;
		struct iovec to = { &byte, 1 };
		struct iovec from = { area->at + pages[i] * PAGE, 1 };

		say_read(area, pages[i], process_vm_readv(getpid(), &to, 1,
							  &from, 1, 0), byte);
	}
	say_leaf(area);
}

static void proc_mem(struct area *area)
{
	size_t pages[8], n = area_samples(area, pages);
	int fd = open("/proc/self/mem", O_RDONLY);

	for (size_t i = 0; i < n; i++) {
		unsigned char byte = 0;
		long returned = pread(fd, &byte, 1, (uintptr_t)area->at +
				      pages[i] * PAGE);

		say_read(area, pages[i], returned, byte);
	}
	close(fd);
	say_leaf(area);
}

static void uffd(struct area *area)
{
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register range = {
		.range = { (uintptr_t)area->at, area->size },
		.mode = current_test->argument,
	};
	int fd = syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);

	if (fd < 0 || ioctl(fd, UFFDIO_API, &api)) {
		say(area, "opened", "%s", outcome(-1));
		return;
	}
	say(area, "returned", "%s", outcome(ioctl(fd, UFFDIO_REGISTER, &range)));
	say_pagemap(area, "pagemap");
	say_leaf(area);
}

const struct test tests_other[] = {
	{ "fork", child },
	{ "process_vm_readv", vm_readv },
	{ "proc-mem", proc_mem },
	{ "userfaultfd-missing", uffd, UFFDIO_REGISTER_MODE_MISSING },
	{ "userfaultfd-wp", uffd, UFFDIO_REGISTER_MODE_WP },
	{ NULL }
};
