// SPDX-License-Identifier: GPL-2.0-only
/*
 * kconfig.c - reads Kconfig files line by line, those that they source in place.
 */
#include "arch.h"
#include "kconfig.h"

#include <ctype.h>

/* Of files that source each other; the kernel needs five. */
#define SOURCE_DEPTH 16

/* What surrounds a line: "if EXPR", "menu" and "choice" with their "depends on". */
struct reader {
	const struct tree *tree;
	const char *arch;
	GHashTable *options;
	GPtrArray *around;	/* char *, owned: an expression each */
	char *name;		/* of the option that is being described */
	bool in_menu;		/* "depends on" is of the menu */
	unsigned int choice, choices;	/* that is open, or 0; so far */
	bool debug;
	unsigned int depth;
};

static void select_free(void *data)
{
	struct kconfig_select *s = data;

	g_free(s->by);
	g_ptr_array_unref(s->needs);
	g_free(s);
}

static void option_free(void *data)
{
	struct kconfig_option *o = data;

	g_ptr_array_unref(o->needs);
	g_ptr_array_unref(o->excludes);
	g_ptr_array_unref(o->asked_if);
	g_ptr_array_unref(o->value);
	g_ptr_array_unref(o->selected);
	g_free(o);
}

static struct kconfig_option *option_of(struct reader *r, const char *name)
{
	struct kconfig_option *o = g_hash_table_lookup(r->options, name);

	if (o)
		return o;
	o = g_new0(struct kconfig_option, 1);
	o->needs = g_ptr_array_new_with_free_func(g_free);
	o->excludes = g_ptr_array_new_with_free_func(g_free);
	o->asked_if = g_ptr_array_new_with_free_func(g_free);
	o->value = g_ptr_array_new_with_free_func(g_free);
	o->selected = g_ptr_array_new_with_free_func(select_free);
	g_hash_table_insert(r->options, g_strdup(name), o);
	return o;
}

static size_t word_length(const char *p)
{
	size_t n = 0;

	while (isalnum((unsigned char)p[n]) || p[n] == '_')
		n++;
	return n;
}

/* "A && (B || !C) && D!=y": A and B. */
static void add_names(GPtrArray *names, const char *expression)
{
	for (const char *p = expression; *p && *p != '#';) {
		size_t n = word_length(p), blanks = strspn(p + n, " ");
		const char *behind = p + n + blanks;
		bool negated = (p > expression && p[-1] == '!') ||
			!strncmp(behind, "=n", 2) || !strncmp(behind, "!=y", 3);

		if (n > 1 && isupper((unsigned char)*p) && !negated)
			g_ptr_array_add(names, g_strndup(p, n));
		p += n ? n : 1;
	}
}

/* "A && (B || !C) && !D": D alone, which nothing else makes up for. */
static void add_excluded(GPtrArray *names, const char *expression)
{
	g_auto(GStrv) parts = g_strsplit(expression, "&&", -1);
	int depth = 0;

	for (char **p = parts; *p; p++) {
		const char *part = g_strstrip(*p);
		size_t n = *part == '!' ? word_length(part + 1) : 0;

		if (!depth && n && !part[1 + n])
			g_ptr_array_add(names, g_strndup(part + 1, n));
		for (; *part && *part != '#'; part++)
			depth += (*part == '(') - (*part == ')');
	}
}

static void add_condition(struct kconfig_option *o, const char *expression)
{
	add_names(o->needs, expression);
	add_excluded(o->excludes, expression);
}

/* The rest of @line behind the words @words, or NULL. */
static const char *behind(const char *line, const char *words)
{
	size_t n = strlen(words);

	if (strncmp(line, words, n) || !isspace((unsigned char)line[n]))
		return NULL;
	for (line += n; isspace((unsigned char)*line);)
		line++;
	return line;
}

/* The condition of "bool "Text" if EXPR" or "select X if EXPR", or NULL. */
static const char *condition_of(const char *rest)
{
	const char *quote = *rest == '"' || *rest == '\'' ?
		strchr(rest + 1, *rest) : NULL;
	const char *p = strstr(quote ? quote : rest, " if ");

	return p ? p + strlen(" if ") : NULL;
}

static void read_prompt(struct kconfig_option *o, const char *line)
{
	static const char *const types[] = { "bool", "tristate", "prompt" };

	for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
		const char *rest = behind(line, types[i]), *condition;

		if (!rest || (*rest != '"' && *rest != '\''))
			continue;
		o->prompt = true;
		condition = condition_of(rest);
		if (condition)
			add_names(o->asked_if, condition);
	}
}

static void read_value(struct kconfig_option *o, const char *line)
{
	static const char *const words[] = { "def_bool", "def_tristate", "default" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *rest = behind(line, words[i]);

		if (!rest)
			continue;
		o->fallback |= (*rest == 'y' || *rest == 'm') && !condition_of(rest);
		if (!o->value->len)
			add_names(o->value, rest);
		if (!o->prompt)
			add_excluded(o->excludes, rest);
	}
}

static void read_select(struct reader *r, const char *line)
{
	const char *rest = behind(line, "select"), *condition;
	g_autofree char *other = NULL;
	struct kconfig_select *s;

	if (!rest)
		return;
	other = g_strndup(rest, word_length(rest));
	condition = condition_of(rest);
	s = g_new(struct kconfig_select, 1);
	s->by = g_strdup(r->name);
	s->needs = g_ptr_array_new_with_free_func(g_free);
	if (condition)
		add_names(s->needs, condition);
	g_ptr_array_add(option_of(r, other)->selected, s);
}

