// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-wire.c - what is printed is read back; what a broken checker prints is an
 * error, never a finding.
 */
#include "ground/wire.h"

static struct wire_line parse(const char *text)
{
	g_autoptr(GError) error = NULL;
	struct wire_line line = { 0 };

	g_assert_true(wire_parse(text, &line, &error));
	g_assert_no_error(error);
	g_assert_null(strchr(text, '\n'));
	return line;
}

static void test_finding(void)
{
	pfn_auto(finding) f = finding_new(rule_find("walk-gate"),
					  "mm/\"odd\tname\n.c", 3, 9, NULL);
	g_autofree char *first = NULL, *second = NULL;
	struct wire_line line;

	f->flags = PFN_FLAG_PFNMAP | PFN_FLAG_MIXEDMAP;
	f->carrier = carrier_new(CARRIER_FIELD, "m", "h.h", 4, 1, NULL);
	f->fix = FIX_STATE_MANUAL;
	f->effect = EFFECT_COW_VISIBLE;
	f->why = g_strdup("an \\ effect comes first");
	finding_add_step(f, "mm/b.c", 12, "unfiltered");
	first = wire_print_finding(f);
	line = parse(first);
	g_assert_cmpint(line.kind, ==, WIRE_FINDING);
	g_assert_cmpstr(line.finding->file, ==, f->file);
	g_assert_null(line.finding->function);
	g_assert_cmpuint(line.finding->flags, ==, 3);
	g_assert_cmpint(line.finding->carrier->kind, ==, CARRIER_FIELD);
	g_assert_cmpuint(line.finding->carrier->flags, ==, 1);
	g_assert_cmpint(line.finding->effect, ==, EFFECT_COW_VISIBLE);
	second = wire_print_finding(line.finding);
	g_assert_cmpstr(first, ==, second);
	wire_line_clear(&line);
}

static void test_unasked(void)
{
	pfn_auto(finding) f = finding_new(rule_get(RULE_UNASKED_ENTRY), "mm/a.c", 3,
					  9, "walk");
	g_autofree char *first = NULL, *second = NULL;
	struct wire_line line;

	f->unasked = unasked_new(LEVEL_PUD, USE_FRAME);
	unasked_add_root(f->unasked, "mm/a.c:walk", PFN_FLAG_MIXEDMAP, "5:2");
	unasked_add_root(f->unasked, "exported", 0, NULL);
	first = wire_print_finding(f);
	line = parse(first);
	g_assert_cmpint(line.finding->unasked->level, ==, LEVEL_PUD);
	g_assert_cmpuint(line.finding->unasked->roots->len, ==, 2);
	second = wire_print_finding(line.finding);
	g_assert_cmpstr(first, ==, second);
	wire_line_clear(&line);
}

static void test_call(void)
{
	struct reach_call *c = reach_call_new(NULL, "f", 3, "gate()", "0=1 ");
	g_autofree char *first = wire_print_call(c), *second = NULL;
	struct wire_line line = parse(first);

	g_assert_cmpint(line.kind, ==, WIRE_CALL);
	second = wire_print_call(line.call);
	g_assert_cmpstr(first, ==, second);
	wire_line_clear(&line);
	reach_call_free(c);
}

static void test_incomplete(void)
{
	pfn_auto(incomplete) inc = incomplete_new("a.c", ENGINE_SPARSE, "died");
	g_autofree char *first = NULL, *second = NULL;
	struct wire_line line;

	inc->first = 3;
	inc->last = 8;
	first = wire_print_incomplete(inc);
	line = parse(first);
	second = wire_print_incomplete(line.incomplete);
	g_assert_cmpint(line.kind, ==, WIRE_INCOMPLETE);
	g_assert_cmpstr(first, ==, second);
	wire_line_clear(&line);
}

static void test_walker(void)
{
	pfn_auto(walker) w = walker_new("a.c", 5, "ops");
	g_autofree char *first = NULL, *second = NULL;
	struct wire_line line;

	g_ptr_array_add(w->callbacks, g_strdup("pte_entry=f"));
	w->own_test_walk = true;
	w->gate_flags = PFN_FLAG_PFNMAP;
	w->gate_io = true;
	w->filtered[LEVEL_PTE] = FILTER_YES;
	w->filtered[LEVEL_PUD] = FILTER_NO;
	walker_add_step(w, "a.c", 9, "split");
	first = wire_print_walker(w);
	line = parse(first);
	second = wire_print_walker(line.walker);
	g_assert_cmpint(line.kind, ==, WIRE_WALKER);
	g_assert_cmpint(line.walker->filtered[LEVEL_PUD], ==, FILTER_NO);
	g_assert_cmpstr(first, ==, second);
	wire_line_clear(&line);
}

static void test_done(void)
{
	g_autofree char *text = wire_print_done("a.c", ENGINE_CLANG);
	struct wire_line line = parse(text);

	g_assert_cmpint(line.kind, ==, WIRE_DONE);
	g_assert_cmpstr(line.done_file, ==, "a.c");
	g_assert_cmpuint(line.done_engine, ==, ENGINE_CLANG);
	wire_line_clear(&line);
}

#define HEAD "{\"finding\":{\"rule\":\"policy\",\"file\":\"a.c\",\"line\":1," \
	"\"column\":1,\"function\":null,\"flags\":[\"VM_PFNMAP\"],"
