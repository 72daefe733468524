// SPDX-License-Identifier: GPL-2.0-only
/*
 * carrier.c - the carriers of one tree, by name, and their form on the way to
 * an engine.
 */
#include "carrier.h"

static const char *const kind_names[] = {
	[CARRIER_MACRO] = "macro",
	[CARRIER_MASK] = "mask",
	[CARRIER_FIELD] = "field",
	[CARRIER_PREDICATE] = "predicate",
};

static const char *const scope_names[] = {
	[SCOPE_TREE] = "tree",
	[SCOPE_FOLDER] = "folder",
	[SCOPE_FILE] = "file",
};

struct carrier_set {
	GPtrArray *all;		/* struct carrier *, owned */
	GHashTable *by_name;	/* borrowed name -> GPtrArray of borrowed */
};

static bool index_of(const char *const *names, size_t n, const char *name,
		       unsigned int *index)
{
	for (size_t i = 0; i < n; i++) {
		if (!g_strcmp0(names[i], name)) {
			*index = i;
			return true;
		}
	}
	return false;
}

struct carrier *carrier_new(enum carrier_kind kind, const char *name,
			    const char *file, unsigned int line,
			    unsigned int flags, const char *function)
{
	struct carrier *c = g_new0(struct carrier, 1);

	c->kind = kind;
	c->name = g_strdup(name);
	c->file = g_strdup(file);
	c->line = line;
	c->flags = flags;
	c->function = g_strdup(function);
	c->scope = function ? SCOPE_FILE : SCOPE_TREE;
	return c;
}

struct carrier *carrier_copy(const struct carrier *c)
{
	struct carrier *copy;

	if (!c)
		return NULL;
	copy = carrier_new(c->kind, c->name, c->file, c->line, c->flags,
			   c->function);
	copy->scope = c->scope;
	copy->sense = c->sense;
	copy->asks_writes = c->asks_writes;
	copy->judges_flags = c->judges_flags;
	return copy;
}

void carrier_free(struct carrier *c)
{
	if (!c)
		return;
	g_free(c->name);
	g_free(c->file);
	g_free(c->function);
	g_free(c);
}

const char *carrier_kind_name(enum carrier_kind kind)
{
	return kind_names[kind];
}

bool carrier_kind_parse(const char *name, enum carrier_kind *kind)
{
	unsigned int i;

	if (!index_of(kind_names, G_N_ELEMENTS(kind_names), name, &i))
		return false;
	*kind = i;
	return true;
}

static bool same_folder(const char *a, const char *b)
{
	g_autofree char *dir_a = g_path_get_dirname(a);
	g_autofree char *dir_b = g_path_get_dirname(b);

	return !strcmp(dir_a, dir_b);
}

bool carrier_counts_in(const struct carrier *c, const char *file,
		       const char *function)
{
	if (c->function && function && strcmp(c->function, function))
		return false;
	if (!file || c->scope == SCOPE_TREE)
		return true;
	if (c->scope == SCOPE_FOLDER)
		return same_folder(c->file, file);
	return !strcmp(c->file, file);
}

struct carrier_set *carrier_set_new(void)
{
	struct carrier_set *set = g_new0(struct carrier_set, 1);

	set->all = g_ptr_array_new_with_free_func((GDestroyNotify)carrier_free);
	set->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
					     (GDestroyNotify)g_ptr_array_unref);
	return set;
}

void carrier_set_free(struct carrier_set *set)
{
	if (!set)
		return;
	g_hash_table_unref(set->by_name);
	g_ptr_array_unref(set->all);
	g_free(set);
}

static GPtrArray *named(const struct carrier_set *set, const char *name)
{
	return name ? g_hash_table_lookup(set->by_name, name) : NULL;
}

/*
 * Two branches of an #ifdef may define a macro or function twice in one file; a
 * mask or a field is one thing, however often it is filled.
 */
static bool same_definition(const struct carrier *a, const struct carrier *b)
{
	bool one_thing = a->kind == CARRIER_MASK || a->kind == CARRIER_FIELD;

	return a->kind == b->kind && (one_thing || a->line == b->line) &&
	       !strcmp(a->file, b->file) &&
	       !g_strcmp0(a->function, b->function);
}

/* What is found later is found with more carriers at hand. */
static bool add_to(struct carrier *old, const struct carrier *c)
{
	bool more = c->flags & ~old->flags || c->sense != old->sense ||
		    c->asks_writes > old->asks_writes ||
		    c->judges_flags > old->judges_flags;

	old->flags |= c->flags;
	old->sense = c->sense;
	old->asks_writes |= c->asks_writes;
	old->judges_flags |= c->judges_flags;
	return more;
}

