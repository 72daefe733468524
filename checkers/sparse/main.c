// SPDX-License-Identifier: GPL-2.0-only
/*
 * pfncheck-sparse - the reads of VM_PFNMAP and VM_MIXEDMAP in C files, by
 * value and control flow.
 *
 *   pfncheck-sparse [--json] [--carriers=FILE] [--summaries=FILE] [--root=DIR]
 *                   [--walkers|--summary] [--huge-kept]
 *                   [-Wpfncheck-RULE|-Wno-pfncheck-RULE] COMPILER-ARGS FILE.c
 *
 * --huge-kept says that walks of the tree leave a huge leaf of a PFN mapping alone
 * where they have no callback for it.
 *
 * --summary says on the wire what other files need to know of the walks in this
 * one (elsewhere.h); what it said about those is read with --summaries.
 *
 * Takes the compiler line that sparse takes, so 'make C=2 CHECK=pfncheck-sparse'
 * works.  Exit status 0 means that all was looked at, whatever was found;
 * libsparse ends the program with 1 where it cannot go on.
 */
#include "sparse.h"

#include "../clang/makefile.h"
#include "describe.h"
#include "ground/plain.h"
#include "on_the_way.h"
#include "report.h"
#include "summary.h"
#include "unasked_entry.h"

struct options {
	const char *root;
	const char *carriers;
	const char *summaries;
	bool walkers, summary, huge_kept;
	char **attributes;	/* what takes address spaces away, owned */
	char *arch;		/* "--arch=...", owned; NULL: as libsparse has it */
	GPtrArray *includes;	/* "-I...", owned; NULL: none are added */
	GPtrArray *args;	/* what is left for libsparse; borrowed strings */
};

static bool value_of(const char *arg, const char *option, const char **value)
{
	size_t n = strlen(option);

	if (strncmp(arg, option, n))
		return false;
	*value = arg + n;
	return true;
}

/* True if @arg is one of ours. */
static bool take_option(struct options *o, struct report *report,
			const char *arg, GError **error)
{
	const char *slug;
	bool shown = true;

	if (value_of(arg, "--root=", &o->root) ||
	    value_of(arg, "--carriers=", &o->carriers) ||
	    value_of(arg, "--summaries=", &o->summaries) || !strcmp(arg, "--"))
		return true;
	if (!strcmp(arg, "--json"))
		return report->json = true;
	if (!strcmp(arg, "--walkers"))
		return o->walkers = true;
	if (!strcmp(arg, "--huge-kept"))
		return o->huge_kept = true;
	if (!strcmp(arg, "--summary"))
		return report->json = o->summary = true;
	if (value_of(arg, "-Wno-pfncheck-", &slug))
		shown = false;
	else if (!value_of(arg, "-Wpfncheck-", &slug))
		return false;
	if (shown && !rule_is_found_by(slug, ENGINE_SPARSE, error))
		return true;
	if (!report_select(report, slug, shown))
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "no such rule '%s'", slug);
	return true;
}

/*
 * What Kbuild adds for sparse stands in front, as the driver hands over the
 * compiler's own flags; a tab counts as one column, as everywhere else here.
 * Address spaces ("__rcu", "__user") are defined away: nothing here asks about them,
 * and libsparse skips a whole function in which two of them are mixed.
 */
static void add_own_args(struct options *o, const char *program)
{
	static const char *const own[] = {
		"-D__linux__", "-Dlinux", "-D__STDC__", "-Dunix", "-D__unix__",
		"-ftabstop=1",
	};
	static const char *const attributes[] = {
		"-Daddress_space(space)=", "-Dnoderef=unused", NULL,
	};

	g_ptr_array_add(o->args, (gpointer)program);
	for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
		g_ptr_array_add(o->args, (gpointer)own[i]);
	/* libsparse cuts them at the "=", in place. */
	o->attributes = g_strdupv((char **)attributes);
	for (char **a = o->attributes; *a; a++)
		g_ptr_array_add(o->args, *a);
}

/*
 * Kbuild tells sparse the architecture with --arch=; the compiler's own flags
 * name it only in the path to its headers.  libsparse defines what compilers for
 * it define, but takes the kernel's "s390" for the 31-bit one.
 */
static char *arch_of(char **argv)
{
	for (; *argv; argv++) {
		const char *name = strstr(*argv, "/arch/"), *end;

		if (g_str_has_prefix(*argv, "--arch="))
			return NULL;
		if (!g_str_has_prefix(*argv, "-I") || !name)
			continue;
		name += strlen("/arch/");
		end = strchr(name, '/');
		if (!end || strcmp(end, "/include"))
			continue;
		if (!strncmp(name, "x86/", 4))
			return NULL;
		if (!strncmp(name, "s390/", 5))
			return g_strdup("--arch=s390x");
		return g_strdup_printf("--arch=%.*s", (int)(end - name), name);
	}
	return NULL;
}

/*
 * The driver knows the flags that every file gets; what a folder's Makefile adds
 * to them is read there.  Kbuild, which gives no --root, has added it itself.
 */
