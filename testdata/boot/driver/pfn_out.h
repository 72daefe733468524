/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pfn_out.h - one question of a series taken out again while the kernel runs:
 * the one whose number is on the command line, pfn_out=N.  Test kernels only.
 */
#ifndef PFN_OUT_H
#define PFN_OUT_H

extern int pfn_out;

/* For a question that is true of an entry without a page. */
#define pfn_asked(n, question) (READ_ONCE(pfn_out) != (n) && (question))

/* For a question whose answer is the page: what it was before it was asked. */
#define pfn_answer(n, question, unasked) \
	(READ_ONCE(pfn_out) == (n) ? (unasked) : (question))

#endif
