// SPDX-License-Identifier: GPL-2.0-only
/*
 * cmd_review.c - 'pfncheck review': a posted patch, before a person has to.
 */
#include "cmd.h"
#include "ground/plain.h"
#include "out.h"
#include "review.h"
#include "review/reply.h"
#include "review/verdict_print.h"
#include "tree/file.h"

/* The mails of all files that are named, or of standard input. */
static struct thread *read_thread(char *const *paths, GError **error)
{
	static const char *const standard_input[] = { "-", NULL };
	const char *const *names = paths && *paths ?
		(const char *const *)paths : standard_input;
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(
			(GDestroyNotify)mail_free);

	for (; *names; names++) {
		g_autoptr(GPtrArray) mails = mails_read(*names, error);

		if (!mails)
			return NULL;
		while (mails->len)
			g_ptr_array_add(all, g_ptr_array_steal_index(mails, 0));
	}
	return thread_new(g_steal_pointer(&all), error);
}

/* One reply after the other, as an mbox. */
static void add_replies(const struct review *r, const struct installed *files,
			GString *out)
{
	for (guint i = 0; i < r->verdicts->len; i++) {
		g_autofree char *reply = reply_write(r->verdicts->pdata[i],
						     files);

		if (reply)
			g_string_append_printf(out, "From pfncheck Thu Jan  1 00:00:00 1970\n%s\n",
					       reply);
	}
}

static bool add_report(const struct scan_options *o, const struct review *r,
		       bool replies, GString *out, GError **error)
{
	const struct reviewed reviewed = {
		.repo = r->repo, .base = r->base,
		.verdicts = r->verdicts, .problems = r->problems,
	};
	pfn_auto(installed) files = NULL;

	if (replies) {
		files = installed_find(error);
		if (files)
			add_replies(r, files, out);
		return files;
	}
	if (o->format == emit_json)
		verdict_json(&reviewed, out);
	else if (r->sarif)
		g_string_append(out, r->sarif->str);
	else
		verdict_text(&reviewed, out);
	return true;
}

/* What a reply has no room for goes to stderr. */
static void print_problems(const struct review *r)
{
	for (guint i = 0; i < r->problems->len; i++)
		plain_print(stderr, "pfncheck: %s\n",
			    (char *)r->problems->pdata[i]);
	for (guint i = 0; i < r->verdicts->len; i++) {
		const struct verdict *v = r->verdicts->pdata[i];

		if (v->problem)
			plain_print(stderr, "pfncheck: '%s': %s\n",
				    v->mail->subject, v->problem);
	}
}

static int print_review(const struct scan_options *o, const struct review *r,
			bool replies, GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);

	if (!add_report(o, r, replies, out, error))
		return PFN_EXIT_USAGE;
	if (replies)
		print_problems(r);
	if (o->output) {
		if (!file_write(o->output, out->str, error))
			return PFN_EXIT_USAGE;
	} else if (!out_print(out->str, error)) {
		return PFN_EXIT_USAGE;
	}
	if (r->thread->older && !o->quiet)
		fprintf(stderr, "pfncheck: %u patches of older versions left out\n",
			r->thread->older);
	return review_status(r);
}

static bool format_is_known(const struct scan_options *o, GError **error)
{
	if (o->format == emit_text || o->format == emit_json ||
	    o->format == emit_sarif)
		return true;
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "review has the formats text, json and sarif");
	return false;
}

int cmd_review(int argc, char **argv, GError **error)
{
	struct scan_options options;
	g_autofree char *base = NULL;
	gboolean replies = FALSE;
	const GOptionEntry extra[] = {
		{ "base", 0, 0, G_OPTION_ARG_STRING, &base,
		  "commit to apply to (default: base-commit:, HEAD)", "REV" },
		{ "reply", 0, 0, G_OPTION_ARG_NONE, &replies,
		  "write answers to the mails instead; nothing is sent", NULL },
		G_OPTION_ENTRY_NULL
	};
	struct thread *thread = NULL;
	pfn_auto(review) review = NULL;
	int status = PFN_EXIT_USAGE;

	if (options_parse(&options, argc, argv,
			  "Say what posted patches cause, mend and leave: mails, an mbox or a diff.",
			  extra, error) &&
	    format_is_known(&options, error))
		thread = read_thread(options.paths, error);
	if (thread)
		review = review_run(&options, thread, base, error);
	if (review)
		status = print_review(&options, review, replies, error);
	options_release(&options);
	return status;
}
