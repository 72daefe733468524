/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * plain.h - text of a tree, or of a program, for a person to read: what a terminal
 * or an editor would obey is shown instead.
 */
#ifndef PFN_PLAIN_H
#define PFN_PLAIN_H

#include "base.h"

/*
 * @text with each control character, each byte that is no UTF-8 and each character
 * that changes the direction of what follows escaped as in C ("\033" is "\x1b");
 * tabs stay.  The caller frees it.
 */
char *plain_text(const char *text);

/* The same for a text of several lines: their ends stay. */
char *plain_lines(const char *text);

/*
 * Appends to @out as printf would, with "%u", "%s" for text that is escaped as
 * above and "%r" for text of our own that is not.
 */
void plain_add(GString *out, const char *format, ...);

/* The same to @file. */
void plain_print(FILE *file, const char *format, ...);

#endif
