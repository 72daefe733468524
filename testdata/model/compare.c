// SPDX-License-Identifier: GPL-2.0-only
/*
 * compare.c - computes the effect of a rewrite from what the function did
 * before and after it in every state.
 *
 *	compare LABEL BEFORE AFTER [BEFORE AFTER]...
 *
 * Each pair of files is the output of run.c on one architecture. Prints one
 * line a function: label, function, effect, number of states, and unless the
 * effect is nfc the smallest state that shows it. With -q it only names the
 * functions that differ and exits 1 if there are any: that is how mutants are
 * told apart.
 */
#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* In the order of severity: the worst state names the function's effect. */
enum effect { NFC, FIX, COW_VISIBLE, ABI, ARCH, BROKEN };
static const char *const effect_names[] = {
	"nfc", "fix", "cow-visible", "abi", "arch", "broken",
};

struct run {
	char **field;		/* function, state, class, trace; owned */
};

struct verdict {
	enum effect effect;
	guint states;
	char *state;		/* smallest, in words */
	char *before, *after;	/* its traces */
};

static void run_free(void *data)
{
	struct run *run = data;

	g_strfreev(run->field);
	g_free(run);
}

static void verdict_free(void *data)
{
	struct verdict *verdict = data;

	g_free(verdict->state);
	g_free(verdict->before);
	g_free(verdict->after);
	g_free(verdict);
}

/* Lines of one file; element type struct run, owned by the array. */
static GPtrArray *read_runs(const char *path)
{
	GPtrArray *runs = g_ptr_array_new_with_free_func(run_free);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	int i;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		return runs;
	lines = g_strsplit(text, "\n", -1);
	for (i = 0; lines[i] && lines[i][0]; i++) {
		struct run *run = g_new0(struct run, 1);

		run->field = g_strsplit(lines[i], "\t", 4);
		g_ptr_array_add(runs, run);
		if (g_strv_length(run->field) != 4) {
			g_ptr_array_set_size(runs, i);
			break;
		}
	}
	return runs;
}

/* The words of a trace that begin with @prefix, or all others. */
static char *words_of(const char *trace, const char *prefix, bool with)
{
	g_auto(GStrv) words = g_strsplit(trace, "; ", -1);
	GString *out = g_string_new(NULL);
	int i;

	for (i = 0; words[i]; i++)
		if (words[i][0] && g_str_has_prefix(words[i], prefix) == with)
			g_string_append_printf(out, "%s; ", words[i]);
	return g_string_free(out, FALSE);
}

/*
 * What the function did to pages and mappings, without its answer: the value
 * it returned, a descriptor's flags, and the words that a lookup filled in.
 */
static char *deeds(const char *trace, bool is_lookup)
{
	g_autofree char *no_return = words_of(trace, "returns", false);
	g_autofree char *no_flags = words_of(no_return, "flags", false);

	return words_of(no_flags, is_lookup ? "word" : "\n", false);
}

static bool is_worse(const char *before, const char *after)
{
	g_autofree char *old = words_of(before, "!", true);
	g_autofree char *new = words_of(after, "!", true);

	return *new && strcmp(old, new) != 0;
}

static bool is_undefined(const char *trace)
{
	g_autofree char *violations = words_of(trace, "!", true);

	return *violations;
}

/* What was undefined is no more. */
static bool is_mended(const char *old, const char *new)
{
	return is_undefined(old) && !is_undefined(new);
}

/* One state, one architecture: is only a COWed page treated differently? */
static enum effect judge(const struct run *before, const struct run *after)
{
	bool is_lookup = strstr(after->field[3], "lookup");
	/* That a lookup was tried, and failed, is nobody's business. */
	g_autofree char *old = words_of(before->field[3], "lookup", false);
	g_autofree char *new = words_of(after->field[3], "lookup", false);
	g_autofree char *old_deeds = deeds(old, is_lookup);
	g_autofree char *new_deeds = deeds(new, is_lookup);
	g_autofree char *old_return = words_of(old, "returns", true);
	g_autofree char *new_return = words_of(new, "returns", true);

	if (!strcmp(old, new))
		return NFC;
	if (is_worse(old, new))
		return BROKEN;
	if (is_mended(old, new))
		return FIX;
	if (!strcmp(before->field[2], "cow"))
		return COW_VISIBLE;
	/* Refused where it was not, or answered where it was refused. */
	if (strcmp(old_return, new_return) &&
	    (!strcmp(old_deeds, new_deeds) || !*new_deeds))
		return ABI;
	return BROKEN;
}

