// SPDX-License-Identifier: GPL-2.0-only
/*
 * plain.c - a newline in a name would forge a line of a report, and an escape
 * sequence would rewrite what stands on the screen.
 */
#include "plain.h"

/* Unicode's controls, its two line ends, and what turns the direction round. */
static bool is_harmful(gunichar c, bool lines)
{
	return (c < 0x20 && c != '\t' && !(c == '\n' && lines)) || (c >= 0x7f && c <= 0x9f) ||
	       c == 0x061c || c == 0x200e || c == 0x200f ||
	       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
	       c == 0xfeff;
}

static void add_escaped(GString *out, gunichar c)
{
	switch (c) {
	case '\n':
		g_string_append(out, "\\n");
		break;
	case '\r':
		g_string_append(out, "\\r");
		break;
	default:
		g_string_append_printf(out, c < 0x100 ? "\\x%02x" : "\\u%04x", c);
	}
}

static void add_text(GString *out, const char *text, bool lines)
{
	while (*text) {
		gunichar c = g_utf8_get_char_validated(text, -1);

		if (c == (gunichar)-1 || c == (gunichar)-2) {
			add_escaped(out, (unsigned char)*text++);
			continue;
		}
		if (is_harmful(c, lines))
			add_escaped(out, c);
		else
			g_string_append_unichar(out, c);
		text = g_utf8_next_char(text);
	}
}

char *plain_text(const char *text)
{
	GString *out = g_string_new(NULL);

	add_text(out, text, false);
	return g_string_free(out, FALSE);
}

char *plain_lines(const char *text)
{
	GString *out = g_string_new(NULL);

	add_text(out, text, true);
	return g_string_free(out, FALSE);
}

static void add_list(GString *out, const char *format, va_list list)
{
	const char *percent;

	for (; (percent = strchr(format, '%')); format = percent + 2) {
		g_string_append_len(out, format, percent - format);
		switch (percent[1]) {
		case 's':
			add_text(out, va_arg(list, const char *), false);
			break;
		case 'r':
			g_string_append(out, va_arg(list, const char *));
			break;
		case 'u':
			g_string_append_printf(out, "%u",
					       va_arg(list, unsigned int));
			break;
		default:
			g_assert_not_reached();
		}
	}
	g_string_append(out, format);
}

void plain_add(GString *out, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	add_list(out, format, list);
	va_end(list);
}

void plain_print(FILE *file, const char *format, ...)
{
	g_autoptr(GString) text = g_string_new(NULL);
	va_list list;

	va_start(list, format);
	add_list(text, format, list);
	va_end(list);
	fwrite(text->str, 1, text->len, file);
}
