// SPDX-License-Identifier: GPL-2.0-only
/*
 * prepare_options.c - which options a build needs, read off Makefiles, Kconfig
 * files and the conditionals of the walks.
 */
#include <ctype.h>

#include "prepare.h"
#include "ground/kapi.h"
#include "index/index.h"
#include "tree/kbuild.h"
#include "tree/kconfig.h"

struct wish {
	const struct tree *tree;
	const char *arch;
	GHashTable *known;	/* of kconfig_read() */
	GHashTable *set;	/* set of names: on in the defconfig */
	GHashTable *wanted;	/* set of names */
	GHashTable *off;	/* set of names: what these or the wanted exclude */
	GHashTable *lost;	/* set of names: what takes away what is set by itself */
	bool file;		/* a file hangs on it: then that may be lost */
	GHashTable *made;	/* set of numbers: choices that the defconfig made */
};

/* Options of tests of the compiler alone take in what no machine has. */
static bool is_no_choice(const char *name)
{
	return !strcmp(name, "COMPILE_TEST") || !strcmp(name, "BROKEN");
}

/* True for what makes the compiler change each file, as KASAN does. */
static bool is_instrument(const struct kconfig_option *o)
{
	for (guint i = 0; o->debug && i < o->needs->len; i++)
		if (g_str_has_prefix(o->needs->pdata[i], "CC_HAS_") ||
		    g_str_has_suffix(o->needs->pdata[i], "_COMPILER"))
			return true;
	return false;
}

static bool is_declared(const struct wish *w, const char *name)
{
	const struct kconfig_option *o = g_hash_table_lookup(w->known, name);

	return (o && o->declared) || is_no_choice(name);
}

static bool excludes(const struct kconfig_option *o, GHashTable *names)
{
	for (guint i = 0; i < o->excludes->len; i++)
		if (g_hash_table_contains(names, o->excludes->pdata[i]))
			return true;
	return false;
}

/* False for what must be off beside the defconfig or what is wanted already. */
static bool is_possible(const struct wish *w, const char *name,
			const struct kconfig_option *o)
{
	return !is_no_choice(name) && !is_instrument(o) &&
	       !excludes(o, w->set) && !excludes(o, w->wanted) &&
	       !g_hash_table_contains(w->off, name) &&
	       (w->file || !g_hash_table_contains(w->lost, name)) &&
	       (g_hash_table_contains(w->set, name) ||
		!g_hash_table_contains(w->made, GUINT_TO_POINTER(o->choice)));
}

static void exclude_for(const struct kconfig_option *o, GHashTable *off)
{
	for (guint i = 0; i < o->excludes->len; i++)
		g_hash_table_add(off, g_strdup(o->excludes->pdata[i]));
}

/* What the defconfig has stays, and a choice that it made stays made. */
static void keep_defconfig(struct wish *w)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, w->set);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		const struct kconfig_option *o = g_hash_table_lookup(w->known, key);

		if (!o)
			continue;
		exclude_for(o, o->prompt ? w->off : w->lost);
		if (o->choice)
			g_hash_table_add(w->made, GUINT_TO_POINTER(o->choice));
	}
}

static bool all_declared(const struct wish *w, const GPtrArray *names)
{
	for (guint i = 0; i < names->len; i++)
		if (!is_declared(w, names->pdata[i]))
			return false;
	return true;
}

/* One that is set or that someone may set, and whose needs this architecture has. */
static const struct kconfig_select *choose_select(const struct wish *w,
						  const GPtrArray *selects)
{
	for (guint i = 0; i < selects->len; i++) {
		const struct kconfig_select *s = selects->pdata[i];
		const struct kconfig_option *o = g_hash_table_lookup(w->known, s->by);
		bool possible = o->prompt || o->fallback ||
			g_hash_table_contains(w->set, s->by);

		if (possible && !is_no_choice(s->by) && all_declared(w, o->needs) &&
		    all_declared(w, s->needs))
			return s;
	}
	return NULL;
}

static void want(struct wish *w, const char *name);

static void want_all(struct wish *w, const GPtrArray *names)
{
	for (guint i = 0; i < names->len; i++)
		want(w, names->pdata[i]);
}

/* @name, what it hangs on and, where nobody may set it, one that selects it. */
static void want(struct wish *w, const char *name)
{
	const struct kconfig_option *o = g_hash_table_lookup(w->known, name);
	const struct kconfig_select *select;

	if (!o || !is_possible(w, name, o) ||
	    !g_hash_table_add(w->wanted, g_strdup(name)))
		return;
	exclude_for(o, w->off);
	want_all(w, o->needs);
	if (o->prompt && !o->fallback)
		want_all(w, o->asked_if);
	if (o->prompt || o->fallback)
		return;
	want_all(w, o->value);
	select = choose_select(w, o->selected);
	if (!select)
		return;
	want(w, select->by);
	want_all(w, select->needs);
}

static bool is_of_other_arch(const struct wish *w, const char *file)
{
	g_autofree char *own = g_strconcat("arch/", w->arch, "/", NULL);

	return g_str_has_prefix(file, "arch/") && !g_str_has_prefix(file, own);
}

