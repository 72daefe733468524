/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * wire.h - what a checker says to the driver: one JSON object a line, on
 * stdout, nothing else there.  Each line has one member that names its kind:
 *
 *   {"finding": {"rule","file","line","column","function","flags","carrier",
 *                "fix": {"state","effect","why"}, "facts", "message",
 *                "path": [...],
 *                "unasked": null | {"level","use","roots": [{"name","flags","needs"}]}}}
 *   {"incomplete": {"file","engine","first","last","reason"}}
 *   {"walker": {"file","line","name","callbacks","test_walk","flags","io",
 *               "forks", "filtered": {"pte","pmd","pud"}, "path": [...],
 *               "unfiltered": [{"level","use","file","line","column",
 *                               "function","entry","locks": [...],
 *                               "path": [...]}]}}
 *   {"call": {"from","to","flags","gate","args"}}
 *   {"done": {"file","engine"}}
 *
 * A call with "from" null says that callers of "to" may stand in other files.
 * "done" closes a file: a file without it is incomplete, because a checker may
 * die half-way.  Reading checks everything: the lines of a broken checker are
 * errors, never findings.
 */
#ifndef PFN_WIRE_H
#define PFN_WIRE_H

#include "base.h"
#include "finding.h"
#include "reach.h"

enum wire_kind {
	WIRE_FINDING, WIRE_INCOMPLETE, WIRE_WALKER, WIRE_CALL, WIRE_DONE,
};

/* One line read; the member that @kind names is set, the caller owns it. */
struct wire_line {
	enum wire_kind kind;
	struct finding *finding;
	struct incomplete *incomplete;
	struct walker *walker;
	struct reach_call *call;
	char *done_file;
	unsigned int done_engine;
};

/* Frees what @line holds and zeroes it. */
void wire_line_clear(struct wire_line *line);

/* Each returns one line without a newline; the caller frees it. */
char *wire_print_finding(const struct finding *f);
char *wire_print_incomplete(const struct incomplete *inc);
char *wire_print_walker(const struct walker *w);
char *wire_print_call(const struct reach_call *c);
char *wire_print_done(const char *file, unsigned int engine);

/* True if @text is one JSON object, not too deep, with nothing behind it. */
bool wire_is_one_object(const char *text);

/*
 * Reads one line into @out, which must be zeroed.  False with @error set if it
 * is not such an object, a member is missing, of the wrong type or out of range;
 * @out then holds nothing.
 */
bool wire_parse(const char *text, struct wire_line *out, GError **error);

#endif
