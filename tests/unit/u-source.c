// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-source.c - tokens, functions, and the read around a token.
 */
#include "ground/source.h"

static struct carrier_set *carriers(void)
{
	struct carrier_set *set = carrier_set_new();

	g_assert_true(carrier_set_parse(set,
		"macro\tVM_MANY\th.h\t1\t3\t-\ttree\n"
		"mask\tforbidden\tx.c\t1\t1\tf\tfile\n"
		"field\tstored\th.h\t2\t1\t-\ttree\n"
		"predicate\tis_odd\th.h\t3\t2\t-\ttree\n", NULL));
	return set;
}

/* The statement stands in f(); the place of @at ("" = the flag) is asked. */
static const struct {
	const char *statement, *at, *expression, *position;
	unsigned int flags;
} reads[] = {
	{ "if (vma->vm_flags & VM_PFNMAP) x();", "&",
	  "vma->vm_flags & VM_PFNMAP", "VM_PFNMAP", 1 },
	{ "if (vma->vm_flags & VM_PFNMAP) x();", "if",
	  "vma->vm_flags & VM_PFNMAP", "VM_PFNMAP", 1 },
	{ "if (VM_PFNMAP & vma->vm_flags) x();", "vm_flags",
	  "VM_PFNMAP & vma->vm_flags", "VM_PFNMAP", 1 },
	{ "if (!(vma->vm_flags & VM_PFNMAP)) x();", "!",
	  "vma->vm_flags & VM_PFNMAP", "VM_PFNMAP", 1 },
	{ "y = !!(vma->vm_flags & (VM_IO | VM_MIXEDMAP));", "y",
	  NULL, NULL, 0 },
	{ "y = !!(vma->vm_flags & (VM_IO | VM_MIXEDMAP));", "VM_MIXEDMAP",
	  "vma->vm_flags & (VM_IO | VM_MIXEDMAP)", "VM_MIXEDMAP", 2 },
	{ "BUG_ON((vma->vm_flags & (VM_PFNMAP|VM_MIXEDMAP)) ==\n"
	  "\t(VM_PFNMAP|VM_MIXEDMAP));", "vma",
	  "(vma->vm_flags & (VM_PFNMAP|VM_MIXEDMAP)) == (VM_PFNMAP|VM_MIXEDMAP)",
	  "VM_PFNMAP", 3 },
	{ "if (a && vma->vm_flags & VM_PFNMAP && b) x();", "vma",
	  "vma->vm_flags & VM_PFNMAP", "VM_PFNMAP", 1 },
	{ "if (a && vma->vm_flags & VM_PFNMAP && b) x();", "a", NULL, NULL, 0 },
	{ "if (unlikely(vma->vm_flags & VM_PFNMAP)) x();", "unlikely",
	  "vma->vm_flags & VM_PFNMAP", "VM_PFNMAP", 1 },
	{ "return (vma->vm_flags & VM_PFNMAP) != 0;", "vma",
	  "(vma->vm_flags & VM_PFNMAP) != 0", "VM_PFNMAP", 1 },
	{ "return (vma->vm_flags & VM_PFNMAP) ? 1 : 0;", "return",
	  "vma->vm_flags & VM_PFNMAP", "VM_PFNMAP", 1 },
	{ "z = (bool)(vma->vm_flags & VM_PFNMAP);", "vma",
	  "vma->vm_flags & VM_PFNMAP", "VM_PFNMAP", 1 },
	{ "if (((vma->vm_flags & VM_PFNMAP)) == 0) x();", "vma",
	  "((vma->vm_flags & VM_PFNMAP)) == 0", "VM_PFNMAP", 1 },
	{ "if (flags & (c ? VM_PFNMAP : 0)) x();", "VM_PFNMAP",
	  "flags & (c ? VM_PFNMAP : 0)", "VM_PFNMAP", 1 },
	{ "if (vma->vm_flags & VM_MANY) x();", "vma",
	  "vma->vm_flags & VM_MANY", "VM_MANY", 3 },
	{ "if (vma->vm_flags & forbidden) x();", "vma",
	  "vma->vm_flags & forbidden", "forbidden", 1 },
	{ "if (tlb->stored) x();", "tlb", "tlb->stored", "stored", 1 },
	{ "if (!tlb->stored) x();", "!", "tlb->stored", "stored", 1 },
	{ "if (stored) x();", "stored", NULL, NULL, 0 },
	{ "if (!is_odd(vma) && b) x();", "vma", "is_odd(vma)", "is_odd", 2 },
	{ "if (tlb->is_odd) x();", "is_odd", NULL, NULL, 0 },
	{ "if (vma_test_any(vma, VMA_PFNMAP_BIT, VMA_MIXEDMAP_BIT)) x();",
	  "vma", "vma_test_any(vma, VMA_PFNMAP_BIT, VMA_MIXEDMAP_BIT)",
	  "VMA_PFNMAP_BIT", 3 },
	{ "if (vma_test_any_mask(vma, mk_vma_flags(VMA_IO_BIT,\n"
	  "\tVMA_PFNMAP_BIT))) x();", "VMA_PFNMAP_BIT",
	  "vma_test_any_mask(vma, mk_vma_flags(VMA_IO_BIT, VMA_PFNMAP_BIT))",
	  "VMA_PFNMAP_BIT", 1 },
	{ "if (flags & /* VM_IO */ VM_PFNMAP) x();", "flags",
	  "flags & VM_PFNMAP", "VM_PFNMAP", 1 },
	{ "if (flags & VM_IO) x(); /* VM_PFNMAP */", "flags", NULL, NULL, 0 },
	{ "x(\"VM_PFNMAP\");", "\"VM_PFNMAP\"", NULL, NULL, 0 },
};

