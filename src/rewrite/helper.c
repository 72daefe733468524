// SPDX-License-Identifier: GPL-2.0-only
/*
 * helper.c - the narrow question, once for each level.
 */
#include "ground/kapi.h"
#include "ground/source_parts.h"
#include "helper.h"
#include "index/walk_source.h"
#include "reflow.h"
#include "statement.h"

static const char head[] =
	"/*\n"
	" * Entries that a walk leaves alone in a VM_PFNMAP mapping: what belongs to the\n"
	" * mapping itself has no struct page, and what is not there is not told of.\n"
	" * Pages of the process, which COW faults put among them, are as everywhere\n"
	" * else, and so are the swap and migration entries made of those.\n"
	" */\n"
	"static inline bool walk_hole_is_raw(const struct vm_area_struct *vma)\n"
	"{\n"
	"\treturn vma && (vma->vm_flags & VM_PFNMAP);\n"
	"}\n"
	"\n"
	"static inline bool walk_pte_is_raw(struct vm_area_struct *vma,\n"
	"\t\t\t\t   unsigned long addr, pte_t pte)\n"
	"{\n"
	"\tif (!(vma->vm_flags & VM_PFNMAP))\n"
	"\t\treturn false;\n"
	"\treturn pte_none(pte) ||\n"
	"\t       (pte_present(pte) && !vm_normal_page(vma, addr, pte));\n"
	"}\n";

static const char huge_pmd[] =
	"\n"
	"static inline bool walk_pmd_is_raw(struct vm_area_struct *vma,\n"
	"\t\t\t\t   unsigned long addr, pmd_t pmd)\n"
	"{\n"
	"\tif (!(vma->vm_flags & VM_PFNMAP))\n"
	"\t\treturn false;\n"
	"\treturn pmd_none(pmd) ||\n"
	"\t       (pmd_present(pmd) &&\n"
	"\t\t!vm_normal_page_pmd(vma, addr & PMD_MASK, pmd));\n"
	"}\n";

/* Nothing else has a leaf there, and one with PROT_NONE need not be present. */
static const char huge_pud[] =
	"\n"
	"/* No page of a process is as large: any leaf there is the mapping's. */\n"
	"static inline bool walk_pud_is_raw(struct vm_area_struct *vma,\n"
	"\t\t\t\t   unsigned long addr, pud_t pud)\n"
	"{\n"
	"\tif (!(vma->vm_flags & VM_PFNMAP))\n"
	"\t\treturn false;\n"
	"\treturn pud_none(pud) || pud_leaf(pud);\n"
	"}\n";

bool helper_is_there(const char *text)
{
	return strstr(text, "walk_pte_is_raw(");
}

/* Kernels before 6.12 have no PFN mappings above the pte level. */
static bool has_huge(const struct tree *tree)
{
	return tree_has(tree, "pmd_special") || tree_has(tree, "pud_special");
}

char *helper_add(const struct tree *tree, const char *text)
{
	const char *end = g_strrstr(text, "#endif");

	if (!end || helper_is_there(text))
		return NULL;
	return g_strdup_printf("%.*s%s%s%s\n%s", (int)(end - text), text, head,
			       huge_pmd, has_huge(tree) ? huge_pud : "", end);
}

static bool is_word(const struct source *src, int i, const char *word)
{
	return source_is_name(src, i) && source_token_is(src, i, word);
}

/* The statement that splits a huge pud, or NULL. */
static const struct statement *find_split(const struct source *src,
					  const struct statement *s)
{
	for (guint k = 0; k < s->body->len; k++) {
		const struct statement *in = s->body->pdata[k];
		const struct statement *found;

		if (in->kind == STATEMENT_PLAIN &&
		    is_word(src, in->first, "split_huge_pud"))
			return in;
		found = find_split(src, in);
		if (found)
			return found;
	}
	return NULL;
}

/* What the loop does where nothing is: the block behind "if (pud_none(...))". */
static const struct statement *find_none(const struct source *src,
					 const struct statement *block)
{
	for (guint k = 0; k < block->body->len; k++) {
		const struct statement *s = block->body->pdata[k];

		if (s->kind == STATEMENT_IF &&
		    is_word(src, source_next(src, s->open), "pud_none"))
			return s->body->pdata[0];
	}
	return NULL;
}