static void note(GHashTable *verdicts, const struct run *before,
		 const struct run *after, enum effect effect)
{
	struct verdict *v = g_hash_table_lookup(verdicts, before->field[0]);

	if (!v) {
		v = g_new0(struct verdict, 1);
		g_hash_table_insert(verdicts, g_strdup(before->field[0]), v);
	}
	if (effect <= v->effect)
		return;
	v->effect = effect;
	g_free(v->state);
	g_free(v->before);
	g_free(v->after);
	v->state = g_strdup_printf("%s%s", effect == ARCH ?
				   "between architectures: " : "",
				   before->field[1]);
	v->before = g_strdup(before->field[3]);
	v->after = g_strdup(after->field[3]);
}

/*
 * The same state on two architectures: if the function made no difference
 * between them and the rewrite does, the rewrite's effect is arch.
 */
static bool splits_architectures(GHashTable *first, const struct run *before,
				 const struct run *after)
{
	g_autofree char *key = g_strjoin("\t", before->field[0], before->field[1],
					 NULL);
	const struct run *const *seen = g_hash_table_lookup(first, key);
	const struct run **pair;

	if (seen)
		return !is_undefined(before->field[3]) &&
		       !strcmp(seen[0]->field[3], before->field[3]) &&
		       strcmp(seen[1]->field[3], after->field[3]) != 0;
	pair = g_new(const struct run *, 2);
	pair[0] = before;
	pair[1] = after;
	g_hash_table_insert(first, g_steal_pointer(&key), pair);
	return false;
}

/* Returns false where the two do not even cover the same runs. */
static bool compare(GPtrArray *before, GPtrArray *after, GHashTable *verdicts,
		    GHashTable *first)
{
	guint i;

	if (!before->len || before->len != after->len)
		return false;
	for (i = 0; i < before->len; i++) {
		const struct run *b = before->pdata[i], *a = after->pdata[i];
		struct verdict *v;
		enum effect effect = judge(b, a);

		if (strcmp(b->field[0], a->field[0]) ||
		    strcmp(b->field[1], a->field[1]))
			return false;
		if (effect != BROKEN && splits_architectures(first, b, a))
			effect = ARCH;
		note(verdicts, b, a, effect);
		v = g_hash_table_lookup(verdicts, b->field[0]);
		v->states++;
	}
	return true;
}

static bool print(const char *label, GHashTable *verdicts, bool verbose)
{
	g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(verdicts),
					     (GCompareFunc)strcmp);
	GList *name;
	bool same = true;

	for (name = names; name; name = name->next) {
		const struct verdict *v = g_hash_table_lookup(verdicts, name->data);

		same &= v->effect == NFC;
		if (!label) {
			if (v->effect != NFC)
				puts(name->data);
			continue;
		}
		printf("%s\t%s\t%s\t%u\t%s\n", label, (char *)name->data,
		       effect_names[v->effect], v->states, v->state ? v->state : "-");
		if (verbose && v->effect != NFC)
			printf("# before: %s\n# after:  %s\n", v->before, v->after);
	}
	return same;
}

int main(int argc, char **argv)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(
		(GDestroyNotify)g_ptr_array_unref);
	g_autoptr(GHashTable) verdicts = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, verdict_free);
	g_autoptr(GHashTable) first = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, g_free);
	bool quiet = argc > 1 && !strcmp(argv[1], "-q");
	bool same;
	int i;

	if (argc < 4 || argc % 2) {
		fprintf(stderr, "usage: compare LABEL|-q BEFORE AFTER...\n");
		return 2;
	}
	for (i = 2; i < argc; i++)
		g_ptr_array_add(files, read_runs(argv[i]));
	for (i = 0; i < argc - 2; i += 2) {
		if (!compare(files->pdata[i], files->pdata[i + 1], verdicts,
			     first)) {
			if (!quiet)
				printf("%s\t-\tbroken\t0\tthe runs do not match: "
				       "it crashed or was cut short\n", argv[1]);
			return 1;
		}
	}
	same = print(quiet ? NULL : argv[1], verdicts, g_getenv("V") != NULL);
	return quiet && !same;
}