static int token_of(const struct source *src, const char *text)
{
	for (guint i = 0; i < src->tokens->len; i++)
		if (source_token(src, i)->line > 2 &&
		    source_token_is(src, i, text))
			return i;
	return -1;
}

static void test_reads(void)
{
	pfn_auto(carrier_set) set = carriers();

	for (size_t k = 0; k < G_N_ELEMENTS(reads); k++) {
		g_autofree char *text = g_strdup_printf(
			"int f(int a)\n{\n\t%s\n}\n", reads[k].statement);
		pfn_auto(source) src = source_new("x.c", text);
		struct source_read read = { 0 };
		int at = token_of(src, reads[k].at);
		bool found = source_read_at(src, at, set, &read);
		g_autofree char *expression = read.expression;

		g_test_message("%s at %s", reads[k].statement, reads[k].at);
		g_assert_cmpint(at, >=, 0);
		g_assert_cmpstr(expression, ==, reads[k].expression);
		if (!found)
			continue;
		g_assert_cmpuint(read.flags, ==, reads[k].flags);
		at = source_token_at(src, read.line, read.column);
		g_assert_true(source_token_is(src, at, reads[k].position));
	}
}

static void test_macro_body(void)
{
	pfn_auto(source) src = source_new("x.h",
		"#define F(v) \\\n\t((v)->vm_flags & VM_PFNMAP)\n"
		"#define G 1\n");
	struct source_read read;
	int at = source_token_at(src, 2, 1);

	g_assert_cmpuint(src->macros->len, ==, 2);
	g_assert_true(source_token(src, at)->in_define);
	g_assert_true(source_read_at(src, at, NULL, &read));
	g_assert_cmpstr(read.expression, ==, "(v)->vm_flags & VM_PFNMAP");
	g_assert_cmpuint(read.line, ==, 2);
	g_assert_cmpuint(read.column, ==, 19);
	g_free(read.expression);
}

/* Tokens of a text, joined by blanks. */
static const struct { const char *text, *tokens; } lexed[] = {
	{ "a/* b */c//d\ne", "a c e" },
	{ "a // b \\\n c\nd", "a d" },
	{ "ab\\\ncd", "abcd" },
	{ "x=\"a\\\"/*b\";'\"'", "x = \"a\\\"/*b\" ; '\"'" },
	{ "#if 0\na\n#else\nb\n#endif\nc", "b c" },
	{ "#if 0\n#if X\na\n#else\nb\n#endif\n#endif\nc", "c" },
	{ "#if 0\ndon't\n/*\n#endif\n*/\n#endif\nc", "c" },
	{ "#if 1\na\n#else\nb\n#endif\nc", "a c" },
	{ "#ifdef X\na\n#else\nb\n#endif\nc", "a b c" },
	{ "#ifdef __ASSEMBLY__\n.macro ( {\n#else\na\n#endif\nb", "a b" },
	{ "#ifndef __ASSEMBLY__\na\n#else\n.macro ( {\n#endif\nb", "a b" },
	{ "#if 0\na\n#elif X\nb\n#else\nc\n#endif", "b c" },
	{ "#include <a.h>\n#error don't\na", "a" },
	{ "#define A(x) b \\\n c\nd", "b c d" },
	{ "a <<= b->c ... 0x1fUL", "a <<= b -> c ... 0x1fUL" },
	{ "#endif\n#else\na", "a" },
	{ "/* open", "" },
	{ "\"open\na", "\"open a" },
	{ "a\r\nb \\\r\n c", "a b c" },
};

