// SPDX-License-Identifier: GPL-2.0-only
/*
 * mail.c - what a mail holds beyond its headers: subject tag, trailer, diff.
 */
#include "mail_parts.h"

void mail_free(struct mail *mail)
{
	if (!mail)
		return;
	g_free(mail->subject);
	g_free(mail->from);
	g_free(mail->to);
	g_free(mail->cc);
	g_free(mail->date);
	g_free(mail->message_id);
	g_free(mail->references);
	g_free(mail->base);
	g_free(mail->diff);
	g_free(mail);
}

static unsigned int number_of(const GMatchInfo *match, const char *name)
{
	g_autofree char *text = g_match_info_fetch_named(match, name);

	return text ? strtoul(text, NULL, 10) : 0;
}

void mail_read_subject(struct mail *mail)
{
	g_autoptr(GRegex) tag = g_regex_new(
		"^(?<re>(?:re|aw|fwd?):\\s*)*\\[[^\\]]*\\bPATCH\\b[^\\]]*\\]",
		G_REGEX_CASELESS, 0, NULL);
	g_autoptr(GRegex) parts = g_regex_new(
		"\\[[^\\]]*?(?:\\bv(?<version>[0-9]{1,4})\\b)?[^\\]v]*?(?:\\b(?<number>[0-9]{1,5})/(?<total>[0-9]{1,5}))?[^\\]/]*\\]",
		G_REGEX_CASELESS, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;

	mail->version = 1;
	mail->answer = !g_ascii_strncasecmp(mail->subject, "re:", 3);
	mail->tagged = g_regex_match(tag, mail->subject, 0, NULL);
	if (!mail->tagged || !g_regex_match(parts, mail->subject, 0, &match))
		return;
	mail->version = MAX(1, number_of(match, "version"));
	mail->number = number_of(match, "number");
	mail->total = number_of(match, "total");
}

static bool starts_diff(const char *line)
{
	const char *next;

	if (g_str_has_prefix(line, "diff --git "))
		return true;
	next = strchr(line, '\n');
	return g_str_has_prefix(line, "--- ") && next &&
	       g_str_has_prefix(next + 1, "+++ ");
}

static const char *find_diff(const char *body)
{
	for (const char *line = body; line && *line;) {
		if (starts_diff(line))
			return line;
		line = strchr(line, '\n');
		line = line ? line + 1 : NULL;
	}
	return NULL;
}

/* A mailer that writes CR LF puts it behind the headers of the diff, too. */
static char *without_cr(const char *text)
{
	const char *end = strchr(text, '\n');
	g_auto(GStrv) lines = NULL;

	if (!end || end == text || end[-1] != '\r')
		return g_strdup(text);
	lines = g_strsplit(text, "\r\n", -1);
	return g_strjoinv("\n", lines);
}

void mail_read_body(struct mail *mail, const char *body)
{
	g_autoptr(GRegex) base = g_regex_new(
		"^base-commit:[ \\t]*([0-9a-f]{7,64})[ \\t\\r]*$",
		G_REGEX_MULTILINE | G_REGEX_RAW, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	const char *diff = find_diff(body);

	if (g_regex_match(base, body, 0, &match))
		mail->base = g_match_info_fetch(match, 1);
	if (diff)
		mail->diff = without_cr(diff);
}

/* The end of the hunk that begins at @hunk. */
static const char *hunk_end(const char *hunk)
{
	const char *line = strchr(hunk, '\n');

	while (line && line[1] && strchr(" +-\\", line[1]) &&
	       !g_str_has_prefix(line + 1, "-- \n"))
		line = strchr(line + 1, '\n');
	return line ? line + 1 : hunk + strlen(hunk);
}

/* Does the hunk at @at hold line @line of the new file? */
static bool is_hunk_of(const char *at, unsigned int line)
{
	unsigned int first = 0, lines = 1;
	const char *plus = strstr(at, " +");

	if (!plus || sscanf(plus, " +%u,%u", &first, &lines) < 1)
		return false;
	return first <= line && line < first + lines;
}

/* Is @at the line "+++ b/FILE"?  git puts odd names in quotes, as C would. */
static bool names_file(const char *at, const char *file)
{
	g_autofree char *line = g_strndup(at, strcspn(at, "\n"));
	const char *name = line + strlen("+++ ");
	g_autofree char *plain = NULL;

	if (*name == '"' && g_str_has_suffix(name, "\"")) {
		line[strlen(line) - 1] = '\0';
		plain = g_strcompress(name + 1);
	} else {
		plain = g_strndup(name, strcspn(name, "\t"));
	}
	return g_str_has_prefix(plain, "b/") && !strcmp(plain + 2, file);
}

char *mail_hunk(const struct mail *mail, const char *file, unsigned int line)
{
	bool ours = false;

	for (const char *at = mail->diff; at && *at;) {
		const char *next = strchr(at, '\n');

		if (g_str_has_prefix(at, "+++ "))
			ours = names_file(at, file);
		else if (ours && g_str_has_prefix(at, "@@ -") &&
			 is_hunk_of(at, line))
			return g_strndup(at, hunk_end(at) - at);
		at = next ? next + 1 : NULL;
	}
	return NULL;
}