bool carrier_set_add(struct carrier_set *set, struct carrier *c)
{
	GPtrArray *same = named(set, c->name);

	for (guint i = 0; same && i < same->len; i++) {
		struct carrier *old = g_ptr_array_index(same, i);

		if (same_definition(old, c)) {
			bool more = add_to(old, c);

			carrier_free(c);
			return more;
		}
	}
	g_ptr_array_add(set->all, c);
	if (!same) {
		same = g_ptr_array_new();
		g_hash_table_insert(set->by_name, c->name, same);
	}
	g_ptr_array_add(same, c);
	return true;
}

/* How close a definition is to the place of use; the closest one is meant. */
static int nearness(const struct carrier *c, const char *file,
		    const char *function)
{
	int near = 1;

	if (file && !strcmp(c->file, file))
		near += 2;
	if (c->function && function)
		near += 1;
	return near;
}

static const struct carrier *find(const struct carrier_set *set,
				  const char *name, const char *file,
				  const char *function, bool field, bool other)
{
	const struct carrier *best = NULL;
	GPtrArray *same = named(set, name);
	int best_near = 0;

	for (guint i = 0; same && i < same->len; i++) {
		const struct carrier *c = g_ptr_array_index(same, i);
		bool wanted = c->kind == CARRIER_FIELD ? field : other;
		int near = nearness(c, file, function);

		if (!wanted || near <= best_near ||
		    !carrier_counts_in(c, file, function))
			continue;
		best = c;
		best_near = near;
	}
	return best;
}

const struct carrier *carrier_set_find(const struct carrier_set *set,
				       const char *name, const char *file,
				       const char *function)
{
	return find(set, name, file, function, true, true);
}

const struct carrier *carrier_set_find_use(const struct carrier_set *set,
					   const char *name, const char *file,
					   const char *function, bool member)
{
	return find(set, name, file, function, member, !member);
}

const GPtrArray *carrier_set_named(const struct carrier_set *set, const char *name)
{
	return named(set, name);
}

const GPtrArray *carrier_set_all(const struct carrier_set *set)
{
	return set->all;
}

/* What is known of a predicate, as a column; empty for others. */
static char *traits_of(const struct carrier *c)
{
	if (!c->sense && !c->asks_writes && !c->judges_flags)
		return g_strdup("");
	return g_strdup_printf("\t%s%s%s", c->sense > 0 ? "+" : c->sense ? "-" : "",
			       c->asks_writes ? "w" : "",
			       c->judges_flags ? "f" : "");
}

static bool parse_traits(struct carrier *c, const char *text)
{
	for (; text && *text; text++) {
		if (*text == '+' || *text == '-')
			c->sense = *text == '+' ? 1 : -1;
		else if (*text == 'w')
			c->asks_writes = true;
		else if (*text == 'f')
			c->judges_flags = true;
		else
			return false;
	}
	return true;
}

char *carrier_set_print(const struct carrier_set *set)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < set->all->len; i++) {
		const struct carrier *c = g_ptr_array_index(set->all, i);
		g_autofree char *traits = traits_of(c);

		g_string_append_printf(out, "%s\t%s\t%s\t%u\t%u\t%s\t%s%s\n",
				       kind_names[c->kind], c->name, c->file,
				       c->line, c->flags,
				       c->function ? c->function : "-",
				       scope_names[c->scope], traits);
	}
	return g_string_free(out, FALSE);
}

static bool parse_number(const char *text, guint64 min, guint64 max,
			 unsigned int *out)
{
	guint64 value;

	if (!g_ascii_string_to_unsigned(text, 10, min, max, &value, NULL))
		return false;
	*out = value;
	return true;
}

/* NULL where the line is not a carrier. */
static struct carrier *parse_line(const char *line)
{
	g_auto(GStrv) column = g_strsplit(line, "\t", -1);
	unsigned int number, flags, scope;
	enum carrier_kind kind;
	unsigned int columns = g_strv_length(column);
	pfn_auto(carrier) c = NULL;

	if (columns < 7 || columns > 8 || !*column[1] || !*column[2] ||
	    !carrier_kind_parse(column[0], &kind) ||
	    !parse_number(column[3], 1, G_MAXUINT, &number) ||
	    !parse_number(column[4], 0, 3, &flags) ||
	    !index_of(scope_names, G_N_ELEMENTS(scope_names), column[6],
			&scope))
		return NULL;
	c = carrier_new(kind, column[1], column[2], number, flags,
			strcmp(column[5], "-") ? column[5] : NULL);
	c->scope = scope;
	return parse_traits(c, column[7]) ? g_steal_pointer(&c) : NULL;
}

bool carrier_set_parse(struct carrier_set *set, const char *text,
		       GError **error)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (unsigned int i = 0; lines[i]; i++) {
		struct carrier *c;

		if (!*lines[i])
			continue;
		c = parse_line(lines[i]);
		if (!c) {
			g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
				    "cannot read carriers, line %u: '%s'",
				    i + 1, lines[i]);
			return false;
		}
		carrier_set_add(set, c);
	}
	return true;
}
