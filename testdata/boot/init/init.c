// SPDX-License-Identifier: GPL-2.0-only
/*
 * init.c - the first program of the test kernel: runs every test on every kind
 * of mapping, each in a process of its own, and ends the machine.
 *
 * From the kernel's command line, by way of the environment:
 *   pfn_from=N   begin with test number N (a boot that died is taken up again)
 *   pfn_port=F   write observations to F, else to the console
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "observe.h"

const struct test *current_test;

static void prepare_files(void)
{
	mkdir("/proc", 0755);
	mkdir("/sys", 0755);
	mkdir("/dev", 0755);
	mkdir("/tmp", 0755);
	mount("proc", "/proc", "proc", 0, NULL);
	mount("sys", "/sys", "sysfs", 0, NULL);
	mount("dev", "/dev", "devtmpfs", 0, NULL);
	mount("tmp", "/tmp", "tmpfs", 0, NULL);
	/* A machine as small as this one has them off. */
	put("/sys/kernel/mm/transparent_hugepage/enabled", "madvise");
	put("/sys/kernel/mm/transparent_hugepage/use_zero_page", "1");
	put("/sys/kernel/mm/transparent_hugepage/khugepaged/defrag", "0");
}

/* A line of ours must not change on its way, so nothing is translated. */
static void open_port(const char *path)
{
	int fd = path ? open(path, O_WRONLY | O_NOCTTY) : -1;
	struct termios mode;

	if (fd < 0)
		return;
	if (!tcgetattr(fd, &mode)) {
		cfmakeraw(&mode);
		tcsetattr(fd, TCSANOW, &mode);
	}
	dup2(fd, STDOUT_FILENO);
	close(fd);
}

/* So that the kernel's log says which test it was busy with. */
static void mark(long number, const struct area *area)
{
	char text[128];

	snprintf(text, sizeof(text), "<5>pfn-test: %ld %s %s %s\n", number,
		 area->kind->name, area->state, current_test->name);
	put("/dev/kmsg", text);
}

static void run_one(struct area *area)
{
	if (!area_make(area))
		say(area, "mapping", "cannot be had");
	else
		current_test->run(area);
}

static void run_in_child(long number, const struct kind *kind, const char *state)
{
	struct area area = { .kind = kind, .state = state, .fd = -1 };
	int status = 0;
	pid_t pid;

	mark(number, &area);
	pid = fork();
	if (!pid) {
		run_one(&area);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	if (WIFSIGNALED(status))
		say(&area, "ended", "%s", strsignal(WTERMSIG(status)));
	else if (status)
		say(&area, "ended", "status %d", WEXITSTATUS(status));
}

static void run_all(long from)
{
	static const struct test *const tables[] = {
		tests_tell, tests_clear, tests_nodes, tests_advice,
		tests_protect, tests_other,
	};
	long number = 0;

	for (size_t k = 0; k < n_kinds; k++)
		for (size_t t = 0; t < sizeof(tables) / sizeof(*tables); t++)
			for (current_test = tables[t]; current_test->name;
			     current_test++)
				for (int cow = 0; cow <= kinds[k].can_cow; cow++)
					if (number++ >= from)
						run_in_child(number - 1, &kinds[k],
							     cow ? "cow" : "fresh");
}

int main(void)
{
	const char *from = getenv("pfn_from");

	prepare_files();
	open_port(getenv("pfn_port"));
	run_all(from ? atol(from) : 0);
	dprintf(STDOUT_FILENO, "end of observations\n");
	tcdrain(STDOUT_FILENO);
	sync();
	/* The one machine has no way to switch itself off, the other no reset. */
#if defined(FOR_UM)
	reboot(RB_POWER_OFF);
#else
	reboot(RB_AUTOBOOT);
#endif
	return 0;
}
