/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mail.h - a posted patch as it came: one mail, read by GMime.
 */
#ifndef PFN_MAIL_H
#define PFN_MAIL_H

#include "ground/base.h"

struct mail {
	char *subject;		/* decoded, one line; "" where there is none */
	char *from, *to, *cc;	/* decoded; NULL where the header is missing */
	char *date;		/* as an attribution line says it; or NULL */
	char *message_id;	/* without brackets; NULL: it has none */
	char *references;	/* "<a> <b>", the message it answers last; or NULL */
	char *base;		/* commit of its base-commit: trailer; or NULL */
	char *diff;		/* from the first "diff --git" or "--- " on, bytes as
				 * they were sent; NULL: it holds no patch */
	bool tagged;		/* its subject says [PATCH ...] */
	bool answer;		/* its subject begins with Re: */
	unsigned int version;	/* of [PATCH v2 3/19]: 2, 3, 19; 1, 0, 0 where */
	unsigned int number;	/* the tag does not say.  0 of a total is the */
	unsigned int total;	/* cover letter */
};

/*
 * Reads the mails of @path ("-": standard input): an mbox, one mail, or a bare
 * diff, which becomes a mail without headers.  struct mail *, owned by the
 * array, in the order of the file.  NULL and @error if it cannot be read or
 * holds neither.
 */
GPtrArray *mails_read(const char *path, GError **error);

void mail_free(struct mail *mail);
PFN_DEFINE_FREE(mail, mail_free)

/*
 * The hunk of the mail's diff that adds, keeps or drops line @line (from 1) of
 * the new @file; "@@" line first.  The caller frees it; NULL: no such hunk.
 */
char *mail_hunk(const struct mail *mail, const char *file, unsigned int line);

#endif
