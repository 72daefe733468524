// SPDX-License-Identifier: GPL-2.0-only
/*
 * out.c - a full disk is an error; a reader who has seen enough is none.
 */
#include <signal.h>

#include "out.h"
#include "ground/plain.h"
#include "tree/leave.h"

bool out_print(const char *text, GError **error)
{
	size_t len = strlen(text);

	if (fwrite(text, 1, len, stdout) == len && !fflush(stdout))
		return true;
	if (errno == EPIPE)
		leave_by(SIGPIPE);
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "cannot write the report: %s", g_strerror(errno));
	return false;
}

void out_incomplete(const struct report *report)
{
	for (guint i = 0; i < report->incomplete->len; i++) {
		const struct incomplete *inc = report->incomplete->pdata[i];

		plain_print(stderr, "%s: incomplete: %s%s%s\n", inc->file,
			    inc->engine ? rule_engine_name(inc->engine) : "",
			    inc->engine ? ": " : "", inc->reason);
	}
}
