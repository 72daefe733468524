// SPDX-License-Identifier: GPL-2.0-only
/*
 * verdict_text.c - one paragraph a mail; what it causes as compilers print it.
 */
#include "emit/emit.h"
#include "ground/plain.h"
#include "verdict_print.h"

static void print_mended(const struct finding *f, GString *out)
{
	plain_add(out, "%s:%u: mended: %s%s%s [%s]\n", f->file,
			       f->line, f->function ? f->function : "",
			       f->function ? "(): " : "",
			       f->expression ? f->expression : f->rule->title,
			       f->rule->slug);
}

static void print_incomplete(const struct incomplete *inc, GString *out)
{
	plain_add(out, "%s:%u: incomplete: %s\n", inc->file,
			       inc->first ? inc->first : 1, inc->reason);
}

static const char *plural(unsigned int n)
{
	return n == 1 ? "" : "s";
}

static void print_count(const struct verdict *v, GString *out)
{
	if (v->problem)
		plain_add(out, "not reviewed: %s\n", v->problem);
	else if (!v->causes->len && !v->mends->len)
		plain_add(out, "nothing caused%s\n",
				       v->leaves->len ? ", nothing mended" : "");
	else
		plain_add(out, "%u finding%s caused, %u mended, %u left as before\n",
				       v->causes->len, plural(v->causes->len),
				       v->mends->len, v->leaves->len);
}

static void print_verdict(const struct verdict *v, GString *out)
{
	g_autofree char *plain = plain_lines(v->suggestion);

	plain_add(out, "%s\n", v->mail->subject);
	g_string_append(out, v->text);
	for (guint i = 0; i < v->mends->len; i++)
		print_mended(v->mends->pdata[i], out);
	for (guint i = 0; i < v->incomplete->len; i++)
		print_incomplete(v->incomplete->pdata[i], out);
	print_count(v, out);
	if (*v->suggestion)
		plain_add(out, "\nThis would do instead:\n\n%r", plain);
}

void verdict_text(const struct reviewed *review, GString *out)
{
	for (guint i = 0; i < review->verdicts->len; i++) {
		if (i)
			g_string_append_c(out, '\n');
		print_verdict(review->verdicts->pdata[i], out);
	}
	for (guint i = 0; i < review->problems->len; i++)
		plain_add(out, "%sincomplete: %s\n",
				       i ? "" : "\n",
				       (char *)review->problems->pdata[i]);
}
