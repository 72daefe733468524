// SPDX-License-Identifier: GPL-2.0-only
/*
 * proc_call.c - one program, waited for.
 */
#include "proc.h"

void proc_output_clear(struct proc_output *output)
{
	g_clear_pointer(&output->out, g_free);
	g_clear_pointer(&output->err, g_free);
}

const char *proc_end_text(enum proc_end end)
{
	static const char *const texts[] = {
		[PROC_EXITED] = "exited",
		[PROC_SIGNALED] = "ended by a signal",
		[PROC_NO_CPU] = "took too much processor time",
		[PROC_NO_TIME] = "took too long",
		[PROC_IDLE] = "waited for something that did not come",
		[PROC_TOO_MUCH] = "printed too much",
	};

	return texts[end];
}

bool proc_call(const struct proc_spec *spec, struct proc_output *output,
	       GError **error)
{
	g_autoptr(GPtrArray) one = g_ptr_array_new();
	pfn_auto(proc) p = proc_start(spec, error);

	if (!p)
		return false;
	g_ptr_array_add(one, p);
	proc_wait_any(one);
	proc_take_output(p, output);
	return true;
}

bool proc_run(const char *cwd, const char *const *env, const char *const *argv,
	      struct proc_output *output, GError **error)
{
	const struct proc_spec spec = { .argv = argv, .cwd = cwd, .env = env };

	return proc_call(&spec, output, error);
}

static char *must(const struct proc_spec *spec, GError **error)
{
	struct proc_output o = { 0 };
	char *out = NULL;

	if (!proc_call(spec, &o, error))
		return NULL;
	if (!o.status) {
		out = g_steal_pointer(&o.out);
	} else {
		o.err[strcspn(o.err, "\n")] = '\0';
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE, "%s %s failed: %s",
			    spec->argv[0], spec->argv[1] ? spec->argv[1] : "",
			    o.end != PROC_EXITED ? proc_end_text(o.end) :
			    *o.err ? o.err : "no word why");
	}
	proc_output_clear(&o);
	return out;
}

char *proc_must(const char *cwd, const char *const *env,
		const char *const *argv, GError **error)
{
	const struct proc_spec spec = { .argv = argv, .cwd = cwd, .env = env };

	return must(&spec, error);
}

char *proc_must_within(unsigned int cpu_seconds, const char *cwd,
		       const char *const *argv, GError **error)
{
	const struct proc_spec spec = {
		.argv = argv, .cwd = cwd, .cpu_seconds = cpu_seconds,
	};

	return must(&spec, error);
}
