/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The bitmap of VMA flags, as kernels from 7.1 on spell it: bit numbers
 * VMA_xxx_BIT made by token pasting, masks built at run time, one-bit, any-of
 * and all-of tests on a VMA, on a descriptor and on a bare vma_flags_t.
 */
#ifndef MODEL_VMAFLAGS_H
#define MODEL_VMAFLAGS_H

#include <model/base.h>

typedef int __bitwise vma_flag_t;
#define NUM_VMA_FLAG_BITS 64
typedef struct { unsigned long __vma_flags[NUM_VMA_FLAG_BITS / 64]; } vma_flags_t;
#define EMPTY_VMA_FLAGS	((vma_flags_t) { { 0 } })

#define DECLARE_VMA_BIT(name, n) VMA_ ## name ## _BIT = ((__force vma_flag_t)n)
enum {
	DECLARE_VMA_BIT(READ, 0),
	DECLARE_VMA_BIT(WRITE, 1),
	DECLARE_VMA_BIT(EXEC, 2),
	DECLARE_VMA_BIT(SHARED, 3),
	DECLARE_VMA_BIT(MAYREAD, 4),
	DECLARE_VMA_BIT(MAYWRITE, 5),
	DECLARE_VMA_BIT(MAYSHARE, 7),
	DECLARE_VMA_BIT(PFNMAP, 10),
	DECLARE_VMA_BIT(LOCKED, 13),
	DECLARE_VMA_BIT(IO, 14),
	DECLARE_VMA_BIT(DONTCOPY, 17),
	DECLARE_VMA_BIT(DONTEXPAND, 18),
	DECLARE_VMA_BIT(HUGETLB, 22),
	DECLARE_VMA_BIT(DONTDUMP, 26),
	DECLARE_VMA_BIT(SOFTDIRTY, 27),
	DECLARE_VMA_BIT(MIXEDMAP, 28),
	DECLARE_VMA_BIT(HUGEPAGE, 29),
	DECLARE_VMA_BIT(MERGEABLE, 31),
};

#define INIT_VM_FLAG(name) BIT((__force int)VMA_ ## name ## _BIT)
#define VM_NONE		0x00000000UL
#define VM_READ		INIT_VM_FLAG(READ)
#define VM_WRITE	INIT_VM_FLAG(WRITE)
#define VM_EXEC		INIT_VM_FLAG(EXEC)
#define VM_SHARED	INIT_VM_FLAG(SHARED)
#define VM_MAYREAD	INIT_VM_FLAG(MAYREAD)
#define VM_MAYWRITE	INIT_VM_FLAG(MAYWRITE)
#define VM_MAYSHARE	INIT_VM_FLAG(MAYSHARE)
#define VM_PFNMAP	INIT_VM_FLAG(PFNMAP)
#define VM_LOCKED	INIT_VM_FLAG(LOCKED)
#define VM_IO		INIT_VM_FLAG(IO)
#define VM_DONTCOPY	INIT_VM_FLAG(DONTCOPY)
#define VM_DONTEXPAND	INIT_VM_FLAG(DONTEXPAND)
#define VM_HUGETLB	INIT_VM_FLAG(HUGETLB)
#define VM_DONTDUMP	INIT_VM_FLAG(DONTDUMP)
#define VM_SOFTDIRTY	INIT_VM_FLAG(SOFTDIRTY)
#define VM_MIXEDMAP	INIT_VM_FLAG(MIXEDMAP)
#define VM_HUGEPAGE	INIT_VM_FLAG(HUGEPAGE)
#define VM_MERGEABLE	INIT_VM_FLAG(MERGEABLE)
#define VM_SPECIAL	vma_flags_to_legacy(VMA_SPECIAL_FLAGS)
#define VM_NO_KHUGEPAGED (VM_SPECIAL | VM_HUGETLB)

#define __COUNT(_1, _2, _3, _4, _5, _6, n, ...) n
#define COUNT_ARGS(...) __COUNT(__VA_ARGS__, 6, 5, 4, 3, 2, 1, 0)

static __always_inline void vma_flags_set_flag(vma_flags_t *flags, vma_flag_t bit)
{
	flags->__vma_flags[0] |= BIT((__force int)bit);
}

static __always_inline vma_flags_t __mk_vma_flags(size_t count,
						  const vma_flag_t *bits)
{
	vma_flags_t flags = EMPTY_VMA_FLAGS;
	size_t i;

	for (i = 0; i < count; i++)
		vma_flags_set_flag(&flags, bits[i]);
	return flags;
}

#define mk_vma_flags(...) __mk_vma_flags(COUNT_ARGS(__VA_ARGS__), \
					 (const vma_flag_t []) { __VA_ARGS__ })
#define VMA_SPECIAL_FLAGS mk_vma_flags(VMA_IO_BIT, VMA_DONTEXPAND_BIT, \
				       VMA_PFNMAP_BIT, VMA_MIXEDMAP_BIT)
#define VMA_REMAP_FLAGS mk_vma_flags(VMA_IO_BIT, VMA_PFNMAP_BIT, \
				     VMA_DONTEXPAND_BIT, VMA_DONTDUMP_BIT)

static __always_inline unsigned long vma_flags_to_legacy(vma_flags_t flags)
{
	return flags.__vma_flags[0];
}

static __always_inline vma_flags_t legacy_to_vma_flags(unsigned long flags)
{
	return (vma_flags_t) { { flags } };
}

static __always_inline bool vma_flags_test(const vma_flags_t *flags, vma_flag_t bit)
{
	return flags->__vma_flags[0] & BIT((__force int)bit);
}

static __always_inline bool vma_flags_test_any_mask(const vma_flags_t *flags,
						    vma_flags_t to_test)
{
	return flags->__vma_flags[0] & to_test.__vma_flags[0];
}

static __always_inline bool vma_flags_test_all_mask(const vma_flags_t *flags,
						    vma_flags_t to_test)
{
	return (flags->__vma_flags[0] & to_test.__vma_flags[0]) ==
		to_test.__vma_flags[0];
}

static __always_inline void vma_flags_set_mask(vma_flags_t *flags, vma_flags_t set)
{
	flags->__vma_flags[0] |= set.__vma_flags[0];
}

static __always_inline void vma_flags_clear_mask(vma_flags_t *flags,
						 vma_flags_t clear)
{
	flags->__vma_flags[0] &= ~clear.__vma_flags[0];
}

#define vma_flags_test_any(flags, ...) \
	vma_flags_test_any_mask(flags, mk_vma_flags(__VA_ARGS__))
#define vma_flags_test_all(flags, ...) \
	vma_flags_test_all_mask(flags, mk_vma_flags(__VA_ARGS__))
#define vma_flags_set(flags, ...) \
	vma_flags_set_mask(flags, mk_vma_flags(__VA_ARGS__))
#define vma_flags_clear(flags, ...) \
	vma_flags_clear_mask(flags, mk_vma_flags(__VA_ARGS__))

#endif
