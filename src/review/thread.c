// SPDX-License-Identifier: GPL-2.0-only
/*
 * thread.c - which mails are patches, and in which order.
 */
#include "thread.h"

static bool any_tagged(const GPtrArray *mails)
{
	for (guint i = 0; i < mails->len; i++) {
		const struct mail *m = mails->pdata[i];

		if (m->tagged && !m->answer)
			return true;
	}
	return false;
}

static bool is_cover(const struct mail *m)
{
	return m->total && !m->number;
}

static unsigned int newest_version(const GPtrArray *mails)
{
	unsigned int newest = 1;

	for (guint i = 0; i < mails->len; i++) {
		const struct mail *m = mails->pdata[i];

		if (m->tagged && !m->answer)
			newest = MAX(newest, m->version);
	}
	return newest;
}

static bool is_known(const GPtrArray *patches, const struct mail *m)
{
	for (guint i = 0; m->message_id && i < patches->len; i++) {
		const struct mail *other = patches->pdata[i];

		if (!g_strcmp0(other->message_id, m->message_id))
			return true;
	}
	return false;
}

static void take(struct thread *thread, struct mail *m, bool tagged,
		 unsigned int version)
{
	if (tagged && (!m->tagged || m->answer))
		return;
	if (tagged && m->version < version) {
		thread->older += !is_cover(m);
		return;
	}
	if (!thread->base && m->base)
		thread->base = m->base;
	if (is_cover(m) || is_known(thread->patches, m))
		return;
	if (m->diff)
		g_ptr_array_add(thread->patches, m);
	else if (tagged)
		g_ptr_array_add(thread->missing,
				g_strdup_printf("'%s' holds no diff",
						m->subject));
}

static int by_number(gconstpointer a, gconstpointer b)
{
	const struct mail *x = *(struct mail *const *)a;
	const struct mail *y = *(struct mail *const *)b;

	return (x->number > y->number) - (x->number < y->number);
}

/* Numbers that stand twice are of two series, which the file has in order. */
static bool is_one_series(const GPtrArray *patches)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < patches->len; i++) {
		const struct mail *m = patches->pdata[i];

		if (!m->number ||
		    !g_hash_table_add(seen, GUINT_TO_POINTER(m->number)))
			return false;
	}
	return true;
}

static bool holds(const struct thread *thread, unsigned int number)
{
	for (guint i = 0; i < thread->mails->len; i++) {
		const struct mail *m = thread->mails->pdata[i];

		if (m->tagged && !m->answer && m->number == number)
			return true;
	}
	return false;
}

static void find_gaps(struct thread *thread)
{
	const struct mail *last = thread->patches->pdata[thread->patches->len - 1];

	for (unsigned int n = 1; n <= last->total && n <= 1000; n++)
		if (!holds(thread, n))
			g_ptr_array_add(thread->missing, g_strdup_printf(
					"patch %u/%u is missing", n, last->total));
}

struct thread *thread_new(GPtrArray *mails, GError **error)
{
	pfn_auto(thread) thread = g_new0(struct thread, 1);
	bool tagged = any_tagged(mails);
	unsigned int version = newest_version(mails);

	thread->mails = mails;
	thread->patches = g_ptr_array_new();
	thread->missing = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < mails->len; i++)
		take(thread, mails->pdata[i], tagged, version);
	if (!thread->patches->len) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE, "no patch: %s",
			    thread->missing->len ?
			    (char *)thread->missing->pdata[0] :
			    "no mail holds a diff");
		return NULL;
	}
	if (is_one_series(thread->patches)) {
		g_ptr_array_sort(thread->patches, by_number);
		find_gaps(thread);
	}
	return g_steal_pointer(&thread);
}

void thread_free(struct thread *thread)
{
	if (!thread)
		return;
	g_ptr_array_unref(thread->mails);
	g_ptr_array_unref(thread->patches);
	g_ptr_array_unref(thread->missing);
	g_free(thread);
}