#define FACTS "\"facts\":[\"in_function\"],"
#define FIX "\"fix\":{\"state\":\"none\",\"effect\":\"-\",\"why\":null}," FACTS
#define PATH "\"message\":null,\"path\":[],"
#define TAIL PATH "\"unasked\":null}}"

static const char *const bad[] = {
	"", "null", "[]", "{}", "1", "\"finding\"", "{\"finding\":1}",
	"{\"done\":{}}", "{\"done\":{\"file\":\"a.c\"}}",
	"{\"done\":{\"file\":\"a.c\",\"engine\":\"gcc\"}}",
	"{\"done\":{\"file\":\"\",\"engine\":\"clang\"}}",
	"{\"done\":{\"file\":\"/etc/x\",\"engine\":\"clang\"}}",
	"{\"done\":{\"file\":\"a/../../x\",\"engine\":\"clang\"}}",
	"{\"done\":{\"file\":null,\"engine\":\"clang\"}}",
	"{\"done\":{\"file\":\"a.c\",\"engine\":\"clang\"}",
	"{\"done\":{\"file\":\"a.c\",\"engine\":\"clang\"},\"x\":1}",
	"{\"unknown\":{\"file\":\"a.c\"}}",
	"{\"done\":{\"file\":\"\xff\",\"engine\":\"clang\"}}",
	HEAD "\"carrier\":null," FIX "\"message\":null}}",
	HEAD "\"carrier\":{}," FIX TAIL,
	HEAD "\"carrier\":{\"kind\":\"odd\",\"name\":\"m\",\"file\":\"h\","
		"\"line\":1,\"flags\":[]}," FIX TAIL,
	HEAD "\"carrier\":null,\"fix\":{\"state\":\"maybe\",\"effect\":\"-\","
		"\"why\":null}," FACTS TAIL,
	HEAD "\"carrier\":null,\"fix\":{\"state\":\"none\",\"effect\":\"-\","
		"\"why\":null},\"facts\":[\"in_doubt\"]," TAIL,
	HEAD "\"carrier\":null," FIX "\"message\":null,\"path\":[1],\"unasked\":null}}",
	HEAD "\"carrier\":null," FIX "\"message\":null,\"path\":[{}],\"unasked\":null}}",
	HEAD "\"carrier\":null," FIX PATH "\"unasked\":1}}",
	HEAD "\"carrier\":null," FIX PATH "\"unasked\":{\"level\":\"p4d\","
		"\"use\":\"page\",\"roots\":[]}}}",
	HEAD "\"carrier\":null," FIX PATH "\"unasked\":{\"level\":\"pmd\","
		"\"use\":\"page\",\"roots\":[1]}}}",
	HEAD "\"carrier\":null," FIX PATH "\"unasked\":{\"level\":\"pmd\","
		"\"use\":\"page\",\"roots\":[{\"name\":null,\"flags\":[],"
		"\"needs\":null}]}}}",
	"{\"call\":{\"from\":null,\"to\":null,\"flags\":[],\"gate\":null,"
		"\"args\":null}}",
	"{\"call\":{\"from\":null,\"to\":\"f\",\"flags\":[\"VM_IO\"],"
		"\"gate\":null,\"args\":null}}",
	"{\"incomplete\":{\"file\":\"a.c\",\"engine\":\"clang\",\"first\":4,"
		"\"last\":2,\"reason\":\"r\"}}",
	"{\"incomplete\":{\"file\":\"a.c\",\"engine\":\"clang\",\"first\":-1,"
		"\"last\":2,\"reason\":\"r\"}}",
	"{\"incomplete\":{\"file\":\"a.c\",\"engine\":\"clang\",\"first\":1.5,"
		"\"last\":2,\"reason\":\"r\"}}",
	"{\"incomplete\":{\"file\":\"a.c\",\"engine\":\"clang\",\"first\":1,"
		"\"last\":99999999999,\"reason\":\"r\"}}",
};

static void expect_error(const char *text)
{
	g_autoptr(GError) error = NULL;
	struct wire_line line = { 0 }, zero = { 0 };

	g_test_message("%s", text);
	g_assert_false(wire_parse(text, &line, &error));
	g_assert_nonnull(error);
	g_assert_true(!memcmp(&line, &zero, sizeof(line)));
}

static void test_bad(void)
{
	static const char good[] = HEAD "\"carrier\":null," FIX TAIL;
	struct wire_line line = parse(good);

	wire_line_clear(&line);
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
		expect_error(bad[i]);
	/* A checker that died half-way. */
	for (size_t len = 0; len < strlen(good); len++) {
		g_autofree char *cut = g_strndup(good, len);

		expect_error(cut);
	}
}

/* Bytes that are no UTF-8 are replaced, so that the line stays JSON. */
static void test_not_utf8(void)
{
	g_autofree char *text = wire_print_done("a\xff.c", ENGINE_COCCI);
	struct wire_line line = parse(text);

	g_assert_cmpstr(line.done_file, ==, "a\xef\xbf\xbd.c");
	wire_line_clear(&line);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/wire/finding", test_finding);
	g_test_add_func("/wire/unasked", test_unasked);
	g_test_add_func("/wire/call", test_call);
	g_test_add_func("/wire/incomplete", test_incomplete);
	g_test_add_func("/wire/walker", test_walker);
	g_test_add_func("/wire/done", test_done);
	g_test_add_func("/wire/bad", test_bad);
	g_test_add_func("/wire/not-utf8", test_not_utf8);
	return g_test_run();
}