static void want_file(struct wish *w, const char *file)
{
	g_autoptr(GPtrArray) options = NULL;

	if (is_of_other_arch(w, file))
		return;
	w->file = true;
	options = kbuild_options(w->tree, file);
	for (guint i = 0; i < options->len; i++)
		if (g_str_has_prefix(options->pdata[i], "CONFIG_"))
			want(w, (char *)options->pdata[i] + strlen("CONFIG_"));
}

/* What is there to find faults with changes what is compiled, not what a walk sees. */
static void want_conditional(struct wish *w, const char *name)
{
	const struct kconfig_option *o = g_hash_table_lookup(w->known, name);

	w->file = false;
	if (o && !o->debug)
		want(w, name);
}

/* Each CONFIG_X of @text that is not behind a "!". */
static void want_named(struct wish *w, const char *text)
{
	static const char prefix[] = "CONFIG_";
	const char *p = text;

	while (!strchr(text, '!') && (p = strstr(p, prefix))) {
		g_autofree char *name = NULL;
		size_t n = 0;

		p += strlen(prefix);
		while (isalnum((unsigned char)p[n]) || p[n] == '_')
			n++;
		name = g_strndup(p, n);
		want_conditional(w, name);
		p += n;
	}
}

/* "#ifdef CONFIG_X", "#if defined(CONFIG_X)"; of "#ifndef" the "#else" counts. */
static bool is_conditional(const char *line)
{
	const char *p = line + (*line == '#');

	p += strspn(p, " \t");
	return *line == '#' && (g_str_has_prefix(p, "ifdef") ||
		g_str_has_prefix(p, "if ") || g_str_has_prefix(p, "elif "));
}

/* What all of a file's conditionals ask for; or only those in C ("IS_ENABLED()"). */
static void want_conditionals(struct wish *w, const char *file, bool all)
{
	g_autofree char *text = tree_read(w->tree, file, NULL);
	g_auto(GStrv) lines = g_strsplit(text ? text : "", "\n", -1);

	for (char **l = lines; *l; l++) {
		const char *enabled = strstr(*l, "IS_ENABLED(");

		if (all && is_conditional(*l))
			want_named(w, *l);
		else if (enabled)
			want_named(w, enabled);
	}
}

/* Files that walk page tables: built, and with what they are conditional on. */
static void see_walk(enum kapi_role role, const char *name, void *data)
{
	struct wish *w = data;
	g_autoptr(GPtrArray) files = NULL;

	if (role != KAPI_WALK_OPS)
		return;
	files = index_files_with(w->tree, name, NULL);
	for (guint i = 0; files && i < files->len; i++)
		want_file(w, files->pdata[i]);
	for (guint i = 0; files && i < files->len; i++)
		if (!is_of_other_arch(w, files->pdata[i]))
			want_conditionals(w, files->pdata[i], true);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GHashTable *new_set(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

/* The names of a .config that are y or m. */
static GHashTable *names_set(const char *config)
{
	GHashTable *set = new_set();
	g_auto(GStrv) lines = g_strsplit(config, "\n", -1);

	for (char **l = lines; *l; l++) {
		const char *eq = strchr(*l, '=');

		if (eq && strchr("ym", eq[1]) && g_str_has_prefix(*l, "CONFIG_"))
			g_hash_table_add(set, g_strndup(*l + strlen("CONFIG_"),
							eq - *l - strlen("CONFIG_")));
	}
	return set;
}

/* The files with reads come first: what they need goes before what calls need. */
static void want_files(struct wish *w, const struct index *index)
{
	g_autoptr(GPtrArray) files = index_files(index);

	for (guint i = 0; i < index->candidates->len; i++) {
		const struct candidate *c = index->candidates->pdata[i];

		want_file(w, c->file);
	}
	kapi_foreach(see_walk, w);
	for (guint i = 0; i < files->len; i++)
		want_file(w, files->pdata[i]);
	for (guint i = 0; i < files->len; i++)
		if (!is_of_other_arch(w, files->pdata[i]))
			want_conditionals(w, files->pdata[i], false);
}

GPtrArray *prepare_options(const struct tree *tree, const char *arch,
			   const char *config, const struct index *index)
{
	g_autoptr(GHashTable) known = kconfig_read(tree, arch);
	g_autoptr(GHashTable) set = names_set(config), wanted = new_set();
	g_autoptr(GHashTable) off = new_set(), made = g_hash_table_new(NULL, NULL);
	g_autoptr(GHashTable) lost = new_set();
	struct wish w = {
		.tree = tree, .arch = arch, .known = known, .set = set,
		.wanted = wanted, .off = off, .lost = lost, .made = made,
	};
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	GHashTableIter iter;
	gpointer key;

	keep_defconfig(&w);
	want_files(&w, index);
	g_hash_table_iter_init(&iter, wanted);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		g_ptr_array_add(names, g_strdup(key));
	g_ptr_array_sort(names, compare_names);
	return names;
}