static void read_attribute(struct reader *r, const char *line)
{
	struct kconfig_option *o = option_of(r, r->name);
	const char *rest = behind(line, "depends on");

	if (rest)
		add_condition(o, rest);
	read_prompt(o, line);
	read_value(o, line);
	read_select(r, line);
}

static void begin_option(struct reader *r, const char *rest)
{
	struct kconfig_option *o;

	g_free(r->name);
	r->name = g_strndup(rest, word_length(rest));
	r->in_menu = false;
	o = option_of(r, r->name);
	o->declared = true;
	o->choice = r->choice;
	o->debug |= r->debug;
	for (guint i = 0; i < r->around->len; i++)
		add_condition(o, r->around->pdata[i]);
}

static bool is_word(const char *line, const char *word)
{
	size_t n = strlen(word);

	return !strncmp(line, word, n) && !isalnum((unsigned char)line[n]) &&
	       line[n] != '_';
}

/* True if @line opens or closes what surrounds others. */
static bool read_block(struct reader *r, const char *line)
{
	const char *condition = behind(line, "if");

	if (condition || is_word(line, "menu") || is_word(line, "choice")) {
		g_ptr_array_add(r->around, g_strdup(condition ? condition : ""));
		r->in_menu = !condition;
		if (is_word(line, "choice"))
			r->choice = ++r->choices;
	} else if (is_word(line, "endif") || is_word(line, "endmenu") ||
		   is_word(line, "endchoice")) {
		if (r->around->len)
			g_ptr_array_set_size(r->around, r->around->len - 1);
		r->in_menu = false;
		if (is_word(line, "endchoice"))
			r->choice = 0;
	} else {
		return false;
	}
	g_clear_pointer(&r->name, g_free);
	return true;
}

static void read_file(struct reader *r, const char *file);

/* "source "arch/$(SRCARCH)/Kconfig"", "rsource" from the folder of @file. */
static bool read_source(struct reader *r, const char *file, const char *line)
{
	static const char *const words[] = { "source", "osource", "rsource",
					     "orsource" };
	const char *rest = NULL;
	g_autoptr(GString) name = NULL;
	g_autofree char *folder = g_path_get_dirname(file);
	g_autofree char *machine = arch_folder(NULL);
	size_t i;

	for (i = 0; i < G_N_ELEMENTS(words) && !rest; i++)
		rest = behind(line, words[i]);
	if (!rest || *rest != '"')
		return false;
	name = g_string_new_len(rest + 1, strcspn(rest + 1, "\""));
	g_string_replace(name, "$(SRCARCH)", r->arch, 0);
	g_string_replace(name, "$(HEADER_ARCH)", machine, 0);
	if (i > 2 && strcmp(folder, ".")) {
		g_string_prepend_c(name, '/');
		g_string_prepend(name, folder);
	}
	g_clear_pointer(&r->name, g_free);
	r->in_menu = false;
	read_file(r, name->str);
	return true;
}

static void read_line(struct reader *r, const char *file, const char *line)
{
	const char *rest = behind(line, "config");

	if (!rest)
		rest = behind(line, "menuconfig");
	if (rest) {
		begin_option(r, rest);
	} else if (read_block(r, line) || read_source(r, file, line)) {
		return;
	} else if (r->in_menu && r->around->len && (rest = behind(line, "depends on"))) {
		char **last = (char **)&r->around->pdata[r->around->len - 1];
		char *both = g_strconcat(*last, " && ", rest, NULL);

		g_free(*last);
		*last = both;
	} else if (r->name) {
		read_attribute(r, line);
	}
}

/* How far a line is indented, a tab as eight. */
static size_t indent_of(const char *line)
{
	size_t n = 0;

	for (; *line == ' ' || *line == '\t'; line++)
		n = *line == '\t' ? n / 8 * 8 + 8 : n + 1;
	return n;
}

/* A text for the reader goes on while it is as far to the right as it began. */
static void read_lines(struct reader *r, const char *file, char **lines)
{
	bool begins = false;
	size_t help = 0;

	for (; *lines; lines++) {
		size_t indent = indent_of(*lines);
		const char *line = g_strstrip(*lines);

		if (!*line)
			continue;
		if (begins)
			help = indent;
		begins = false;
		if (help && indent >= help)
			continue;
		help = 0;
		begins = is_word(line, "help") || is_word(line, "---help---");
		read_line(r, file, line);
	}
}

static void read_file(struct reader *r, const char *file)
{
	g_autofree char *text = r->depth < SOURCE_DEPTH ?
		tree_read(r->tree, file, NULL) : NULL;
	g_autoptr(GString) joined = g_string_new(text);
	g_auto(GStrv) lines = NULL;
	bool before = r->debug;

	g_string_replace(joined, "\\\n", " ", 0);
	lines = g_strsplit(joined->str, "\n", -1);
	r->depth++;
	r->debug |= !strcmp(file, "lib/Kconfig.debug");
	read_lines(r, file, lines);
	r->depth--;
	r->debug = before;
}

GHashTable *kconfig_read(const struct tree *tree, const char *arch)
{
	g_autoptr(GPtrArray) around = g_ptr_array_new_with_free_func(g_free);
	struct reader r = {
		.tree = tree, .arch = arch, .around = around,
		.options = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
						 option_free),
	};

	read_file(&r, "Kconfig");
	g_free(r.name);
	return r.options;
}
