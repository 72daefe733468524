// SPDX-License-Identifier: GPL-2.0-only
/*
 * report.c - findings to stdout, the rest to stderr; all of it to stderr as
 * CHECK= of Kbuild, where 'make -s' has no stdout.
 */
#include "report.h"
#include "ground/plain.h"
#include "ground/wire.h"

static struct finding *to_finding(const struct read *read)
{
	struct finding *f = finding_new(rule_get(read->rule), read->file->path,
					read->line, read->column,
					read->func ? read->func->name : NULL);

	f->flags = read->flags;
	f->facts = read->facts;
	f->engines = ENGINE_CLANG;
	if (read->carrier)
		f->carrier = carrier_copy(read->carrier);
	return f;
}

static void print_line(char *line)
{
	puts(line);
	g_free(line);
}

static void print_text(const struct options *o, const struct finding *f)
{
	if (o->hidden[f->rule->id] ||
	    (f->rule->level < o->level && !o->named[f->rule->id]))
		return;
	fprintf(o->as_compiler ? stderr : stdout, "%s:%u:%u: %s: %s [%s]\n",
		f->file, f->line, f->column, rule_level_name(f->rule->level),
		f->rule->title, f->rule->slug);
}

/* A read in a header is one read, however many of the files include it. */
static bool is_new(const struct options *o, const struct finding *f)
{
	return g_hash_table_add(o->said, g_strdup_printf("%s:%u:%u", f->file,
							 f->line, f->column));
}

void report_reads(const struct options *o, const GPtrArray *reads)
{
	g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(
		(GDestroyNotify)finding_free);

	for (unsigned int i = 0; i < reads->len; i++) {
		const struct read *read = reads->pdata[i];

		if (!read->exempt)
			g_ptr_array_add(findings, to_finding(read));
	}
	g_ptr_array_sort(findings, finding_compare);
	for (unsigned int i = 0; i < findings->len; i++) {
		if (!is_new(o, findings->pdata[i]))
			continue;
		if (o->json)
			print_line(wire_print_finding(findings->pdata[i]));
		else
			print_text(o, findings->pdata[i]);
	}
}

static void print_walker(const struct walker *w)
{
	printf("%s:%u: %s", w->file, w->line, w->name);
	for (unsigned int i = 0; i < w->callbacks->len; i++)
		printf(" %s", (const char *)w->callbacks->pdata[i]);
	printf("; %s%s%s%s\n", w->own_test_walk ? "own test_walk" : "walk_page_test()",
	       w->gate_flags & PFN_FLAG_PFNMAP ? ", gates on VM_PFNMAP" : "",
	       w->gate_flags & PFN_FLAG_MIXEDMAP ? ", gates on VM_MIXEDMAP" : "",
	       w->gate_io ? " with VM_IO" : "");
}

void report_walkers(const struct options *o, const GPtrArray *walkers)
{
	for (unsigned int i = 0; i < walkers->len; i++) {
		if (o->json)
			print_line(wire_print_walker(walkers->pdata[i]));
		else
			print_walker(walkers->pdata[i]);
	}
}

static bool is_used(const struct carrier *c, const GPtrArray *reads)
{
	for (unsigned int i = 0; i < reads->len; i++)
		if (((const struct read *)reads->pdata[i])->carrier == c)
			return true;
	return false;
}

void report_summary(const struct unit *unit, const GPtrArray *reads)
{
	const GPtrArray *all = carrier_set_all(unit->carriers);
	pfn_auto(carrier_set) own = carrier_set_new();
	g_autofree char *text = NULL;

	for (unsigned int i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		/* A local that only sets flags is not a carrier to others. */
		if (c->kind != CARRIER_MASK || is_used(c, reads))
			carrier_set_add(own, carrier_copy(c));
	}
	text = carrier_set_print(own);
	fputs(text, stdout);
}

/* As findings name it: relative to the root. */
static char *name_of(const char *file, const char *root)
{
	g_autofree char *full = g_canonicalize_filename(file, NULL);
	char *real = realpath(full, NULL);
	const char *path = real ? real : full;
	char *name;

	if (root && g_str_has_prefix(path, root) && path[strlen(root)] == '/')
		path += strlen(root) + 1;
	name = g_strdup(path);
	free(real);
	return name;
}

void report_incomplete(const struct options *o, const char *file,
		       const char *root, const char *reason)
{
	g_autofree char *name = name_of(file, root);
	pfn_auto(incomplete) inc = incomplete_new(name, ENGINE_CLANG, reason);

	if (o->json)
		print_line(wire_print_incomplete(inc));
	if (!o->json && !o->quiet)
		plain_print(stderr, "%s: incomplete: %s\n", name, reason);
}

void report_done(const struct options *o, const char *file, const char *root)
{
	g_autofree char *name = name_of(file, root);

	if (o->json && !o->summary)
		print_line(wire_print_done(name, ENGINE_CLANG));
}

void report_version(void)
{
	CXString version = clang_getClangVersion();

	printf("pfncheck-clang %s, libclang: %s\n", PFN_VERSION,
	       clang_getCString(version));
	clang_disposeString(version);
}
