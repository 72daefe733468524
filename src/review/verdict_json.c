// SPDX-License-Identifier: GPL-2.0-only
/*
 * verdict_json.c - a review for programs; findings look as in a scan's report.
 */
#include "emit/emit_json.h"
#include "verdict_print.h"

#define REVIEW_VERSION 1

static void add_findings(JsonBuilder *b, const char *name,
			 const GPtrArray *findings)
{
	emit_json_array(b, name);
	for (guint i = 0; i < findings->len; i++)
		emit_json_finding(b, findings->pdata[i]);
	json_builder_end_array(b);
}

static void add_mail(JsonBuilder *b, const struct verdict *v)
{
	json_builder_begin_object(b);
	emit_json_text(b, "subject", v->mail->subject);
	emit_json_text(b, "message_id", v->mail->message_id);
	emit_json_number(b, "number", v->mail->number);
	emit_json_text(b, "problem", v->problem);
	add_findings(b, "causes", v->causes);
	add_findings(b, "mends", v->mends);
	add_findings(b, "leaves", v->leaves);
	emit_json_array(b, "incomplete");
	for (guint i = 0; i < v->incomplete->len; i++)
		emit_json_incomplete(b, v->incomplete->pdata[i]);
	json_builder_end_array(b);
	emit_json_text(b, "suggestion", v->suggestion);
	json_builder_end_object(b);
}

void verdict_json(const struct reviewed *review, GString *out)
{
	g_autoptr(JsonBuilder) b = json_builder_new();

	json_builder_begin_object(b);
	emit_json_number(b, "version", REVIEW_VERSION);
	emit_json_text(b, "repository", review->repo);
	emit_json_text(b, "base", review->base);
	emit_json_array(b, "mails");
	for (guint i = 0; i < review->verdicts->len; i++)
		add_mail(b, review->verdicts->pdata[i]);
	json_builder_end_array(b);
	emit_json_array(b, "problems");
	for (guint i = 0; i < review->problems->len; i++)
		json_builder_add_string_value(b, review->problems->pdata[i]);
	json_builder_end_array(b);
	json_builder_end_object(b);
	emit_json_print(b, out);
}
