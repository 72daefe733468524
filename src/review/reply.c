// SPDX-License-Identifier: GPL-2.0-only
/*
 * reply.c - short enough to be read: a rule is explained once, a hunk is quoted
 * once, and what else is found is listed by place.
 */
#include "emit/emit.h"
#include "emit/page.h"
#include "ground/plain.h"
#include "reply.h"
#include "series/words.h"

#define WIDTH 72
#define SENTENCES 3
/* Hunks that are quoted, and lines of one around its finding. */
#define HUNKS 5
#define AROUND 12

/* One line, whatever the mail's coded words hold. */
static void header(GString *out, const char *name, const char *value)
{
	if (value && *value)
		plain_add(out, "%r: %s\n", name, value);
}

static void add_headers(const struct mail *m, GString *out)
{
	g_autofree char *id = m->message_id ?
		g_strdup_printf("<%s>", m->message_id) : NULL;
	g_autofree char *subject = g_strconcat(m->answer ? "" : "Re: ",
					       m->subject, NULL);
	g_autofree char *cc = g_strjoin(m->to && m->cc ? ", " : "",
					m->to ? m->to : "", m->cc ? m->cc : "",
					NULL);

	header(out, "To", m->from);
	header(out, "Cc", cc);
	header(out, "Subject", subject);
	header(out, "In-Reply-To", id);
	header(out, "References", m->references);
	g_string_append(out, "MIME-Version: 1.0\n"
			"Content-Type: text/plain; charset=UTF-8\n"
			"Content-Transfer-Encoding: 8bit\n\n");
	plain_add(out, "On %s, %s wrote:\n",
		  m->date ? m->date : "an unknown date",
		  m->from ? m->from : "somebody");
}

/* Index of the line of @lines that is line @line of the new file; -1: none. */
static int find_line(char **lines, unsigned int line)
{
	const char *plus = strstr(lines[0], " +");
	unsigned int now = plus ? strtoul(plus + 2, NULL, 10) : 0;

	for (int i = 1; lines[i]; i++) {
		if (*lines[i] == '-' || *lines[i] == '\\')
			continue;
		if (now == line)
			return i;
		now++;
	}
	return -1;
}

/* The hunk's head, and its lines around line @line. */
static void quote(const char *hunk, unsigned int line, GString *out)
{
	g_auto(GStrv) lines = g_strsplit(hunk, "\n", -1);
	int at = find_line(lines, line);
	int last = MAX(at, 0) + AROUND / 3;

	g_string_append_printf(out, "> %s\n", lines[0]);
	for (int i = 1; lines[i]; i++) {
		if (i < at - AROUND || i > last ||
		    (!*lines[i] && !lines[i + 1]))
			continue;
		g_string_append_printf(out, "> %s\n", lines[i]);
	}
}

static void say(GString *out, const char *text)
{
	g_autofree char *wrapped = words_wrap(text, WIDTH);

	g_string_append_printf(out, "\n%s", wrapped);
	if (!g_str_has_suffix(wrapped, "\n"))
		g_string_append_c(out, '\n');
}

/* What a reader of the hunk is told of the finding, and once of its rule. */
static void tell(const struct finding *f, const struct installed *files,
		 bool *explained, GString *out)
{
	g_autofree char *message = emit_message(f);
	g_autofree char *why = NULL, *instead = NULL;
	g_autofree char *what = g_strdup_printf("In %s%s: %s [%s].",
			f->function ? f->function : f->file,
			f->function ? "()" : "", message, f->rule->slug);

	say(out, what);
	if (explained[f->rule->id])
		return;
	explained[f->rule->id] = true;
	why = page_section(files, f->rule, "Why it is wrong here");
	instead = page_section(files, f->rule, "Instead");
	if (why) {
		g_autofree char *text = page_sentences(why, SENTENCES);

		say(out, text);
	}
	if (instead) {
		g_autofree char *text = page_sentences(instead, 1);

		say(out, text);
	}
}

/* Places that no hunk of the mail shows: old code that it made one. */
static void tell_elsewhere(const struct finding *f, GString *out)
{
	g_autofree char *message = emit_message(f);
	g_autofree char *text = g_strdup_printf(
			"With this patch %s:%u%s%s%s becomes one as well: %s [%s].",
			f->file, f->line, f->function ? " (" : "",
			f->function ? f->function : "", f->function ? ")" : "",
			message, f->rule->slug);

	say(out, text);
}

static void add_findings(const struct verdict *v, const struct installed *files,
			 GString *out)
{
	bool explained[RULE_COUNT] = { false };
	g_autofree char *last = NULL;
	unsigned int hunks = 0;

	for (guint i = 0; i < v->causes->len; i++) {
		const struct finding *f = v->causes->pdata[i];
		char *hunk = mail_hunk(v->mail, f->file, f->line);

		if (!hunk || hunks == HUNKS) {
			tell_elsewhere(f, out);
			g_free(hunk);
			continue;
		}
		if (g_strcmp0(hunk, last)) {
			g_string_append(out, hunks++ ? "\n" : "");
			quote(hunk, f->line, out);
		}
		tell(f, files, explained, out);
		g_free(last);
		last = hunk;
	}
}

char *reply_write(const struct verdict *v, const struct installed *files)
{
	g_autoptr(GString) out = NULL;

	if (!verdict_speaks(v) || !v->mail->from)
		return NULL;
	out = g_string_new(NULL);
	add_headers(v->mail, out);
	add_findings(v, files, out);
	if (*v->suggestion)
		g_string_append_printf(out, "\nSomething like this on top would do:\n\n%s",
				       v->suggestion);
	g_string_append(out, "\n-- \nFound with pfncheck " PFN_VERSION "\n");
	/* A person reads it, and an editor does. */
	return plain_lines(out->str);
}
