/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kapi.h - what a kernel API name means to the judgement (kapi.def).
 */
#ifndef PFN_KAPI_H
#define PFN_KAPI_H

#include "base.h"

enum kapi_role {
	KAPI_NONE,
	KAPI_FLAG,		/* VM_PFNMAP and VM_MIXEDMAP, both spellings */
	KAPI_IO_FLAG,		/* VM_IO, that often stands beside them */
	KAPI_WRITE_FLAG,	/* whether writing is allowed */
	KAPI_NORMAL_PAGE,	/* asks the entry; may read the flags itself */
	KAPI_ENTRY_RAW,		/* asks it too, and says yes where that says no */
	KAPI_SPECIAL,		/* special bit of one entry */
	KAPI_LOOKUP,		/* pfn by address */
	KAPI_LOOKUP_END,
	KAPI_WALK,		/* goes over entries of a VMA */
	KAPI_WALK_OPS,		/* struct mm_walk_ops */
	KAPI_WALK_STATE,	/* struct mm_walk */
	KAPI_WALK_TEST,		/* its .test_walk member */
	KAPI_ENTRY_LOAD,	/* loads one entry */
	KAPI_ENTRY_STORE,	/* installs one */
	KAPI_COW_FAULT,		/* what cow-warn.cocci needs */
	KAPI_ENTRY_NONE,	/* asks whether it is empty */
	KAPI_ENTRY_TYPE,	/* its types */
	KAPI_GUP,
	KAPI_GUP_FLAG,
	KAPI_TRACKING,		/* PAT */
	KAPI_ASSERT,
	KAPI_QUIET,		/* a statement that does nothing to a VMA */
	KAPI_FLAG_WRITE,
	KAPI_FLAG_TEST,
	KAPI_FLAG_MASK,
	KAPI_FLAGS_MEMBER,
	KAPI_FLAGS_TYPE,
	KAPI_VMA_TYPE,
	KAPI_PGOFF_MEMBER,
	KAPI_PFN_MAP,		/* sets up a PFN mapping */
	KAPI_MMAP_MEMBER,	/* of a table: who is asked to map */
	KAPI_ENTRY_PFN,		/* the pfn in an entry, and whether it is zero's */
	KAPI_COW_TEST,
	KAPI_ENTRY_PAGE,	/* the struct page or folio of an entry */
	KAPI_ENTRY_TABLE,	/* the page of the table that an entry points to */
	KAPI_ENTRY_SPLIT,	/* clears a huge leaf for entries below it */
	KAPI_FAULT_STATE,	/* struct vm_fault */
	KAPI_DRIVER_MEMBER,	/* of a VMA: NULL where it is anonymous */
	KAPI_PAGE_TYPE,		/* struct page and struct folio */
};

/* Bits of VMA flags that the tool is about. */
#define PFN_FLAG_PFNMAP		1u
#define PFN_FLAG_MIXEDMAP	2u

/* Role of @name, KAPI_NONE for a name that means nothing. */
enum kapi_role kapi_role(const char *name);

/* True if @name has @role. */
bool kapi_is(const char *name, enum kapi_role role);

/* True for what may read the flags to answer about one entry: no such read is one. */
bool kapi_may_read(const char *name);

/* True for what takes a page, folio or pfn out of an entry. */
bool kapi_is_entry(const char *name);

/*
 * True for the roles whose names rules are about by themselves, with or without
 * a flag in the file: a file that holds one is worth a look.  None of their rows
 * has a '*'.
 */
bool kapi_is_call(enum kapi_role role);

/*
 * PFN_FLAG_* of one of the four flag names, else 0.
 */
unsigned int kapi_flag(const char *name);

/*
 * Calls @fn for each row, in the order of kapi.def; a row's name may end or
 * begin with '*'.
 */
void kapi_foreach(void (*fn)(enum kapi_role role, const char *name, void *data),
		  void *data);

/*
 * API names whose presence in a tree decides which rewrites it can take, and
 * the headers that may declare them.  NULL terminated, borrowed.
 */
const char *const *kapi_capabilities(void);
const char *const *kapi_capability_headers(void);

/* True for a walk that asks walk_page_test() about each VMA (mm/pagewalk.c). */
bool kapi_is_gated_walk(const char *name);

#endif
