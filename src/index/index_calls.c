// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_calls.c - which files call an API that rules are about by itself: what
 * asks the special bit, looks a pfn up or maps pfns need not hold a flag.
 *
 * Each file found costs a run of spatch, so what no rule can be about is left
 * out: declarations, and pfns mapped where no table names an mmap handler and
 * tables of other files cannot name one.  A module has few files, so that its handlers
 * are followed through all of them.
 */
#include "index_parts.h"

static void token_free(struct index_token *t)
{
	g_free(t->name);
	g_free(t);
}

struct candidate *index_candidate_new(const char *file)
{
	struct candidate *c = g_new0(struct candidate, 1);

	c->file = g_strdup(file);
	c->tokens = g_ptr_array_new_with_free_func((GDestroyNotify)token_free);
	return c;
}

void index_candidate_free(struct candidate *c)
{
	if (!c)
		return;
	g_free(c->file);
	g_ptr_array_unref(c->tokens);
	g_free(c);
}

void index_add_token(struct candidate *c, const struct source *src,
		     unsigned int i)
{
	const struct token *t = source_token(src, i);
	struct index_token *token = g_new0(struct index_token, 1);

	token->name = source_token_text(src, i);
	token->line = t->line;
	token->column = t->column;
	g_ptr_array_add(c->tokens, token);
}

static void add_call(enum kapi_role role, const char *name, void *data)
{
	if (kapi_is_call(role))
		g_ptr_array_add(data, (char *)name);
}

GPtrArray *index_call_words(void)
{
	GPtrArray *words = g_ptr_array_new();

	kapi_foreach(add_call, words);
	return words;
}

static int compare_files(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *index_files(const struct index *index)
{
	GPtrArray *files = g_ptr_array_new();

	for (guint i = 0; i < index->candidates->len; i++) {
		const struct candidate *c = index->candidates->pdata[i];

		g_ptr_array_add(files, c->file);
	}
	for (guint i = 0; i < index->callers->len; i++) {
		const struct candidate *c = index->callers->pdata[i];

		if (!index_find(index, c->file))
			g_ptr_array_add(files, c->file);
	}
	g_ptr_array_sort(files, compare_files);
	return files;
}

/* A type in front of a name declares it: "int pte_special(pte_t pte)". */
static bool is_declared(const struct source *src, unsigned int i)
{
	static const char *const verbs[] = { "return", "else", "do" };

	if (!i || source_token_is(src, i - 1, "*"))
		return i;
	for (size_t v = 0; v < G_N_ELEMENTS(verbs); v++)
		if (source_token_is(src, i - 1, verbs[v]))
			return false;
	return source_token(src, i - 1)->kind == TOKEN_NAME;
}

/* The one of @words that is called at token @i, or NULL. */
static const char *call_at(const struct source *src, unsigned int i,
			   const GPtrArray *words)
{
	if (source_token(src, i)->kind != TOKEN_NAME || is_declared(src, i) ||
	    i + 1 >= src->tokens->len || !source_token_is(src, i + 1, "("))
		return NULL;
	for (guint k = 0; k < words->len; k++)
		if (source_token_is(src, i, words->pdata[k]))
			return words->pdata[k];
	return NULL;
}

/* True for ".mmap = handler" and its like. */
static bool has_handler(const struct source *src)
{
	for (guint i = 1; i + 1 < src->tokens->len; i++) {
		g_autofree char *name = NULL;

		if (!source_token_is(src, i + 1, "=") ||
		    !(source_token_is(src, i - 1, ".") ||
		      source_token_is(src, i - 1, "->")))
			continue;
		name = source_token_text(src, i);
		if (kapi_is(name, KAPI_MMAP_MEMBER))
			return true;
	}
	return false;
}

/* True if the function is handed to another one by name: "attach(dev, f)". */
static bool is_handed(const struct source *src, const struct source_function *fn)
{
	for (guint i = 1; i + 1 < src->tokens->len; i++)
		if (source_token_is(src, i, fn->name) &&
		    (source_token_is(src, i - 1, "(") ||
		     source_token_is(src, i - 1, ",")) &&
		    (source_token_is(src, i + 1, ")") ||
		     source_token_is(src, i + 1, ",")))
			return true;
	return false;
}

/*
 * True for "int f(struct file *file, struct vm_area_struct *vma)" which is not
 * static, and for what takes a mapping and is handed to another function.
 */
static bool is_offered(const struct source *src, const struct source_function *fn)
{
	bool file = false, vma = false, desc = false;

	for (int i = source_token_at(src, fn->first, 1);
	     i >= 0 && !source_token_is(src, i, "{"); i = source_next(src, i)) {
		file = file || source_token_is(src, i, "file");
		vma = vma || source_token_is(src, i, "vm_area_struct");
		desc = desc || source_token_is(src, i, "vm_area_desc");
	}
	if (fn->is_static)
		return (vma || desc) && is_handed(src, fn);
	return (file && vma) || desc;
}

static bool offers_handler(const struct source *src)
{
	for (guint i = 0; i < src->functions->len; i++)
		if (is_offered(src, src->functions->pdata[i]))
			return true;
	return false;
}

/* Page-table helpers of an architecture are what walks are made of. */
static bool is_wanted(const struct source *src, const char *word, bool handler)
{
	if (kapi_is_entry(word))
		return !g_str_has_prefix(src->file, "arch/");
	return handler || !kapi_is(word, KAPI_PFN_MAP);
}

struct candidate *index_calls_in(const struct source *src,
				 const GPtrArray *words, bool module)
{
	struct candidate *c = index_candidate_new(src->file);
	bool handler = module || has_handler(src) || offers_handler(src);

	for (guint i = 0; i < src->tokens->len; i++) {
		const char *word = call_at(src, i, words);

		if (word && is_wanted(src, word, handler))
			index_add_token(c, src, i);
	}
	if (c->tokens->len)
		return c;
	index_candidate_free(c);
	return NULL;
}
