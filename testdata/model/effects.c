// SPDX-License-Identifier: GPL-2.0-only
/*
 * effects.c - the trace of one run: what the function under test did, in
 * order. A word that begins with '!' is a violation: something no kernel code
 * may do, such as touching what is no normal page. Pure questions and balanced
 * locks leave no trace.
 */
#include <stdarg.h>
#include <stdio.h>
#include "model.h"
#include "trap.h"

static struct {
	char text[8192];
	size_t len;
	int locks;
} run;
sigjmp_buf model_trap;

void trace_reset(void)
{
	run.len = 0;
	run.text[0] = '\0';
	run.locks = 0;
}

const char *trace_text(void)
{
	return run.text;
}

static void append(const char *prefix, const char *fmt, va_list args)
{
	size_t room = sizeof(run.text) - run.len;
	int n = snprintf(run.text + run.len, room, "%s%s",
			 run.len ? "; " : "", prefix);

	if (n < 0 || (size_t)n >= room)
		return;
	run.len += n;
	n = vsnprintf(run.text + run.len, room - n, fmt, args);
	/* A full trace is a loop that does not end: leave it. */
	if (n < 0 || (size_t)n >= sizeof(run.text) - run.len)
		siglongjmp(model_trap, 1);
	run.len += n;
}

void trace(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	append("", fmt, args);
	va_end(args);
}

void trace_violation(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	append("!", fmt, args);
	va_end(args);
}

void model_bug(const char *what)
{
	trace_violation("BUG: %s", what);
	siglongjmp(model_trap, 1);
}

void model_warn(const char *what)
{
	trace("warning: %s", what);
}

void pr_warn_once(const char *fmt, ...)
{
	trace("message");
}

void spin_lock(spinlock_t *lock)
{
	if (lock->held++)
		trace_violation("lock taken twice");
	run.locks++;
}

void spin_unlock(spinlock_t *lock)
{
	if (lock->held-- != 1)
		trace_violation("unlock without lock");
	run.locks--;
}

int model_locks_held(void)
{
	return run.locks;
}

const char *page_words(const struct page *page)
{
	static char words[64];
	unsigned long pfn = page_to_pfn(page);

	snprintf(words, sizeof(words), "%s %#lx",
		 entry_words(model_kind_of_pfn(pfn)), pfn);
	return words;
}

/* An effect on a page: what is not refcounted and no zero page is nobody's. */
static void touch(const char *what, const struct page *page)
{
	enum entry_kind kind = model_kind_of_pfn(page_to_pfn(page));

	if (kind == ENTRY_RAW_HOLE || kind == ENTRY_RAW_PAGE)
		trace_violation("%s of %s", what, page_words(page));
	else
		trace("%s of %s", what, page_words(page));
}

static void reference(const char *what, struct page *page, int n)
{
	touch(what, page);
	if (pfn_valid(page_to_pfn(page)))
		page->refs += n;
}

#define PAGE_EFFECT(name) void name(struct page *page) { touch(#name, page); }
#define FOLIO_EFFECT(name) \
	void name(struct folio *folio) { touch(#name, &folio->page); }
PAGE_EFFECT(mark_page_accessed)
PAGE_EFFECT(set_page_dirty)
PAGE_EFFECT(lock_page)
PAGE_EFFECT(unlock_page)
FOLIO_EFFECT(folio_mark_accessed)
FOLIO_EFFECT(folio_clear_referenced)
FOLIO_EFFECT(folio_activate)

bool folio_isolate_lru(struct folio *folio)
{
	touch("folio_isolate_lru", &folio->page);
	return true;
}

int isolate_lru_page(struct page *page)
{
	touch("isolate_lru_page", page);
	return 0;
}

void get_page(struct page *page) { reference("get_page", page, 1); }
void put_page(struct page *page) { reference("put_page", page, -1); }
void unpin_user_page(struct page *page) { reference("unpin", page, -1); }
void folio_get(struct folio *folio) { reference("get", &folio->page, 1); }
void folio_put(struct folio *folio) { reference("put", &folio->page, -1); }

bool try_get_page(struct page *page)
{
	reference("try_get_page", page, 1);
	return true;
}

bool get_page_unless_zero(struct page *page)
{
	return try_get_page(page);
}

bool folio_try_get(struct folio *folio)
{
	return try_get_page(&folio->page);
}

/* Pure questions. */
bool PageReserved(const struct page *page)
{
	return model_kind_of_pfn(page_to_pfn(page)) == ENTRY_RAW_PAGE;
}

bool PageAnon(const struct page *page)
{
	return model_kind_of_pfn(page_to_pfn(page)) == ENTRY_ANON;
}

bool folio_test_anon(const struct folio *folio) { return PageAnon(&folio->page); }
int page_mapcount(struct page *page) { return 1; }
int page_to_nid(const struct page *page) { return 0; }
int folio_nid(const struct folio *folio) { return 0; }
