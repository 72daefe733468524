/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * VMAs of the model: flag bits, the structs that hold them, and how each
 * kernel writes them. The 7.x bitmap spelling is in model/vmaflags.h.
 */
#ifndef MODEL_VMA_H
#define MODEL_VMA_H

#include <model/base.h>

typedef unsigned long vm_flags_t;
typedef struct { unsigned long pgprot; } pgprot_t;
#define pgprot_val(x)	((x).pgprot)
#define __pgprot(x)	((pgprot_t) { (x) })
pgprot_t pgprot_noncached(pgprot_t prot);

#if MODEL_KERNEL >= 700
#include <model/vmaflags.h>
#else
#define VM_NONE		0x00000000UL
#define VM_READ		0x00000001UL
#define VM_WRITE	0x00000002UL
#define VM_EXEC		0x00000004UL
#define VM_SHARED	0x00000008UL
#define VM_MAYREAD	0x00000010UL
#define VM_MAYWRITE	0x00000020UL
#define VM_MAYSHARE	0x00000080UL
#define VM_PFNMAP	0x00000400UL
#define VM_LOCKED	0x00002000UL
#define VM_IO		0x00004000UL
#define VM_DONTCOPY	0x00020000UL
#define VM_DONTEXPAND	0x00040000UL
#define VM_HUGETLB	0x00400000UL
#define VM_DONTDUMP	0x04000000UL
#define VM_SOFTDIRTY	0x08000000UL
#define VM_MIXEDMAP	0x10000000UL
#define VM_HUGEPAGE	0x20000000UL
#define VM_MERGEABLE	0x80000000UL
#define VM_SPECIAL	(VM_IO | VM_DONTEXPAND | VM_PFNMAP | VM_MIXEDMAP)
#define VM_NO_KHUGEPAGED (VM_SPECIAL | VM_HUGETLB)
#endif
#define VM_ACCESS_FLAGS	(VM_READ | VM_WRITE | VM_EXEC)

struct address_space;
struct anon_vma;
struct page;
struct vm_area_struct;

struct mm_struct {
	spinlock_t page_table_lock;
	unsigned long locked_vm;
	int mmap_lock;
	struct vm_area_struct *model_vma;	/* the only VMA of a run */
};

struct file {
	const struct file_operations *f_op;
	struct address_space *f_mapping;
	void *private_data;
};

struct vm_area_struct {
	unsigned long vm_start;
	unsigned long vm_end;
	struct mm_struct *vm_mm;
	pgprot_t vm_page_prot;
#if MODEL_KERNEL >= 700
	union {
		const vm_flags_t vm_flags;
		vma_flags_t flags;
	};
#elif MODEL_KERNEL >= 603
	union {
		const vm_flags_t vm_flags;
		vm_flags_t __vm_flags;
	};
#else
	unsigned long vm_flags;
#endif
	struct anon_vma *anon_vma;
	const struct vm_operations_struct *vm_ops;
	unsigned long vm_pgoff;
	struct file *vm_file;
	void *vm_private_data;
};

struct vm_fault {
	struct vm_area_struct *vma;
	unsigned long address;
	unsigned long pgoff;
	unsigned int flags;
	struct page *page;
};

struct vm_operations_struct {
	void (*open)(struct vm_area_struct *vma);
	void (*close)(struct vm_area_struct *vma);
	vm_fault_t (*fault)(struct vm_fault *vmf);
	vm_fault_t (*huge_fault)(struct vm_fault *vmf, unsigned int order);
	int (*access)(struct vm_area_struct *vma, unsigned long addr,
		      void *buf, int len, int write);
};

#if MODEL_KERNEL >= 700
/* What the mm does once the VMA stands. */
struct mmap_action {
	unsigned long pfn;
};

struct vm_area_desc {
	struct mm_struct *mm;
	unsigned long start;
	unsigned long end;
	pgoff_t pgoff;
	struct file *vm_file;
	vma_flags_t vma_flags;
	pgprot_t page_prot;
	const struct vm_operations_struct *vm_ops;
	void *private_data;
	struct mmap_action action;
};
#endif

#define MAP_SHARED	0x01
#define MAP_PRIVATE	0x02
#define MAP_TYPE	0x0f

struct file_operations {
	int (*open)(void *inode, struct file *file);
	int (*mmap)(struct file *file, struct vm_area_struct *vma);
	unsigned long (*get_unmapped_area)(struct file *file, unsigned long addr,
					   unsigned long len, unsigned long pgoff,
					   unsigned long flags);
#if MODEL_KERNEL >= 700
	int (*mmap_prepare)(struct vm_area_desc *desc);
#endif
};

/* mm/memory.c: a private mapping that may become writable is copied on write. */
#if MODEL_KERNEL < 703
static inline bool is_cow_mapping(vm_flags_t flags)
{
	return (flags & (VM_SHARED | VM_MAYWRITE)) == VM_MAYWRITE;
}
#endif

static inline bool vma_is_anonymous(struct vm_area_struct *vma)
{
	return !vma->vm_ops;
}

/* In the model only a DAX file has a mapping object. */
static inline bool vma_is_dax(const struct vm_area_struct *vma)
{
	return vma->vm_file && vma->vm_file->f_mapping;
}

static inline bool is_vm_hugetlb_page(struct vm_area_struct *vma)
{
	return !!(vma->vm_flags & VM_HUGETLB);
}

/* Kernels from 6.3 on write the flags by these only. */
#if MODEL_KERNEL >= 603
void vma_start_write(struct vm_area_struct *vma);

#if MODEL_KERNEL >= 700
#define model_flags(vma) ((vma)->flags.__vma_flags[0])
#else
#define model_flags(vma) ((vma)->__vm_flags)
#endif

static inline void vm_flags_init(struct vm_area_struct *vma, vm_flags_t flags)
{
	model_flags(vma) = flags;
}

static inline void vm_flags_reset(struct vm_area_struct *vma, vm_flags_t flags)
{
	vm_flags_init(vma, flags);
}

static inline void vm_flags_set(struct vm_area_struct *vma, vm_flags_t flags)
{
	vma_start_write(vma);
	model_flags(vma) |= flags;
}

static inline void vm_flags_clear(struct vm_area_struct *vma, vm_flags_t flags)
{
	vma_start_write(vma);
	model_flags(vma) &= ~flags;
}

static inline void vm_flags_mod(struct vm_area_struct *vma,
				vm_flags_t set, vm_flags_t clear)
{
	vma_start_write(vma);
	model_flags(vma) |= set;
	model_flags(vma) &= ~clear;
}
#else
#define model_flags(vma) ((vma)->vm_flags)
#endif

static inline unsigned long vma_pages(const struct vm_area_struct *vma)
{
	return (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;
}

struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr);
struct vm_area_struct *vma_lookup(struct mm_struct *mm, unsigned long addr);

void mmap_read_lock(struct mm_struct *mm);
void mmap_read_unlock(struct mm_struct *mm);
void mmap_assert_locked(const struct mm_struct *mm);

#endif
