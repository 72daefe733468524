// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_asked.c - what a function is asked about: a VMA or VMA flags that it is
 * given, by themselves, as the VMA of a walk, in a struct, or looked up.
 */
#include "index_parts.h"
#include "ground/source_parts.h"

/* "unsigned long newflags": VMA flags before 6.18 had no type of their own. */
static bool is_flags_name(const struct source *src, int i)
{
	g_autofree char *name = NULL;

	if (!source_is_name(src, i))
		return false;
	name = source_token_text(src, i);
	return g_str_has_suffix(name, "flags");
}

bool index_takes_vma(const struct source *src, const struct source_function *fn)
{
	int open = source_next(src, fn->name_token);
	int close = open < 0 ? -1 : source_match(src, open);

	for (int i = open; i >= 0 && i < close; i = source_next(src, i)) {
		enum kapi_role role = index_role_at(src, i);

		if (role == KAPI_VMA_TYPE || role == KAPI_FLAGS_TYPE ||
		    role == KAPI_FLAGS_MEMBER)
			return true;
		if (index_is_word(src, i, "long") &&
		    is_flags_name(src, source_next(src, i)))
			return true;
	}
	return false;
}

static bool takes_walk(const struct source *src, const struct source_function *fn)
{
	int close = source_match(src, source_next(src, fn->name_token));

	for (int i = fn->name_token; i >= 0 && i < close; i = source_next(src, i))
		if (index_role_at(src, i) == KAPI_WALK_STATE)
			return true;
	return false;
}

/*
 * should_skip_vma(start, end, walk): answers as a .test_walk does, about the
 * VMA of the walk.  Of those only one that is called by name as well has a
 * call that is a read.
 */
bool index_is_called_callback(const struct source *src,
			      const struct source_function *fn)
{
	for (guint i = 0; takes_walk(src, fn) && i < src->tokens->len; i++)
		if (i != fn->name_token && index_is_word(src, i, fn->name) &&
		    source_is_punct(src, source_next(src, i), "("))
			return true;
	return false;
}

static bool is_parameter(const struct source *src,
			 const struct source_function *fn, int name)
{
	g_autofree char *word = source_token_text(src, name);
	int close = source_match(src, source_next(src, fn->name_token));

	for (int i = fn->name_token; i >= 0 && i < close; i = source_next(src, i))
		if (index_is_word(src, i, word))
			return true;
	return false;
}

/*
 * "struct vm_area_struct *vma = madv_behavior->vma": 7.x hands it over so to
 * helpers of the file.  lru_gen_look_around(), which others call, does not ask
 * but work.
 */
bool index_takes_vma_in_struct(const struct source *src,
			       const struct source_function *fn)
{
	if (takes_walk(src, fn))
		return false;
	for (int i = fn->body; fn->is_static && i >= 0 && i < (int)fn->end;
	     i = source_next(src, i)) {
		int star = source_next(src, i), set, from;

		if (index_role_at(src, i) != KAPI_VMA_TYPE ||
		    !source_is_punct(src, star, "*"))
			continue;
		set = source_next(src, source_next(src, star));
		from = source_next(src, set);
		if (source_is_punct(src, set, "=") && source_is_name(src, from) &&
		    source_is_punct(src, source_next(src, from), "->") &&
		    is_parameter(src, fn, from))
			return true;
	}
	return false;
}

/* svm_range_is_valid(): looks the VMAs of a range up by itself. */
bool index_looks_vma_up(const struct source *src, const struct source_function *fn)
{
	for (int i = fn->body; fn->is_static && i >= 0 && i < (int)fn->end;
	     i = source_next(src, i)) {
		int name = source_next(src, source_next(src, i));

		if (index_role_at(src, i) == KAPI_VMA_TYPE &&
		    source_is_punct(src, source_next(src, name), ";"))
			return true;
	}
	return false;
}
