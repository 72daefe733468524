// SPDX-License-Identifier: GPL-2.0-only
/*
 * tu.c - filters flags, parses, and says what the first error was.
 *
 * A few lines are added behind the end of the file (in memory only): they make
 * libclang compute the values of the flags in this very unit.
 */
#include "tu.h"
#include "makefile.h"

/* What steers the preprocessor and the types; all else of gcc is dropped. */
static const char *const kept[] = {
	"-D", "-U", "-I", "-iquote", "-isystem", "-idirafter", "-include",
	"-imacros", "-nostdinc", "-std=", "-ansi", "-m64", "-m32", "-m31",
	"-O", "-fshort-wchar", "-funsigned-char", "-fsigned-char",
	"-fshort-enums", "-fms-extensions", "-mlittle-endian", "-mbig-endian",
	"--target=", "-isysroot", "--sysroot=",
};

/* The same with an argument of its own in the next word. */
static const char *const takes_word[] = {
	"-D", "-U", "-I", "-iquote", "-isystem", "-idirafter", "-include",
	"-imacros", "-isysroot",
};

/* Words that are dropped together with the next one. */
static const char *const drop_word[] = {
	"-o", "-MF", "-MT", "-MQ", "-x", "--param", "-Xassembler", "-Xlinker",
	"-arch", "-T", "-aux-info",
};

/* What clang knows and needs when it was named as the compiler's target. */
static const char *const kept_clang[] = {
	"-march=", "-mabi=", "-mcpu=", "-mgeneral-regs-only", "-mcmodel=",
	"-mno-", "-msoft-float", "-mbackchain",
};

/* A cross gcc is not told its target; the tree's include folder tells us. */
static const char *const targets[][2] = {
	{ "arm64", "aarch64-linux-gnu" }, { "arm", "arm-linux-gnueabi" },
	{ "loongarch", "loongarch64-linux-gnu" },
	{ "mips", "mips64-linux-gnuabi64" },
	{ "powerpc", "powerpc64le-linux-gnu" },
	{ "riscv", "riscv64-linux-gnu" }, { "s390", "s390x-linux-gnu" },
	{ "sparc", "sparc64-linux-gnu" }, { "x86", "x86_64-linux-gnu" },
};

static const char added_lines[] =
	"\n#ifdef VM_PFNMAP\n"
	"enum { pfncheck_value_pfnmap = (VM_PFNMAP) };\n"
	"#endif\n#ifdef VM_MIXEDMAP\n"
	"enum { pfncheck_value_mixedmap = (VM_MIXEDMAP) };\n"
	"#endif\n#ifdef VM_IO\n"
	"enum { pfncheck_value_io = (VM_IO) };\n"
	"#endif\n";

static bool has_prefix(const char *arg, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (g_str_has_prefix(arg, list[i]))
			return true;
	return false;
}

static bool is_one_of(const char *arg, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(arg, list[i]))
			return true;
	return false;
}

static const char *target_of(const char *const *args)
{
	for (size_t i = 0; args[i]; i++) {
		if (!g_str_has_prefix(args[i], "-I"))
			continue;
		for (size_t k = 0; k < G_N_ELEMENTS(targets); k++) {
			g_autofree char *dir = g_strdup_printf("arch/%s/include",
							       targets[k][0]);
			if (strstr(args[i], dir))
				return targets[k][1];
		}
	}
	return NULL;
}

GPtrArray *tu_filter_args(const char *const *args)
{
	GPtrArray *out = g_ptr_array_new_with_free_func(g_free);
	const char *target = target_of(args);
	bool clang = false;

	for (size_t i = 0; args[i]; i++)
		clang = clang || g_str_has_prefix(args[i], "--target=");
	if (target && !clang)
		g_ptr_array_add(out, g_strconcat("--target=", target, NULL));
	for (size_t i = 0; args[i]; i++) {
		const char *arg = args[i];

		if (is_one_of(arg, drop_word, G_N_ELEMENTS(drop_word))) {
			i += args[i + 1] ? 1 : 0;
			continue;
		}
		if (!has_prefix(arg, kept, G_N_ELEMENTS(kept)) &&
		    !(clang && has_prefix(arg, kept_clang, G_N_ELEMENTS(kept_clang))))
			continue;
		g_ptr_array_add(out, g_strdup(arg));
		if (args[i + 1] &&
		    is_one_of(arg, takes_word, G_N_ELEMENTS(takes_word)))
			g_ptr_array_add(out, g_strdup(args[++i]));
	}
	return out;
}

static char *first_error(CXTranslationUnit unit, size_t text_length)
{
	unsigned int n = clang_getNumDiagnostics(unit);
	char *message = NULL;

	for (unsigned int i = 0; i < n && !message; i++) {
		CXDiagnostic diag = clang_getDiagnostic(unit, i);
		CXString text = clang_formatDiagnostic(diag,
			CXDiagnostic_DisplaySourceLocation |
			CXDiagnostic_DisplayColumn);
		CXFile file;
		unsigned int offset;

		clang_getFileLocation(clang_getDiagnosticLocation(diag), &file,
				      NULL, NULL, &offset);
		/* The added lines may fail where a flag is not a constant. */
		if (clang_getDiagnosticSeverity(diag) >= CXDiagnostic_Error &&
		    !(offset >= text_length &&
		      strstr(clang_getCString(text), "pfncheck_value_")))
			message = g_strdup(clang_getCString(text));
		clang_disposeString(text);
		clang_disposeDiagnostic(diag);
	}
	return message;
}

