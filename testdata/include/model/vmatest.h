/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The 7.x flag tests and writers that take a VMA or a descriptor. Apart from
 * model/vmaflags.h because they need the structs of model/vma.h.
 */
#ifndef MODEL_VMATEST_H
#define MODEL_VMATEST_H

#include <model/vma.h>

#if MODEL_KERNEL >= 700
static __always_inline bool vma_test(const struct vm_area_struct *vma, vma_flag_t bit)
{
	return vma_flags_test(&vma->flags, bit);
}

static __always_inline bool vma_test_any_mask(const struct vm_area_struct *vma,
					      vma_flags_t flags)
{
	return vma_flags_test_any_mask(&vma->flags, flags);
}

static __always_inline bool vma_test_all_mask(const struct vm_area_struct *vma,
					      vma_flags_t flags)
{
	return vma_flags_test_all_mask(&vma->flags, flags);
}

static __always_inline bool vma_desc_test(const struct vm_area_desc *desc,
					  vma_flag_t bit)
{
	return vma_flags_test(&desc->vma_flags, bit);
}

static __always_inline bool vma_desc_test_any_mask(const struct vm_area_desc *desc,
						   vma_flags_t flags)
{
	return vma_flags_test_any_mask(&desc->vma_flags, flags);
}

static __always_inline bool vma_desc_test_all_mask(const struct vm_area_desc *desc,
						   vma_flags_t flags)
{
	return vma_flags_test_all_mask(&desc->vma_flags, flags);
}

static __always_inline void vma_set_flags_mask(struct vm_area_struct *vma,
					       vma_flags_t flags)
{
	vma_start_write(vma);
	vma_flags_set_mask(&vma->flags, flags);
}

static __always_inline void vma_clear_flags_mask(struct vm_area_struct *vma,
						 vma_flags_t flags)
{
	vma_start_write(vma);
	vma_flags_clear_mask(&vma->flags, flags);
}

static __always_inline void vma_desc_set_flags_mask(struct vm_area_desc *desc,
						    vma_flags_t flags)
{
	vma_flags_set_mask(&desc->vma_flags, flags);
}

static __always_inline void vma_desc_clear_flags_mask(struct vm_area_desc *desc,
						      vma_flags_t flags)
{
	vma_flags_clear_mask(&desc->vma_flags, flags);
}

#define vma_test_any(vma, ...) vma_test_any_mask(vma, mk_vma_flags(__VA_ARGS__))
#define vma_test_all(vma, ...) vma_test_all_mask(vma, mk_vma_flags(__VA_ARGS__))
#define vma_set_flags(vma, ...) vma_set_flags_mask(vma, mk_vma_flags(__VA_ARGS__))
#define vma_clear_flags(vma, ...) \
	vma_clear_flags_mask(vma, mk_vma_flags(__VA_ARGS__))
#define vma_desc_test_any(desc, ...) \
	vma_desc_test_any_mask(desc, mk_vma_flags(__VA_ARGS__))
#define vma_desc_test_all(desc, ...) \
	vma_desc_test_all_mask(desc, mk_vma_flags(__VA_ARGS__))
#define vma_desc_set_flags(desc, ...) \
	vma_desc_set_flags_mask(desc, mk_vma_flags(__VA_ARGS__))
#define vma_desc_clear_flags(desc, ...) \
	vma_desc_clear_flags_mask(desc, mk_vma_flags(__VA_ARGS__))

static inline bool vma_desc_is_cow_mapping(struct vm_area_desc *desc)
{
	return is_cow_mapping(vma_flags_to_legacy(desc->vma_flags));
}

void mmap_action_remap_full(struct vm_area_desc *desc, unsigned long start_pfn);
void mmap_action_simple_ioremap(struct vm_area_desc *desc, phys_addr_t start,
				unsigned long size);

/* What a VMA stands for, in the words of 7.4; include/linux/mm.h. */
static inline bool vma_flags_is_mm_managed(const vma_flags_t *flags)
{
	return !vma_flags_test_any(flags, VMA_PFNMAP_BIT, VMA_MIXEDMAP_BIT);
}

static inline bool vma_is_mm_managed(const struct vm_area_struct *vma)
{
	return vma_flags_is_mm_managed(&vma->flags);
}

static inline bool vma_flags_is_fixed_mapping(const vma_flags_t *flags)
{
	return vma_flags_test_any(flags, VMA_DONTEXPAND_BIT, VMA_PFNMAP_BIT);
}

static inline bool vma_is_fixed_mapping(const struct vm_area_struct *vma)
{
	return vma_flags_is_fixed_mapping(&vma->flags);
}

/* No mask: fixed mappings of hugetlb are backed all the same. */
static inline bool vma_is_mm_backed(const struct vm_area_struct *vma)
{
	return vma_is_mm_managed(vma) &&
	       (!vma_is_fixed_mapping(vma) || vma_test(vma, VMA_HUGETLB_BIT));
}
#endif

#endif
