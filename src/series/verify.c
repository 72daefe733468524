// SPDX-License-Identifier: GPL-2.0-only
/*
 * verify.c - each check is what a maintainer's own tools will do.
 */
#include "tree/trial.h"
#include "respin.h"
#include "tree/proc.h"
#include "verify.h"

#define ROW "  %5s  %-6s  %-19s  %s\n"

struct run {
	const struct tree *tree;
	const struct scratch *scratch;
	const struct series_options *options;
	GString *table;
	char *fault;			/* why the first mail that fails does */
	unsigned int faults;
	char *absent;			/* why the first file that no build
					 * holds does not */
	unsigned int built;		/* mails whose object was built somewhere */
};

G_GNUC_PRINTF(2, 3)
static void add_fault(struct run *v, const char *format, ...)
{
	va_list args;

	v->faults++;
	if (v->fault)
		return;
	va_start(args, format);
	v->fault = g_strdup_vprintf(format, args);
	va_end(args);
}

/* Onto those before it, without the cover letter: no mail may need that. */
static bool check_apply(struct run *v, const char *mail, const char *name)
{
	const char *am[] = { "am", "-q", mail, NULL };
	g_autoptr(GError) error = NULL;
	g_autofree char *out = scratch_git(v->scratch, am, &error);

	if (!out)
		add_fault(v, "%s: %s", name, error->message);
	return out;
}

bool verify_checkpatch(const struct tree *tree, const struct scratch *s,
		       const char *mail, bool signoff, GError **error)
{
	g_autofree char *script = g_build_filename(tree->root, "scripts",
						   "checkpatch.pl", NULL);
	g_autofree char *root = g_strconcat("--root=", tree->root, NULL);
	/* In the scratch folder: it leaves a cache of names where it is run. */
	const char *argv[] = { "perl", script, root, "--strict", "--terse",
		"--no-summary", mail, signoff ? NULL : "--no-signoff", NULL };
	struct proc_output o = { 0 };
	bool ok;

	if (!proc_run(s->dir, (const char *const *)s->env, argv, &o, error))
		return false;
	ok = !o.status && !*g_strchomp(o.out);
	if (!ok) {
		o.out[strcspn(o.out, "\n")] = '\0';
		o.err[strcspn(o.err, "\n")] = '\0';
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "checkpatch.pl: %s", *o.out ? o.out : o.err);
	}
	proc_output_clear(&o);
	return ok;
}

static const char *checkpatch_answer(struct run *v, const char *mail,
				     const char *name)
{
	g_autoptr(GError) error = NULL;

	if (v->options->verify < VERIFY_CHECKPATCH)
		return "";
	if (verify_checkpatch(v->tree, v->scratch, mail, v->options->signoff,
			      &error))
		return "clean";
	add_fault(v, "%s: %s", name, error->message);
	return "complains";
}

/* Arch code is built for its own architecture only. */
static bool may_hold(const struct tree *tree, const struct tree_build *build,
		     const char *file)
{
	return !g_str_has_prefix(file, "arch/") ||
	       tree_build_for(tree, file) == build;
}

/* "x86 ok, um -": the object of @file in every build, as it stands now. */
static char *build_answer(struct run *v, const char *file, const char *name)
{
	static const char *const words[] = { "ok", "-", "fails" };
	const GPtrArray *builds = v->tree->builds;
	g_autoptr(GString) text = g_string_new(NULL);
	unsigned int built = 0;

	for (guint i = 0; i < builds->len; i++) {
		const struct tree_build *b = builds->pdata[i];
		const struct trial_place place = {
			.tree = v->tree, .build = b,
			.overlay = v->scratch->dir,
			.workdir = v->options->workdir,
			.command = v->options->build_cmd,
		};
		g_autofree char *why = NULL;
		enum trial t = may_hold(v->tree, b, file) ?
			trial_build(&place, file, &why) : TRIAL_ABSENT;

		if (t == TRIAL_FAILS)
			add_fault(v, "%s: '%s' %s", name, file, why);
		built += t != TRIAL_ABSENT;
		if (t == TRIAL_ABSENT && !v->absent)
			v->absent = g_strdup_printf("%s: no build holds '%s' (%s)",
				name, file, why ? why :
				"none is of its architecture");
		g_string_append_printf(text, "%s%s %s", i ? ", " : "", b->arch,
				       words[t]);
	}
	v->built += built > 0;
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void check_mail(struct run *v, const struct rewrite *r, unsigned int n,
		       const char *mail)
{
	g_autofree char *number = g_strdup_printf("%u", n);
	g_autofree char *name = g_path_get_basename(mail);
	g_autofree char *builds = NULL;
	bool applied = check_apply(v, mail, name);
	const char *checkpatch = checkpatch_answer(v, mail, name);

	if (applied && v->options->verify == VERIFY_BUILD)
		builds = build_answer(v, r->file, name);
	g_string_append_printf(v->table, ROW, number, applied ? "ok" : "fails",
			       checkpatch, builds ? builds : "");
}

static bool can_run(const struct tree *tree, const struct series_options *o,
		    GError **error)
{
	if (o->verify == VERIFY_BUILD && !tree->builds->len) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "--verify=build needs a prepared build: name it with --build-dir");
		return false;
	}
	return true;
}

/* The table's lines, no blanks at their ends. */
static void trim_lines(GString *table)
{
	g_auto(GStrv) lines = g_strsplit(table->str, "\n", -1);
	g_autofree char *joined = NULL;

	for (char **l = lines; *l; l++)
		g_strchomp(*l);
	joined = g_strjoinv("\n", lines);
	g_string_assign(table, joined);
}

bool verify_series(const struct tree *tree, const struct scratch *scratch,
		   const GPtrArray *rewrites,
		   const struct series_options *o, const char *out,
		   GString *table, GError **error)
{
	const char *checkout[] = { "checkout", "-q", "-b", "verify",
				   scratch->base, NULL };
	g_autoptr(GPtrArray) mails = respin_mails(out, error);
	g_autofree char *done = mails && can_run(tree, o, error) ?
		scratch_git(scratch, checkout, error) : NULL;
	struct run v = {
		.tree = tree, .scratch = scratch, .options = o, .table = table,
	};

	if (!done)
		return false;
	g_assert(mails->len == rewrites->len);
	g_string_append_printf(table, ROW, "patch", "git am",
		o->verify >= VERIFY_CHECKPATCH ? "checkpatch --strict" : "",
		o->verify == VERIFY_BUILD ? "object with W=1" : "");
	for (guint i = 0; i < mails->len; i++)
		check_mail(&v, rewrites->pdata[i], i + 1, mails->pdata[i]);
	trim_lines(table);
	/* One file that this machine cannot build is a row; if it can build none, nothing was checked. */
	if (o->verify == VERIFY_BUILD && !v.built && !v.faults)
		add_fault(&v, "%s", v.absent);
	if (v.faults)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "%s%s", v.fault,
			    v.faults > 1 ? " (the first of several)" : "");
	g_free(v.fault);
	g_free(v.absent);
	return !v.faults;
}
