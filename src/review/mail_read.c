// SPDX-License-Identifier: GPL-2.0-only
/*
 * mail_read.c - an mbox, a mail or a diff, through GMime.
 *
 * Contents are undone from their transfer encoding but not converted between
 * character sets: a hunk has to have the bytes of the file.
 */
#include <fcntl.h>
#include <unistd.h>

#include <gmime/gmime.h>

#include "mail_parts.h"

/* GMime 3 does not say how its objects are let go. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMessage, g_object_unref)

/* More than any series has; what is longer is not mail. */
#define LARGEST ((size_t)256 << 20)

/* All that is to be read from @fd; NULL and errno. */
static GByteArray *read_fd(int fd)
{
	g_autoptr(GByteArray) all = g_byte_array_new();
	guint8 part[65536];
	ssize_t n;

	while ((n = read(fd, part, sizeof(part)))) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return NULL;
		g_byte_array_append(all, part, n);
		if (all->len > LARGEST) {
			errno = EFBIG;
			return NULL;
		}
	}
	return g_steal_pointer(&all);
}

/*
 * Standard input, or a file; a fifo will do ("<(b4 am -o - ID)"), but one that nobody
 * writes is at its end.
 */
static int open_file(const char *path)
{
	int fd = strcmp(path, "-") ?
		open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) :
		dup(STDIN_FILENO);

	if (fd >= 0 && strcmp(path, "-"))
		fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
	return fd;
}

static GByteArray *read_all(const char *path, GError **error)
{
	int fd = open_file(path);
	GByteArray *all = fd < 0 ? NULL : read_fd(fd);
	int saved = errno;

	if (fd >= 0)
		close(fd);
	if (!all && saved == EFBIG)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot read '%s': it is larger than %zu MiB", path,
			    LARGEST >> 20);
	else if (!all)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot read '%s': %s", path, g_strerror(saved));
	return all;
}

static void add_part(GMimeObject *parent, GMimeObject *object, gpointer data)
{
	GByteArray *body = data;
	g_autoptr(GMimeStream) stream = NULL;
	GMimeDataWrapper *content;

	if (!GMIME_IS_PART(object) ||
	    !g_mime_content_type_is_type(g_mime_object_get_content_type(object),
					 "text", "*"))
		return;
	content = g_mime_part_get_content(GMIME_PART(object));
	if (!content)
		return;
	stream = g_mime_stream_mem_new_with_byte_array(body);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	g_mime_stream_seek(stream, 0, GMIME_STREAM_SEEK_END);
	g_mime_data_wrapper_write_to_stream(content, stream);
}

/* The bytes as a string: up to the first NUL. */
static char *text_of(const GByteArray *bytes)
{
	return bytes->len ? g_strndup((char *)bytes->data, bytes->len) :
			    g_strdup("");
}

static char *body_of(GMimeMessage *message)
{
	g_autoptr(GByteArray) body = g_byte_array_new();

	g_mime_message_foreach(message, add_part, body);
	return text_of(body);
}

static char *addresses(GMimeMessage *message, GMimeAddressType type)
{
	InternetAddressList *list = g_mime_message_get_addresses(message, type);
	char *text;

	if (!list || !internet_address_list_length(list))
		return NULL;
	text = internet_address_list_to_string(list, NULL, FALSE);
	return text;
}

static char *date_of(GMimeMessage *message)
{
	GDateTime *date = g_mime_message_get_date(message);

	return date ? g_date_time_format(date, "%a, %d %b %Y %H:%M:%S %z") : NULL;
}

/* What an answer has to name: the mail's own references and the mail. */
static char *references_of(GMimeMessage *message, const char *id)
{
	const char *old = g_mime_object_get_header(GMIME_OBJECT(message),
						   "References");
	g_auto(GStrv) words = g_strsplit_set(old ? old : "", " \t\r\n", -1);
	GString *all = g_string_new(NULL);

	if (!id) {
		g_string_free(all, TRUE);
		return NULL;
	}
	for (char **w = words; *w; w++)
		if (**w == '<')
			g_string_append_printf(all, "%s ", *w);
	g_string_append_printf(all, "<%s>", id);
	return g_string_free(all, FALSE);
}

static char *one_line(const char *text)
{
	g_auto(GStrv) words = g_strsplit_set(text ? text : "", " \t\r\n", -1);
	GString *line = g_string_new(NULL);

	for (char **w = words; *w; w++)
		if (**w)
			g_string_append_printf(line, "%s%s", line->len ? " " : "",
					       *w);
	return g_string_free(line, FALSE);
}

static struct mail *mail_of(GMimeMessage *message)
{
	struct mail *mail = g_new0(struct mail, 1);
	g_autofree char *body = body_of(message);

	mail->subject = one_line(g_mime_message_get_subject(message));
	mail->from = addresses(message, GMIME_ADDRESS_TYPE_FROM);
	mail->to = addresses(message, GMIME_ADDRESS_TYPE_TO);
	mail->cc = addresses(message, GMIME_ADDRESS_TYPE_CC);
	mail->date = date_of(message);
	mail->message_id = g_strdup(g_mime_message_get_message_id(message));
	mail->references = references_of(message, mail->message_id);
	mail_read_subject(mail);
	mail_read_body(mail, body);
	return mail;
}

/* "git diff", "git show": no headers in front of it. */
static struct mail *bare_diff(const char *path, const char *text)
{
	struct mail *mail = g_new0(struct mail, 1);
	g_autofree char *name = g_path_get_basename(path);

	mail->subject = strcmp(path, "-") ? g_strdup(name) : g_strdup("the patch");
	mail->version = 1;
	mail_read_body(mail, text);
	return mail;
}

static bool is_header(const char *text)
{
	size_t n = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

	return n && text[n] == ':';
}

static void parse(const GByteArray *all, bool mbox, GPtrArray *mails)
{
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(
			(char *)all->data, all->len);
	g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);

	g_mime_parser_set_format(parser, mbox ? GMIME_FORMAT_MBOX :
						GMIME_FORMAT_MESSAGE);
	do {
		g_autoptr(GMimeMessage) message =
			g_mime_parser_construct_message(parser, NULL);

		if (message)
			g_ptr_array_add(mails, mail_of(message));
	} while (mbox && !g_mime_parser_eos(parser));
}

GPtrArray *mails_read(const char *path, GError **error)
{
	g_autoptr(GByteArray) all = read_all(path, error);
	g_autoptr(GPtrArray) mails = g_ptr_array_new_with_free_func(
			(GDestroyNotify)mail_free);
	g_autofree char *text = NULL;

	if (!all)
		return NULL;
	g_mime_init();
	text = text_of(all);
	if (g_str_has_prefix(text, "From "))
		parse(all, true, mails);
	else if (is_header(text))
		parse(all, false, mails);
	if (!mails->len) {
		struct mail *mail = bare_diff(path, text);

		g_ptr_array_add(mails, mail);
		if (!mail->diff) {
			g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
				    "'%s' holds neither a mail nor a diff",
				    path);
			return NULL;
		}
	}
	return g_steal_pointer(&mails);
}
