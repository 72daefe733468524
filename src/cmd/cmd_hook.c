// SPDX-License-Identifier: GPL-2.0-only
/*
 * cmd_hook.c - 'pfncheck hook': git's pre-commit.
 */
#include "cmd.h"
#include "emit/page.h"
#include "ground/plain.h"
#include "hook.h"
#include "rewrite/patch.h"
#include "scan.h"
#include "index/staged.h"
#include "tree/temp.h"

static const char usage[] =
	"usage: pfncheck hook install [OPTIONS]   put it into this repository\n"
	"       pfncheck hook uninstall           take it away again\n"
	"       pfncheck hook run [OPTIONS]       what it runs: 1 blocks the commit\n"
	"\n"
	"It looks at what is staged and blocks a commit that adds a read of\n"
	"VM_PFNMAP/VM_MIXEDMAP, or makes old code one.  A hook that is there runs\n"
	"first.  OPTIONS are those of scan; install keeps them for every run.\n";

/* What is wrong and what to write instead, once for each rule. */
static void print_advice(const struct scan *scan, GString *out)
{
	bool said[RULE_COUNT] = { false };

	for (guint i = 0; i < scan->report.findings->len; i++) {
		const struct finding *f = scan->report.findings->pdata[i];
		g_autofree char *why = NULL, *instead = NULL;

		if (said[f->rule->id])
			continue;
		said[f->rule->id] = true;
		why = page_section(scan->files, f->rule,
				   "Why it is wrong here");
		instead = page_section(scan->files, f->rule, "Instead");
		g_string_append_printf(out,
			"\n[%s] %s\n\nInstead: %s\n\nMore: pfncheck explain %s\n",
			f->rule->slug, why ? why : f->rule->title,
			instead ? instead : "", f->rule->slug);
	}
}

static bool print_refusal(const struct scan *scan, GError **error)
{
	const struct emit_options eo = { .color = false };
	g_autoptr(GString) out = g_string_new(NULL);
	g_autofree char *diff = patch_diff_all(scan->rewrites, error);
	g_autofree char *plain = diff ? plain_lines(diff) : NULL;

	if (!diff)
		return false;
	emit_text(&scan->report, &eo, out);
	print_advice(scan, out);
	if (*diff)
		g_string_append_printf(out,
			"\nThis rewrite would do ('pfncheck patch --staged | git apply --index'):\n\n%s",
			plain);
	g_string_append_printf(out,
		"\npfncheck: commit refused, %u finding%s; 'git commit --no-verify' overrules it\n",
		scan->report.findings->len,
		scan->report.findings->len == 1 ? "" : "s");
	fputs(out->str, stderr);
	return true;
}

static int hook_run(struct scan_options *o, const char *root, GError **error)
{
	pfn_auto(scan) scan = NULL;
	g_autoptr(GError) why = NULL;

	o->opened = staged_open(root, o->no_cache ? NULL :
				cache_open(o->cache_dir, NULL));
	if (!staged_is_candidate(o->opened, &why)) {
		if (!why)
			return PFN_EXIT_CLEAN;
		g_propagate_error(error, g_steal_pointer(&why));
		return PFN_EXIT_USAGE;
	}
	scan = scan_run(o, error);
	if (!scan)
		return PFN_EXIT_USAGE;
	if (scan->report.findings->len)
		return print_refusal(scan, error) ? PFN_EXIT_FINDINGS :
						    PFN_EXIT_USAGE;
	/* What could not be read does not stop a commit, but is said. */
	if (scan->report.incomplete->len && !o->quiet)
		fprintf(stderr, "pfncheck: %u places could not be analysed; 'pfncheck scan --staged' lists them\n",
			scan->report.incomplete->len);
	return PFN_EXIT_CLEAN;
}

/* Finds out once what carries the flags, so that the first commit is fast. */
static void prime(const struct scan_options *o, const char *root)
{
	pfn_auto(staged) staged = staged_open(root,
					      cache_open(o->cache_dir, NULL));
	char *dir = temp_folder(NULL);
	bool written = dir && staged_write_tree(staged, dir, false, NULL);
	pfn_auto(tree) tree = written ? tree_open(dir, NULL, NULL) : NULL;
	pfn_auto(index) index = tree ?
		staged_index(staged, tree, o->jobs, NULL) : NULL;

	temp_remove(dir);
}

static int hook_install_here(const struct scan_options *o, const char *root,
			     char **args, GError **error)
{
	g_autofree char *program = g_file_read_link("/proc/self/exe", error);
	g_autofree char *path = NULL;

	if (!program || !scan_can_hook(o, root, error) ||
	    !hook_install(root, program, args, &path, error))
		return PFN_EXIT_USAGE;
	if (!o->no_cache)
		prime(o, root);
	if (!o->quiet)
		printf("installed: %s\n", path);
	return PFN_EXIT_CLEAN;
}

static int hook_uninstall_here(const struct scan_options *o, const char *root,
			       GError **error)
{
	g_autofree char *path = NULL;

	if (!hook_uninstall(root, &path, error))
		return PFN_EXIT_USAGE;
	if (!o->quiet)
		printf("removed: %s\n", path);
	return PFN_EXIT_CLEAN;
}

/* The top of the repository that the user stands in; "." if there is none. */
static char *find_repository(void)
{
	g_autofree char *dir = g_get_current_dir();

	while (strcmp(dir, "/")) {
		g_autofree char *git = g_build_filename(dir, ".git", NULL);
		char *parent;

		if (g_file_test(git, G_FILE_TEST_EXISTS))
			return g_steal_pointer(&dir);
		parent = g_path_get_dirname(dir);
		g_free(dir);
		dir = parent;
	}
	return g_strdup(".");
}

static int dispatch(const char *verb, struct scan_options *o, char **args,
		    GError **error)
{
	g_autofree char *top = o->tree ? g_strdup(o->tree) : find_repository();
	g_autofree char *root = g_canonicalize_filename(top, NULL);
	g_autofree char *git = g_build_filename(root, ".git", NULL);

	if (!g_file_test(git, G_FILE_TEST_EXISTS)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' is not the top of a git repository; name one with -C TREE",
			    root);
		return PFN_EXIT_USAGE;
	}
	if (!strcmp(verb, "install"))
		return hook_install_here(o, root, args, error);
	if (!strcmp(verb, "uninstall"))
		return hook_uninstall_here(o, root, error);
	g_free(o->tree);
	o->tree = g_strdup(root);
	return hook_run(o, root, error);
}

int cmd_hook(int argc, char **argv, GError **error)
{
	static const char *const verbs[] = { "install", "uninstall", "run", NULL };
	struct scan_options options;
	int status = PFN_EXIT_USAGE;

	if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) {
		fputs(usage, argc < 2 ? stderr : stdout);
		return argc < 2 ? PFN_EXIT_USAGE : PFN_EXIT_CLEAN;
	}
	if (!g_strv_contains(verbs, argv[1])) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "hook takes install, uninstall or run, not '%s'",
			    argv[1]);
		return PFN_EXIT_USAGE;
	}
	if (options_parse(&options, argc - 1, argv + 1,
			  "What is staged, before it is committed.", NULL,
			  error)) {
		options.staged = TRUE;
		status = dispatch(argv[1], &options, argv + 2, error);
	}
	options_release(&options);
	return status;
}
