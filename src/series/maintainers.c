// SPDX-License-Identifier: GPL-2.0-only
/*
 * maintainers.c - runs get_maintainer.pl and sorts its lines: who maintains or
 * supports is To, lists and reviewers are Cc.
 */
#include "maintainers.h"
#include "tree/proc.h"

/* Two lists without doubles, in the script's order. */
struct people {
	GPtrArray *to, *cc;
};

static void add_once(GPtrArray *list, const char *who)
{
	if (!g_ptr_array_find_with_equal_func(list, who, g_str_equal, NULL))
		g_ptr_array_add(list, g_strdup(who));
}

/* "Name <mail> (maintainer:X (Y))" or "list@x (open list:Z)" */
static void add_line(struct people *p, const char *line)
{
	const char *open = strchr(line, '<');
	const char *role = strstr(open ? open : line, " (");
	g_autofree char *who = NULL;
	bool to;

	if (!role || role == line)
		return;
	who = g_strchomp(g_strndup(line, role - line));
	to = g_str_has_prefix(role, " (maintainer") ||
	     g_str_has_prefix(role, " (supporter");
	add_once(to ? p->to : p->cc, who);
}

static bool ask_script(const struct tree *tree, const char *file,
		       struct people *p, GError **error)
{
	const char *argv[] = { "perl", "scripts/get_maintainer.pl", "--no-git",
		"--no-git-fallback", "--roles", "--no-rolestats", "-f", file,
		NULL };
	g_autofree char *out = proc_must(tree->root, NULL, argv, error);
	g_auto(GStrv) lines = g_strsplit(out ? out : "", "\n", -1);

	for (char **l = lines; *l; l++)
		add_line(p, *l);
	if (!out)
		g_prefix_error(error, "no addresses for '%s': ", file);
	return out;
}

static void add_header(GString *text, const char *name, const GPtrArray *list)
{
	for (guint i = 0; i < list->len; i++)
		g_string_append_printf(text, "%s%s%s\n", i ? " " : name,
				       (char *)list->pdata[i],
				       i + 1 < list->len ? "," : "");
}

/* Behind the headers that the mail has. */
static bool address(const char *mail, const struct people *p, GError **error)
{
	g_autofree char *text = NULL, *full = NULL;
	g_autoptr(GString) headers = g_string_new(NULL);
	const char *end;

	if (!g_file_get_contents(mail, &text, NULL, error))
		return false;
	end = strstr(text, "\n\n");
	if (!end)
		return true;
	add_header(headers, "To: ", p->to);
	add_header(headers, "Cc: ", p->cc);
	full = g_strdup_printf("%.*s\n%s%s", (int)(end - text), text,
			       headers->str, end + 1);
	return g_file_set_contents(mail, full, -1, error);
}

static void people_release(struct people *p)
{
	g_ptr_array_unref(p->to);
	g_ptr_array_unref(p->cc);
}

/* Who gets a mail as maintainer of one file need not get it as a reader. */
static void merge(struct people *all, const struct people *p)
{
	for (guint i = 0; i < p->to->len; i++)
		add_once(all->to, p->to->pdata[i]);
	for (guint i = 0; i < p->cc->len; i++)
		add_once(all->cc, p->cc->pdata[i]);
	for (guint i = all->cc->len; i-- > 0;)
		if (g_ptr_array_find_with_equal_func(all->to, all->cc->pdata[i],
						     g_str_equal, NULL))
			g_ptr_array_remove_index(all->cc, i);
}

static struct people people_new(void)
{
	return (struct people){ g_ptr_array_new_with_free_func(g_free),
				g_ptr_array_new_with_free_func(g_free) };
}

bool maintainers_address(const struct tree *tree, const GPtrArray *rewrites,
			 const GPtrArray *mails, const char *cover,
			 GError **error)
{
	struct people all = people_new();
	bool ok = true;

	for (guint i = 0; ok && i < rewrites->len; i++) {
		const struct rewrite *r = rewrites->pdata[i];
		struct people p = people_new();

		ok = ask_script(tree, r->file, &p, error);
		merge(&all, &p);
		ok = ok && address(mails->pdata[i], &p, error);
		people_release(&p);
	}
	ok = ok && (!cover || address(cover, &all, error));
	people_release(&all);
	return ok;
}