/* Asks the cursor at the added lines; a visit of the whole unit is slow. */
static void take_value(struct tu *tu, CXFile file, const char *name, uint64_t *value)
{
	size_t offset = strlen(tu->text) + (strstr(added_lines, name) - added_lines);
	CXCursor cursor = clang_getCursor(tu->unit,
		clang_getLocationForOffset(tu->unit, file, offset));

	if (clang_getCursorKind(cursor) == CXCursor_EnumConstantDecl)
		*value = clang_getEnumConstantDeclUnsignedValue(cursor);
}

static void take_values(struct tu *tu)
{
	CXFile file = clang_getFile(tu->unit, tu->path);

	tu->pfnmap = UINT64_C(1) << 10;
	tu->io = UINT64_C(1) << 14;
	tu->mixedmap = UINT64_C(1) << 28;
	if (!file)
		return;
	take_value(tu, file, "pfncheck_value_pfnmap", &tu->pfnmap);
	take_value(tu, file, "pfncheck_value_mixedmap", &tu->mixedmap);
	take_value(tu, file, "pfncheck_value_io", &tu->io);
}

static bool parse(struct tu *tu, GPtrArray *args, GError **error)
{
	g_autofree char *text = g_strconcat(tu->text, added_lines, NULL);
	struct CXUnsavedFile file = { tu->path, text, strlen(text) };
	g_autofree char *message = NULL;
	enum CXErrorCode code;

	code = clang_parseTranslationUnit2(tu->index, tu->path,
		(const char *const *)args->pdata, args->len, &file, 1,
		CXTranslationUnit_KeepGoing, &tu->unit);
	if (code != CXError_Success) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_INCOMPLETE,
			    "cannot parse '%s'", tu->file);
		return false;
	}
	message = first_error(tu->unit, strlen(tu->text));
	if (message) {
		g_set_error_literal(error, PFN_ERROR, PFN_EXIT_INCOMPLETE, message);
		return false;
	}
	take_values(tu);
	return true;
}

/* The words of @from that begin as @prefix does, once more in @to. */
static bool add_words(GPtrArray *to, const GPtrArray *from, const char *prefix)
{
	unsigned int had = to->len;

	for (unsigned int i = 0; i < from->len; i++)
		if (g_str_has_prefix(from->pdata[i], prefix))
			g_ptr_array_add(to, g_strdup(from->pdata[i]));
	return to->len > had;
}

/*
 * Include folders of the Makefiles hurt nobody and spare a first parse that
 * fails.  What they define is for a part of the folder's files, so it is tried
 * only where the file cannot do without.
 */
static bool parse_all(struct tu *tu, GPtrArray *args, const char *root,
		      GError **error)
{
	g_autoptr(GPtrArray) more = makefile_includes(tu->path, root);
	g_autoptr(GError) first = NULL;

	add_words(args, more, "-I");
	if (parse(tu, args, &first))
		return true;
	if (tu->unit && add_words(args, more, "-D")) {
		g_clear_pointer(&tu->unit, clang_disposeTranslationUnit);
		if (parse(tu, args, NULL))
			return true;
	}
	g_propagate_error(error, g_steal_pointer(&first));
	return false;
}

struct tu *tu_open(const char *file, const char *const *args, const char *dir,
		   const char *root, GError **error)
{
	g_autoptr(GPtrArray) kept_args = tu_filter_args(args);
	pfn_auto(tu) tu = g_new0(struct tu, 1);
	g_autofree char *full = g_canonicalize_filename(file, dir);
	char *resolved = realpath(full, NULL);
	gsize length;

	tu->file = g_strdup(file);
	tu->dir = g_strdup(dir);
	tu->path = g_strdup(resolved ? resolved : full);
	free(resolved);
	/* libclang would wait for the other end of a fifo. */
	if (g_file_test(tu->path, G_FILE_TEST_EXISTS) &&
	    !g_file_test(tu->path, G_FILE_TEST_IS_REGULAR)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_INCOMPLETE,
			    "'%s' is not a regular file", file);
		return NULL;
	}
	if (!g_file_get_contents(tu->path, &tu->text, &length, error))
		return NULL;
	if (strlen(tu->text) != length) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_INCOMPLETE,
			    "'%s' is not text", file);
		return NULL;
	}
	if (dir)
		g_ptr_array_add(kept_args, g_strconcat("-working-directory=",
						       dir, NULL));
	g_ptr_array_add(kept_args, g_strdup("-w"));
	tu->index = clang_createIndex(0, 0);
	if (!parse_all(tu, kept_args, root, error))
		return NULL;
	return g_steal_pointer(&tu);
}

void tu_close(struct tu *tu)
{
	if (!tu)
		return;
	if (tu->unit)
		clang_disposeTranslationUnit(tu->unit);
	if (tu->index)
		clang_disposeIndex(tu->index);
	g_free(tu->file);
	g_free(tu->path);
	g_free(tu->dir);
	g_free(tu->text);
	g_free(tu);
}
