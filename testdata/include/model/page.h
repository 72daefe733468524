/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Pages, folios, references, and the things that fixtures do to them. Each of
 * these calls is an effect that a run records.
 */
#ifndef MODEL_PAGE_H
#define MODEL_PAGE_H

#include <model/entry.h>

struct page { unsigned long flags; int refs; };
struct folio { struct page page; };

extern struct page model_mem_map[];
bool pfn_valid(unsigned long pfn);
#define pfn_to_page(pfn)	(model_mem_map + (pfn))
#define page_to_pfn(page)	((unsigned long)((page) - model_mem_map))
#define pfn_folio(pfn)		page_folio(pfn_to_page(pfn))
#define page_folio(page)	((struct folio *)(page))
#define folio_page(folio, n)	(&(folio)->page + (n))
#define pte_page(pte)		pfn_to_page(pte_pfn(pte))
#define pmd_page(pmd)		pfn_to_page(pmd_pfn(pmd))
#define pud_page(pud)		pfn_to_page(pud_pfn(pud))
#define pmd_folio(pmd)		page_folio(pmd_page(pmd))
#define page_to_phys(page)	PFN_PHYS(page_to_pfn(page))

/* Pure questions about a page. */
bool PageReserved(const struct page *page);
bool PageAnon(const struct page *page);
bool folio_test_anon(const struct folio *folio);
int page_mapcount(struct page *page);
int page_to_nid(const struct page *page);
int folio_nid(const struct folio *folio);

/* References: pages that are not refcounted must never get here. */
void get_page(struct page *page);
void put_page(struct page *page);
bool try_get_page(struct page *page);
bool get_page_unless_zero(struct page *page);
void folio_get(struct folio *folio);
void folio_put(struct folio *folio);
bool folio_try_get(struct folio *folio);

/* Other effects on a page. */
void mark_page_accessed(struct page *page);
void folio_mark_accessed(struct folio *folio);
void folio_clear_referenced(struct folio *folio);
void folio_activate(struct folio *folio);
void set_page_dirty(struct page *page);
bool folio_isolate_lru(struct folio *folio);
int isolate_lru_page(struct page *page);
void lock_page(struct page *page);
void unlock_page(struct page *page);

#endif
