// SPDX-License-Identifier: GPL-2.0-only
/*
 * proc.c - g_spawn starts, poll() waits: no thread is needed, which a limit of
 * processes could refuse.
 */
#include "proc.h"

#include <glib-unix.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "leave.h"
#include "proc_idle.h"

#define LOOK_MS 1000			/* how often it is asked what it does */
#define POLL_MS 20			/* where the kernel cannot tell its end */

struct stream {
	int fd;				/* -1: at its end */
	GByteArray *data;
};

struct proc {
	GPid pid;
	int pidfd;			/* -1: before Linux 5.3 */
	int in;				/* -1: nothing to write */
	GBytes *input;
	size_t written, most;
	struct stream out, err;
	gint64 deadline;		/* monotonic; 0: none */
	struct proc_idle idle;
	enum proc_end end;
	int wait_status;
	bool over;
	void *data;
};

/* In the child: it ends with us, and nothing that we ignore is ignored there. */
static void set_up_child(gpointer cpu_seconds)
{
	rlim_t seconds = GPOINTER_TO_UINT(cpu_seconds);
	struct rlimit limit = { seconds, seconds + 1 };

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGXFSZ, SIG_DFL);
	if (seconds)
		setrlimit(RLIMIT_CPU, &limit);
}

static char **environment(const char *const *env)
{
	char **all = g_environ_setenv(g_get_environ(), "LC_ALL", "C", TRUE);

	for (; env && *env; env++) {
		const char *eq = strchr(*env, '=');
		g_autofree char *name = eq ? g_strndup(*env, eq - *env) : NULL;

		all = eq ? g_environ_setenv(all, name, eq + 1, TRUE) :
			   g_environ_unsetenv(all, *env);
	}
	return all;
}

static void set_limits(struct proc *p, const struct proc_spec *spec)
{
	unsigned int seconds = spec->wall_seconds ? spec->wall_seconds :
		spec->cpu_seconds * PROC_WALL_PER_CPU;

	p->most = spec->most ? spec->most : PROC_MOST;
	p->deadline = seconds ? g_get_monotonic_time() +
		(gint64)seconds * G_USEC_PER_SEC : 0;
	p->data = spec->data;
}

struct proc *proc_start(const struct proc_spec *spec, GError **error)
{
	pfn_auto(proc) p = g_new0(struct proc, 1);
	g_auto(GStrv) env = environment(spec->env);

