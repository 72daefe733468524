// SPDX-License-Identifier: GPL-2.0-only
/*
 * f-mail.c - a mail's subject, on the first line, and its body: whatever is read out
 * of them, the hunk of any line is a part of the diff.
 */
#include "review/mail_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	struct mail *mail = g_new0(struct mail, 1);
	size_t head = strcspn(text, "\n");

	mail->subject = g_strndup(text, head);
	mail_read_subject(mail);
	mail_read_body(mail, text + head);
	for (unsigned int line = 0; mail->diff && line < 20; line++) {
		g_autofree char *hunk = mail_hunk(mail, "mm/gup.c", line);

		g_assert_true(!hunk || strstr(mail->diff, hunk));
	}
	mail_free(mail);
	return 0;
}
