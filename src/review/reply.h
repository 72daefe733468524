/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reply.h - an answer to a reviewed mail, to be looked over and sent by a person.
 */
#ifndef PFN_REPLY_H
#define PFN_REPLY_H

#include "tree/installed.h"
#include "verdict.h"

/*
 * A mail with headers that answers the one that was reviewed: each hunk with a
 * finding quoted, the finding under it in a few sentences, and the diff that
 * would do instead.  The caller frees it; NULL where there is nothing to say or
 * nobody to say it to (a bare diff).
 */
char *reply_write(const struct verdict *verdict, const struct installed *files);

#endif