static void test_lexer(void)
{
	for (size_t k = 0; k < G_N_ELEMENTS(lexed); k++) {
		pfn_auto(source) src = source_new("x.c", lexed[k].text);
		g_autoptr(GString) out = g_string_new(NULL);

		for (guint i = 0; i < src->tokens->len; i++) {
			g_autofree char *text = source_token_text(src, i);

			g_string_append_printf(out, "%s%s", i ? " " : "", text);
		}
		g_assert_cmpstr(out->str, ==, lexed[k].tokens);
	}
}

/* name:first-last of each function; '*' marks a static one. */
static const struct { const char *text, *functions; } found[] = {
	{ "int f(void)\n{\n}\nstatic int g(int a) { return a; }\n",
	  "f:1-3 *g:4-4" },
	{ "struct s { int a; };\nenum e { A };\nint x[] = { 1 };\n", "" },
	{ "static struct ops o = { .f = g };\nint\nf(int a)\n{\n}\n",
	  "f:2-5" },
	{ "__printf(1, 2) void f(char *a, ...)\n{\n}\n", "f:1-3" },
	{ "int f(void)\n__acquires(x)\n\t__releases(y)\n{\n}\n", "f:1-5" },
	{ "SYSCALL_DEFINE3(mincore, unsigned long, start)\n{\n}\n",
	  "mincore:1-3" },
	{ "static __always_inline __attribute__((pure)) int f(int a)\n{\n}\n",
	  "*f:1-3" },
	{ "int f(int a)\n{\n#ifdef X\n\tif (a) {\n#else\n\tif (!a) {\n#endif\n"
	  "\t}\n}\nint g(void)\n{\n}\n", "f:1-9 g:10-12" },
	{ "#ifdef X\nint f(int a)\n{\n#else\nint f(void)\n{\n#endif\n}\n"
	  "int g(void)\n{\n}\n", "f:2-8 g:9-11" },
	{ "#ifdef X\nint f(int a)\n{\n}\n#else\nint f(int b)\n{\n}\n#endif\n",
	  "f:2-4 f:6-8" },
	{ "int f(int a)\n{\n\tBEGIN {\n}\n\nint g(void)\n{\n}\n",
	  "f:1-4 g:6-8" },
	{ "#define F(x) int x(void) {\nint f(void)\n{\n#define Y {\n}\n",
	  "f:2-5" },
	{ "TRACE_EVENT(a, TP_printk(b),\n\tTP_fast({\n\t})\n);\n"
	  "int f(void)\n{\n}\n", "f:5-7" },
	{ "int (*p)(void) = f;\nint f(struct { int a; } *x)\n{\n}\n", "f:2-4" },
	{ "int f(void)\n{\n\treturn 0;\n", "f:1-3" },
	{ "static int FN(PRE, f)(int a)\n{\n}\n", "*f:1-3" },
	{ "START(x)\n\t.a = b,\nEND\n\nstatic int f(void)\n{\n}\n",
	  "*f:1-7" },
	{ "struct s x = (struct s) {\n\t.f = g(1),\n};\n", "" },
	{ "struct s x = INIT(a)\n{\n};\n", "" },
	{ "}\nint f(void)\n{\n}\n", "f:2-4" },
};

static void test_functions(void)
{
	for (size_t k = 0; k < G_N_ELEMENTS(found); k++) {
		pfn_auto(source) src = source_new("x.c", found[k].text);
		g_autoptr(GString) out = g_string_new(NULL);

		for (guint i = 0; i < src->functions->len; i++) {
			const struct source_function *f =
				g_ptr_array_index(src->functions, i);

			g_string_append_printf(out, "%s%s%s:%u-%u",
					       i ? " " : "",
					       f->is_static ? "*" : "",
					       f->name, f->first, f->last);
		}
		g_assert_cmpstr(out->str, ==, found[k].functions);
	}
}

static void test_places(void)
{
	pfn_auto(source) src = source_new("x.c", "a\n\tbc  d\n");

	g_assert_cmpint(source_token_at(src, 1, 1), ==, 0);
	g_assert_cmpint(source_token_at(src, 2, 1), ==, 1);
	g_assert_cmpint(source_token_at(src, 2, 3), ==, 1);
	g_assert_cmpint(source_token_at(src, 2, 4), ==, 2);
	g_assert_cmpint(source_token_at(src, 3, 1), ==, -1);
	g_assert_null(source_function_at(src, 1));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/source/lexer", test_lexer);
	g_test_add_func("/source/functions", test_functions);
	g_test_add_func("/source/reads", test_reads);
	g_test_add_func("/source/macro-body", test_macro_body);
	g_test_add_func("/source/places", test_places);
	return g_test_run();
}