/* The text of the @n-th argument of the call that @s is. */
static char *argument(const struct source *src, const struct statement *s,
		      unsigned int n)
{
	int open = source_next(src, s->first), close = source_match(src, open);
	int first = source_next(src, open);

	for (int i = first; i >= 0 && i <= close; i = source_next(src, i)) {
		if (i != close && !source_is_punct(src, i, ","))
			continue;
		if (!n--)
			return statement_text(src, first, source_prev(src, i));
		first = source_next(src, i);
	}
	return NULL;
}

/* The block's text as it stands, from its "{" to its "}". */
static char *block_text(const struct source *src, const struct statement *block)
{
	const struct token *a = source_token(src, block->first);
	const struct token *b = source_token(src, block->last);

	return g_strndup(src->text + a->offset, b->offset + 1 - a->offset);
}

/* The statement in @s that calls .pte_hole, or NULL. */
static const struct statement *find_hole(const struct source *src,
					 const struct statement *s)
{
	for (guint k = 0; k < s->body->len; k++) {
		const struct statement *in = s->body->pdata[k];
		const struct statement *found;

		if (in->kind == STATEMENT_PLAIN && is_word(src, in->first, "err") &&
		    statement_mentions(src, in->first, in->last, "pte_hole"))
			return in;
		found = find_hole(src, in);
		if (found)
			return found;
	}
	return NULL;
}

/*
 * What is done with a hole, and on to the next: the block itself, or what it does
 * for walks that put no entries there (since 6.15).  NULL: it is another.
 */
static char *hole_text(const struct source *src, const struct statement *none)
{
	const struct statement *leave = statement_exit(none);
	const struct statement *hole = find_hole(src, none);
	g_autofree char *call = NULL;

	if (none->kind != STATEMENT_BLOCK)
		return NULL;
	if (leave && is_word(src, leave->first, "continue"))
		return block_text(src, none);
	if (!hole ||
	    !statement_mentions(src, none->first, none->last, "continue"))
		return NULL;
	call = statement_text(src, hole->first, hole->last);
	return g_strdup_printf("{\n\t\t\tif (ops->pte_hole)\n\t\t\t\t%s\n"
			       "\t\t\tif (err)\n\t\t\t\tbreak;\n"
			       "\t\t\tcontinue;\n\t\t}", call);
}

static char *keep_in(const struct source *src, const struct statement *body)
{
	const struct statement *split = find_split(src, body);
	const struct statement *around = split ? split->parent : NULL;
	const struct statement *none = around && around->parent ?
		find_none(src, around->parent) : NULL;
	g_autofree char *block = none && around->kind == STATEMENT_IF ?
		hole_text(src, none) : NULL;
	g_autofree char *vma = NULL, *pud = NULL, *addr = NULL;
	const struct token *t;

	if (!block)
		return NULL;
	vma = argument(src, split, 0);
	pud = argument(src, split, 1);
	addr = argument(src, split, 2);
	t = source_token(src, around->first);
	return g_strdup_printf("%.*s"
		"/*\n"
		"\t\t * There is nothing below a leaf of a PFN mapping that a\n"
		"\t\t * .pmd_entry could be shown, and to split it is to clear it.\n"
		"\t\t */\n"
		"\t\tif (%s && ops->pmd_entry && !ops->pud_entry &&\n"
		"\t\t    !ops->pte_entry && walk_pud_is_raw(%s, %s, *%s)) %s\n\n\t\t%s",
		(int)t->offset, src->text, vma, vma, addr, pud, block,
		src->text + t->offset);
}

static bool keeps(const struct source *src)
{
	return strstr(src->text, "walk_pud_is_raw(");
}

char *helper_keep(const struct tree *tree, const struct index *index,
		  char **after)
{
	pfn_auto(source) src = has_huge(tree) ? walk_source_read(tree, index) : NULL;

	*after = NULL;
	for (guint i = 0; src && !keeps(src) && !*after &&
	     i < src->functions->len; i++) {
		pfn_auto(statement) body =
			statement_parse(src, src->functions->pdata[i]);

		if (body)
			*after = keep_in(src, body);
	}
	return *after ? g_strdup(src->file) : NULL;
}

bool helper_is_kept(const struct tree *tree, const struct index *index)
{
	pfn_auto(source) src = has_huge(tree) ? walk_source_read(tree, index) : NULL;

	return !has_huge(tree) || (src && keeps(src));
}
