/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mail_parts.h - what the mail*.c files share and nobody else needs.
 */
#ifndef PFN_MAIL_PARTS_H
#define PFN_MAIL_PARTS_H

#include "mail.h"

/* Fills in tagged, answer, version, number and total from the subject. */
void mail_read_subject(struct mail *mail);

/* Fills in base and diff; @body is what the mail says, transfer encoding undone. */
void mail_read_body(struct mail *mail, const char *body);

#endif
