// SPDX-License-Identifier: GPL-2.0-only
/*
 * leave.c - everything that a signal handler calls here is safe in one: system
 * calls and the stack, no memory of malloc() and no stdio.
 */
#include "leave.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_FOLDERS 8
#define MOST_GROUPS 1100		/* -j takes 1024 */
#define DEEPEST 200			/* of folders in folders */
#define MOST_ROUNDS 100

static struct {
	char folder[MOST_FOLDERS][PATH_MAX];
	int lock[MOST_FOLDERS];
	volatile pid_t group[MOST_GROUPS];
	volatile pid_t owner;		/* a child that did not exec yet is not */
} ours;

static const int endings[] = {
	SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXCPU, SIGALRM, SIGUSR1, SIGUSR2,
};

/* As getdents64() fills it in. */
struct entry {
	uint64_t inode;
	int64_t offset;
	unsigned short length;
	unsigned char type;
	char name[];
};

static void remove_below(int fd, int depth);

static bool remove_entry(int fd, const char *name, int depth)
{
	int below;

	if (!unlinkat(fd, name, 0))
		return true;
	below = openat(fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (below < 0)
		return false;
	remove_below(below, depth + 1);
	close(below);
	return !unlinkat(fd, name, AT_REMOVEDIR);
}

/* One time through the folder; whether anything could be removed. */
static bool remove_once(int fd, int depth)
{
	char buffer[4096] __attribute__((aligned(8)));
	bool any = false;
	long n;

	lseek(fd, 0, SEEK_SET);
	while ((n = syscall(SYS_getdents64, fd, buffer, sizeof(buffer))) > 0) {
		for (long at = 0; at < n;) {
			const struct entry *e = (const void *)(buffer + at);

			at += e->length;
			if (strcmp(e->name, ".") && strcmp(e->name, ".."))
				any |= remove_entry(fd, e->name, depth);
		}
	}
	return any;
}

static void remove_below(int fd, int depth)
{
	if (depth > DEEPEST)
		return;
	while (remove_once(fd, depth))
		;
}

void leave_remove_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return;
	remove_below(fd, 0);
	close(fd);
	rmdir(path);
}

/* Our children by the kernel's own list: pids and blanks.  How many were ended. */
static int end_listed(const char *list, ssize_t n)
{
	int count = 0;
	pid_t pid = 0;

	for (ssize_t i = 0; i < n; i++) {
		if (list[i] >= '0' && list[i] <= '9') {
			pid = pid * 10 + (list[i] - '0');
			continue;
		}
		if (pid > 1) {
			kill(pid, SIGKILL);
			waitpid(pid, NULL, 0);
			count++;
		}
		pid = 0;
	}
	return count;
}

void leave_end_children(void)
{
	/* What a child leaves behind becomes ours: another round. */
	for (int round = 0; round < MOST_ROUNDS; round++) {
		char list[4096];
		int fd = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
		ssize_t n = fd < 0 ? 0 : read(fd, list, sizeof(list));

		if (fd >= 0)
			close(fd);
		if (n <= 0 || !end_listed(list, n))
			return;
	}
}

static void take_away(void)
{
	for (int i = 0; i < MOST_GROUPS; i++)
		if (ours.group[i] > 1)
			kill(-ours.group[i], SIGKILL);
	leave_end_children();
	for (int i = 0; i < MOST_FOLDERS; i++)
		if (*ours.folder[i])
			leave_remove_folder(ours.folder[i]);
}

void leave_by(int sig)
{
	sigset_t one;

	if (getpid() == ours.owner)
		take_away();
	signal(sig, SIG_DFL);
	sigemptyset(&one);
	sigaddset(&one, sig);
	sigprocmask(SIG_UNBLOCK, &one, NULL);
	raise(sig);
	_exit(128 + sig);
}

void leave_init(void)
{
	struct sigaction action = { .sa_handler = leave_by }, before;

	ours.owner = getpid();
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	sigfillset(&action.sa_mask);
	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
		/* nohup(1) and its like had a reason. */
		if (!sigaction(endings[i], NULL, &before) &&
		    before.sa_handler != SIG_IGN)
			sigaction(endings[i], &action, NULL);
}

void leave_add_folder(const char *path, int lock)
{
	for (int i = 0; i < MOST_FOLDERS; i++) {
		if (*ours.folder[i] || strlen(path) >= PATH_MAX)
			continue;
		ours.lock[i] = lock;
		/* The first byte last: until then the place counts as free. */
		memcpy(ours.folder[i] + 1, path + 1, strlen(path));
		ours.folder[i][0] = path[0];
		return;
	}
}

void leave_drop_folder(const char *path)
{
	for (int i = 0; i < MOST_FOLDERS; i++) {
		if (strcmp(ours.folder[i], path))
			continue;
		ours.folder[i][0] = '\0';
		if (ours.lock[i] >= 0)
			close(ours.lock[i]);
	}
}

static void change_group(pid_t from, pid_t to)
{
	for (int i = 0; i < MOST_GROUPS; i++) {
		if (ours.group[i] != from)
			continue;
		ours.group[i] = to;
		return;
	}
}

void leave_add_group(pid_t group)
{
	change_group(0, group);
}

void leave_drop_group(pid_t group)
{
	change_group(group, 0);
}