	p->in = p->out.fd = p->err.fd = p->pidfd = -1;
	p->over = true;
	set_limits(p, spec);
	if (!g_spawn_async_with_pipes(spec->cwd, (char **)spec->argv, env,
				      G_SPAWN_SEARCH_PATH |
				      G_SPAWN_DO_NOT_REAP_CHILD,
				      set_up_child,
				      GUINT_TO_POINTER(spec->cpu_seconds),
				      &p->pid, spec->input ? &p->in : NULL,
				      &p->out.fd, &p->err.fd, error))
		return NULL;
	leave_add_group(p->pid);
	p->over = false;
	p->pidfd = (int)syscall(SYS_pidfd_open, p->pid, 0);
	p->out.data = g_byte_array_new();
	p->err.data = g_byte_array_new();
	p->input = spec->input ? g_bytes_ref(spec->input) : NULL;
	g_unix_set_fd_nonblocking(p->out.fd, TRUE, NULL);
	g_unix_set_fd_nonblocking(p->err.fd, TRUE, NULL);
	if (p->in >= 0)
		g_unix_set_fd_nonblocking(p->in, TRUE, NULL);
	return g_steal_pointer(&p);
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void end_now(struct proc *p, enum proc_end why)
{
	if (p->end == PROC_EXITED)
		p->end = why;
	kill(-p->pid, SIGKILL);
}

/* What there is to read now; no more than @most. */
static void read_stream(struct proc *p, struct stream *s)
{
	guint8 buffer[65536];

	while (s->fd >= 0) {
		ssize_t n = read(s->fd, buffer, sizeof(buffer));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return;
		if (n <= 0) {
			close_fd(&s->fd);
		} else if (s->data->len + (size_t)n > p->most) {
			end_now(p, PROC_TOO_MUCH);
			close_fd(&s->fd);
		} else {
			g_byte_array_append(s->data, buffer, n);
		}
	}
}

static void write_input(struct proc *p)
{
	gsize len;
	const char *data = p->in < 0 ? NULL : g_bytes_get_data(p->input, &len);

	while (p->in >= 0) {
		ssize_t n = p->written < len ?
			write(p->in, data + p->written, len - p->written) : 0;

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return;
		if (n <= 0)
			close_fd(&p->in);
		else
			p->written += n;
	}
}

/* Takes what the pipes hold; true if the program is over. */
static bool look(struct proc *p)
{
	siginfo_t info = { 0 };

	write_input(p);
	read_stream(p, &p->out);
	read_stream(p, &p->err);
	if (p->deadline && g_get_monotonic_time() >= p->deadline)
		end_now(p, PROC_NO_TIME);
	else if (proc_is_idle(&p->idle, p->pid))
		end_now(p, PROC_IDLE);
	if (waitid(P_PID, p->pid, &info, WEXITED | WNOHANG | WNOWAIT) ||
	    !info.si_pid)
		return false;
	/* The group's name is ours as long as its leader is not reaped. */
	kill(-p->pid, SIGKILL);
	read_stream(p, &p->out);
	read_stream(p, &p->err);
	while (waitpid(p->pid, &p->wait_status, 0) < 0 && errno == EINTR)
		;
	leave_drop_group(p->pid);
	p->over = true;
	return true;
}

static void add_poll(GArray *fds, int fd, short events)
{
	struct pollfd one = { .fd = fd, .events = events };

	if (fd >= 0)
		g_array_append_val(fds, one);
}

/* Until one of them has something to say, or it is time to look. */
static void wait_for_news(const GPtrArray *procs)
{
	g_autoptr(GArray) fds = g_array_new(FALSE, FALSE, sizeof(struct pollfd));
	gint64 now = g_get_monotonic_time();
	int ms = LOOK_MS;

	for (guint i = 0; i < procs->len; i++) {
		const struct proc *p = procs->pdata[i];

		add_poll(fds, p->in, POLLOUT);
		add_poll(fds, p->out.fd, POLLIN);
		add_poll(fds, p->err.fd, POLLIN);
		add_poll(fds, p->pidfd, POLLIN);
		if (p->pidfd < 0)
			ms = MIN(ms, POLL_MS);
		if (p->deadline)
			ms = (int)CLAMP((p->deadline - now) / 1000 + 1, 1, ms);
	}
	poll((struct pollfd *)(void *)fds->data, fds->len, ms);
}

struct proc *proc_wait_any(const GPtrArray *procs)
{
	for (;; wait_for_news(procs))
		for (guint i = 0; i < procs->len; i++)
			if (look(procs->pdata[i]))
				return procs->pdata[i];
}

static char *text_of(const struct stream *s)
{
	char *text = g_malloc(s->data->len + 1);

	if (s->data->len)
		memcpy(text, s->data->data, s->data->len);
	text[s->data->len] = '\0';
	return text;
}

void proc_take_output(struct proc *p, struct proc_output *output)
{
	bool exited = WIFEXITED(p->wait_status);

	output->out_len = p->out.data->len;
	output->out = text_of(&p->out);
	output->err = text_of(&p->err);
	output->end = p->end;
	if (p->end == PROC_EXITED && !exited)
		output->end = WTERMSIG(p->wait_status) == SIGXCPU ?
			PROC_NO_CPU : PROC_SIGNALED;
	output->status = output->end == PROC_EXITED ?
		WEXITSTATUS(p->wait_status) : -1;
}

void *proc_data(const struct proc *proc)
{
	return proc->data;
}

void proc_free(struct proc *p)
{
	if (!p)
		return;
	if (!p->over) {
		end_now(p, PROC_SIGNALED);
		waitpid(p->pid, NULL, 0);
		leave_drop_group(p->pid);
	}
	close_fd(&p->in);
	close_fd(&p->out.fd);
	close_fd(&p->err.fd);
	close_fd(&p->pidfd);
	g_clear_pointer(&p->out.data, g_byte_array_unref);
	g_clear_pointer(&p->err.data, g_byte_array_unref);
	g_clear_pointer(&p->input, g_bytes_unref);
	g_free(p);
}
