/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Setting up and taking down mappings, pfn tracking, and VMA-wide policy
 * calls. Fixtures compile against them; a run records them as effects.
 */
#ifndef MODEL_MAP_H
#define MODEL_MAP_H

#include <model/lookup.h>

#define VM_FAULT_NOPAGE	((__force vm_fault_t)0x000100)
#define VM_FAULT_SIGBUS	((__force vm_fault_t)0x000002)

int remap_pfn_range(struct vm_area_struct *vma, unsigned long addr,
		    unsigned long pfn, unsigned long size, pgprot_t prot);
int io_remap_pfn_range(struct vm_area_struct *vma, unsigned long addr,
		       unsigned long pfn, unsigned long size, pgprot_t prot);
int vm_iomap_memory(struct vm_area_struct *vma, phys_addr_t start,
		    unsigned long len);
struct device;
int dma_mmap_coherent(struct device *dev, struct vm_area_struct *vma,
		      void *cpu_addr, dma_addr_t handle, size_t size);
int vm_insert_page(struct vm_area_struct *vma, unsigned long addr,
		   struct page *page);
vm_fault_t vmf_insert_pfn(struct vm_area_struct *vma, unsigned long addr,
			  unsigned long pfn);
vm_fault_t vmf_insert_pfn_prot(struct vm_area_struct *vma, unsigned long addr,
			       unsigned long pfn, pgprot_t prot);
vm_fault_t vmf_insert_mixed(struct vm_area_struct *vma, unsigned long addr,
			    unsigned long pfn);
vm_fault_t vmf_insert_page(struct vm_area_struct *vma, unsigned long addr,
			   struct page *page);

int zap_vma_ptes(struct vm_area_struct *vma, unsigned long address,
		 unsigned long size);
void zap_page_range_single(struct vm_area_struct *vma, unsigned long address,
			   unsigned long size, void *details);
#if MODEL_KERNEL < 603
void zap_page_range(struct vm_area_struct *vma, unsigned long address,
		    unsigned long size);
#endif
#if MODEL_KERNEL >= 700
void zap_vma_range(struct vm_area_struct *vma, unsigned long address,
		   unsigned long size);
int zap_vma_for_reaping(struct vm_area_struct *vma);
#endif

struct mmu_gather {
	struct mm_struct *mm;
	unsigned int vma_exec:1;
	unsigned int vma_huge:1;
	unsigned int vma_pfn:1;
};
void tlb_flush_mmu_tlbonly(struct mmu_gather *tlb);
void unmap_page_range(struct mmu_gather *tlb, struct vm_area_struct *vma,
		      unsigned long addr, unsigned long end, void *details);
long change_protection(struct mmu_gather *tlb, struct vm_area_struct *vma,
		       unsigned long start, unsigned long end,
		       unsigned long cp_flags);
unsigned long change_prot_numa(struct vm_area_struct *vma, unsigned long start,
			       unsigned long end);
void split_huge_pmd(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr);
void flush_cache_range(struct vm_area_struct *vma, unsigned long start,
		       unsigned long end);
void flush_tlb_range(struct vm_area_struct *vma, unsigned long start,
		     unsigned long end);
void flush_cache_page(struct vm_area_struct *vma, unsigned long addr,
		      unsigned long pfn);

int track_pfn_remap(struct vm_area_struct *vma, pgprot_t *prot,
		    unsigned long pfn, unsigned long addr, unsigned long size);
int track_pfn_copy(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma,
		   unsigned long *pfn);
void track_pfn_insert(struct vm_area_struct *vma, pgprot_t *prot,
		      unsigned long pfn);
void untrack_pfn(struct vm_area_struct *vma, unsigned long pfn,
		 unsigned long size, bool mm_wr_locked);
void untrack_pfn_clear(struct vm_area_struct *vma);

struct vm_special_mapping { const char *name; struct page **pages; };
struct vm_area_struct *_install_special_mapping(struct mm_struct *mm,
		unsigned long addr, unsigned long len, unsigned long flags,
		const struct vm_special_mapping *spec);

#endif