static void add_makefile_args(struct options *o, int argc, char **argv)
{
	const char *file = argv[argc - 1];

	if (!o->root || !g_str_has_suffix(file, ".c"))
		return;
	o->includes = makefile_includes(file, o->root);
	for (guint i = 0; i < o->includes->len; i++)
		g_ptr_array_add(o->args, o->includes->pdata[i]);
}

static bool parse_options(int argc, char **argv, struct options *o,
			  struct report *report, GError **error)
{
	GError *first = NULL;

	add_own_args(o, argv[0]);
	o->arch = arch_of(argv);
	if (o->arch)
		g_ptr_array_add(o->args, o->arch);
	for (int i = 1; i < argc && !first; i++)
		if (!take_option(o, report, argv[i], &first))
			g_ptr_array_add(o->args, argv[i]);
	add_makefile_args(o, argc, argv);
	g_ptr_array_add(o->args, NULL);
	if (first)
		g_propagate_error(error, first);
	return !first;
}

static bool load_carriers(struct spots *spots, const char *file, GError **error)
{
	g_autofree char *text = NULL;

	return !file || (g_file_get_contents(file, &text, NULL, error) &&
			 carrier_set_parse(spots_carriers(spots), text, error));
}

/* Who uses entries that nobody asked, and who gets there. */
static void check_unasked(struct unit *unit, struct reads *reads,
			  const struct walk_context *with,
			  struct report *report)
{
	struct calls_context c = { unit, reads, with->ops, { NULL } };

	for (unsigned int i = 0; i < CALLS_FLAGS; i++)
		c.with[i] = assume_new(unit, reads, calls_flag(i));
	unasked_list(report, &c);
	calls_list(&c, report->calls);
	on_the_way_list(report, &c);
	on_the_way_calls(&c, report->calls);
	for (unsigned int i = 0; i < CALLS_FLAGS; i++)
		assume_free(c.with[i]);
}

static void check_unit(struct unit *unit, struct spots *spots,
		       const struct elsewhere *elsewhere,
		       const struct options *o, struct report *report)
{
	struct flags *flags = flags_new(unit, spots);
	struct walkops *ops = walkops_new(unit);
	struct dominate *d = dominate_new(unit, spots, NULL);
	struct walk_context with = { ops, d, elsewhere, o->huge_kept };
	struct reads *reads;

	dominate_know(d, flags, ops);
	describe_carriers(spots, flags, unit->file);
	reads = reads_new(unit, flags, spots);
	facts_judge(reads, ops);
	if (o->summary)
		summary_list(report, reads, &with);
	else
		describe_reads(report, reads, &with);
	if (!o->summary)
		check_unasked(unit, reads, &with, report);
	describe_gaps(report, unit, spots);
	if (o->walkers)
		walkers_list(report, reads, ops, d);
	reads_free(reads);
	dominate_free(d);
	walkops_free(ops);
	flags_free(flags);
}

static bool check_file(char *file, const struct options *o,
		       struct report *report, GError **error)
{
	struct spots *spots = spots_new(o->root);
	struct elsewhere *elsewhere = elsewhere_new();
	const char *name = spots_name(spots, file);
	bool ok = load_carriers(spots, o->carriers, error) &&
		  (!o->summaries ||
		   elsewhere_read(elsewhere, o->summaries, error));

	if (ok) {
		struct unit *unit = unit_new(file);

		check_unit(unit, spots, elsewhere, o, report);
		report_flush(report, name ? name : file);
		unit_free(unit);
	}
	spots_free(spots);
	elsewhere_free(elsewhere);
	return ok;
}

/* Beside the others sparse's own answer would not say whose it is. */
static int say_version(void)
{
	printf("pfncheck-sparse %s, libsparse: %s\n", PFN_VERSION,
	       sparse_version);
	return 0;
}

static bool run(const struct options *o, struct report *report, GError **error)
{
	struct string_list *files = NULL;
	char *file;

	sparse_initialize(o->args->len - 1, (char **)o->args->pdata, &files);
	/* No optimiser (unit.c), and no warnings: those are sparse's own. */
	fpasses &= ~PASS_OPTIM;
	fmax_warnings = 0;
	FOR_EACH_PTR(files, file) {
		if (!check_file(file, o, report, error))
			return false;
	} END_FOR_EACH_PTR(file);
	return true;
}

int main(int argc, char **argv)
{
	g_autoptr(GPtrArray) args = g_ptr_array_new();
	struct options o = { .args = args };
	g_autoptr(GError) error = NULL;
	struct report report;
	bool ok;

	if (argc == 2 && !strcmp(argv[1], "--version"))
		return say_version();
	do_output = 0;
	report_init(&report);
	ok = parse_options(argc, argv, &o, &report, &error) &&
	     run(&o, &report, &error);
	report_release(&report);
	g_strfreev(o.attributes);
	g_free(o.arch);
	g_clear_pointer(&o.includes, g_ptr_array_unref);
	if (!ok)
		plain_print(stderr, "pfncheck-sparse: %s\n", error->message);
	return ok ? PFN_EXIT_CLEAN : PFN_EXIT_USAGE;
}
