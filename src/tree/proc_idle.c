// SPDX-License-Identifier: GPL-2.0-only
/*
 * proc_idle.c - reads /proc/PID/stat as proc(5) describes it.
 */
#include "proc.h"
#include "proc_idle.h"

static char *read_proc(pid_t pid, const char *name)
{
	g_autofree char *path = g_strdup_printf("/proc/%d/%s", (int)pid, name);
	char *text = NULL;

	return g_file_get_contents(path, &text, NULL, NULL) ? text : NULL;
}

static bool has_child(pid_t pid)
{
	g_autofree char *name = g_strdup_printf("task/%d/children", (int)pid);
	g_autofree char *text = read_proc(pid, name);

	return !text || *text;
}

/* True and @ticks if it sleeps: "PID (NAME) S ...", user and system time. */
static bool sleeps(pid_t pid, unsigned long *ticks)
{
	g_autofree char *text = read_proc(pid, "stat");
	/* The name may hold anything, brackets too. */
	const char *rest = text ? strrchr(text, ')') : NULL;
	unsigned long user, system;
	char state;

	if (!rest || sscanf(rest + 1, " %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu",
			    &state, &user, &system) != 3)
		return false;
	*ticks = user + system;
	return state == 'S' || state == 'T';
}

bool proc_is_idle(struct proc_idle *idle, pid_t pid)
{
	gint64 now = g_get_monotonic_time();
	unsigned long ticks = 0;

	if (now - idle->looked < G_USEC_PER_SEC)
		return false;
	idle->looked = now;
	if (!sleeps(pid, &ticks) || !idle->since || ticks != idle->ticks ||
	    has_child(pid)) {
		idle->since = now;
		idle->ticks = ticks;
		return false;
	}
	return now - idle->since > PROC_IDLE_SECONDS * G_USEC_PER_SEC;
}
