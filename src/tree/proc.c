// SPDX-License-Identifier: GPL-2.0-only
/*
 * proc.c - GSubprocess, with both outputs as text.
 */
#include <gio/gio.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "proc.h"

void proc_limit_child(gpointer cpu_seconds)
{
	rlim_t seconds = GPOINTER_TO_UINT(cpu_seconds);
	struct rlimit limit = { seconds, seconds + 1 };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (seconds)
		setrlimit(RLIMIT_CPU, &limit);
}

void proc_output_clear(struct proc_output *output)
{
	g_clear_pointer(&output->out, g_free);
	g_clear_pointer(&output->err, g_free);
}

static GSubprocessLauncher *launcher(const char *cwd, const char *const *env)
{
	GSubprocessLauncher *l = g_subprocess_launcher_new(
			G_SUBPROCESS_FLAGS_STDOUT_PIPE |
			G_SUBPROCESS_FLAGS_STDERR_PIPE);

	if (cwd)
		g_subprocess_launcher_set_cwd(l, cwd);
	g_subprocess_launcher_setenv(l, "LC_ALL", "C", TRUE);
	for (; env && *env; env++) {
		const char *eq = strchr(*env, '=');
		g_autofree char *name = eq ? g_strndup(*env, eq - *env) : NULL;

		if (eq)
			g_subprocess_launcher_setenv(l, name, eq + 1, TRUE);
		else
			g_subprocess_launcher_unsetenv(l, *env);
	}
	return l;
}

/* An empty GBytes has no data, and g_strndup() of NULL is NULL. */
static char *text_of(GBytes *bytes)
{
	size_t n;
	const char *data = g_bytes_get_data(bytes, &n);

	return g_strndup(n ? data : "", n);
}

static bool run(GSubprocessLauncher *l, const char *const *argv,
		struct proc_output *output, GError **error)
{
	g_autoptr(GSubprocess) p = g_subprocess_launcher_spawnv(l, argv, error);
	g_autoptr(GBytes) out = NULL, err = NULL;

	if (!p || !g_subprocess_communicate(p, NULL, NULL, &out, &err, error))
		return false;
	output->out = text_of(out);
	output->err = text_of(err);
	output->status = g_subprocess_get_if_exited(p) ?
		g_subprocess_get_exit_status(p) : -1;
	return true;
}

bool proc_run(const char *cwd, const char *const *env, const char *const *argv,
	      struct proc_output *output, GError **error)
{
	g_autoptr(GSubprocessLauncher) l = launcher(cwd, env);

	return run(l, argv, output, error);
}

static char *must(GSubprocessLauncher *l, const char *const *argv, GError **error)
{
	struct proc_output o = { 0 };
	char *out = NULL;

	if (!run(l, argv, &o, error))
		return NULL;
	if (!o.status) {
		out = g_steal_pointer(&o.out);
	} else {
		o.err[strcspn(o.err, "\n")] = '\0';
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE, "%s %s failed: %s",
			    argv[0], argv[1] ? argv[1] : "",
			    *o.err ? o.err : "no word why");
	}
	proc_output_clear(&o);
	return out;
}

char *proc_must(const char *cwd, const char *const *env,
		const char *const *argv, GError **error)
{
	g_autoptr(GSubprocessLauncher) l = launcher(cwd, env);

	return must(l, argv, error);
}

char *proc_must_within(unsigned int cpu_seconds, const char *cwd,
		       const char *const *argv, GError **error)
{
	g_autoptr(GSubprocessLauncher) l = launcher(cwd, NULL);

	g_subprocess_launcher_set_child_setup(l, proc_limit_child,
					      GUINT_TO_POINTER(cpu_seconds), NULL);
	return must(l, argv, error);
}
