// SPDX-License-Identifier: GPL-2.0-only
/*
 * proved.c - finds the sentences of a mail by the content of its diff: those of a
 * patch that has changed since are not put into it.
 */
#include "proved.h"
#include "tree/file.h"
#include "words.h"

#define WIDTH 72
#define ID_LENGTH 64

static bool is_id(const char *text, size_t length)
{
	return length == ID_LENGTH &&
	       strspn(text, "0123456789abcdef") == ID_LENGTH;
}

GHashTable *proved_read(const char *file, GError **error)
{
	g_autoptr(GHashTable) proved = g_hash_table_new_full(g_str_hash,
			g_str_equal, g_free, g_free);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	text = file_read(file, error);
	if (!text)
		return NULL;
	lines = g_strsplit(text, "\n", -1);
	for (guint i = 0; lines[i]; i++) {
		const char *tab = strchr(lines[i], '\t');

		if (!*lines[i])
			continue;
		if (!tab || !is_id(lines[i], tab - lines[i])) {
			g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
				    "'%s' line %u is not what 'make prove' writes",
				    file, i + 1);
			return NULL;
		}
		g_hash_table_replace(proved, g_strndup(lines[i], ID_LENGTH),
				     g_strdup(tab + 1));
	}
	return g_steal_pointer(&proved);
}

/* SHA-256 of the diff's lines, without places and hashes; the caller frees it. */
static char *id_of(const char *diff)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	for (const char *line = diff; *line;) {
		size_t n = strcspn(line, "\n");

		if (g_str_has_prefix(line, "-- \n"))
			break;
		if (strchr("+- ", *line) && n) {
			g_checksum_update(sum, (const guchar *)line, n);
			g_checksum_update(sum, (const guchar *)"\n", 1);
		}
		line += n + (line[n] == '\n');
	}
	return g_strdup(g_checksum_get_string(sum));
}

/* Where the last paragraph in front of "---" begins: the trailers. */
static size_t trailers(const char *mail, const char *end)
{
	for (const char *c = end; c > mail + 1; c--)
		if (c[-1] == '\n' && c[-2] == '\n')
			return c - mail;
	return end - mail;
}

bool proved_fill(const char *path, GHashTable *proved, GError **error)
{
	g_autofree char *mail = NULL, *id = NULL, *said = NULL, *filled = NULL;
	const char *diff, *end, *text;
	size_t at;

	if (!g_file_get_contents(path, &mail, NULL, error))
		return false;
	end = strstr(mail, "\n---\n");
	diff = end ? strstr(end, "\ndiff --git ") : NULL;
	if (!diff)
		return true;
	id = id_of(diff + 1);
	text = g_hash_table_lookup(proved, id);
	if (!text)
		return true;
	said = words_wrap(text, WIDTH);
	at = trailers(mail, end + 1);
	filled = g_strdup_printf("%.*s%s\n\n%s", (int)at, mail, said, mail + at);
	return g_file_set_contents(path, filled, -1, error);
}
