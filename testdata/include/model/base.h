/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Ground of the model kernel: which kernel is spelled, plain types, errno,
 * assertions and locks. Fixtures include the kernel's own header names; those
 * forward to model/mm.h, and that includes this file first.
 *
 * MODEL_KERNEL        601, 612 or 700: the spelling of 6.1, 6.12 or 7.x
 * MODEL_PTE_SPECIAL   1 where a pte has a special bit, 0 where it has none
 * MODEL_HUGE_PFNMAP   1 where pmd and pud leaves have a special bit too
 */
#ifndef MODEL_BASE_H
#define MODEL_BASE_H

/* A callback need not use all that it is handed; the kernel's W=1 agrees. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

#ifndef MODEL_KERNEL
#define MODEL_KERNEL 612
#endif
#ifndef MODEL_PTE_SPECIAL
#define MODEL_PTE_SPECIAL 1
#endif
#ifndef MODEL_HUGE_PFNMAP
#define MODEL_HUGE_PFNMAP (MODEL_PTE_SPECIAL && MODEL_KERNEL >= 612)
#endif

/* Kconfig: ARCH_SUPPORTS_PMD_PFNMAP and _PUD_PFNMAP need the pte's bit first. */
#if MODEL_PTE_SPECIAL
#define CONFIG_ARCH_HAS_PTE_SPECIAL 1
#endif
#if MODEL_HUGE_PFNMAP
#define CONFIG_ARCH_SUPPORTS_HUGE_PFNMAP 1
#define CONFIG_ARCH_SUPPORTS_PMD_PFNMAP 1
#define CONFIG_ARCH_SUPPORTS_PUD_PFNMAP 1
#endif
#define CONFIG_MMU 1
#define CONFIG_TRANSPARENT_HUGEPAGE 1

#ifdef __CHECKER__
#define __force			__attribute__((force))
#define __bitwise		__attribute__((bitwise))
#define __user			__attribute__((noderef, address_space(1)))
#else
#define __force
#define __bitwise
#define __user
#endif
#define __must_check		__attribute__((warn_unused_result))
/* The C library defines it too; either may come first. */
#undef __always_inline
#define __always_inline		inline __attribute__((always_inline))
#define __init
#define EXPORT_SYMBOL(sym)	extern __typeof__(sym) sym
#define EXPORT_SYMBOL_GPL(sym)	EXPORT_SYMBOL(sym)
#define __maybe_unused		__attribute__((unused))
#define fallthrough		__attribute__((fallthrough))
#define likely(x)		__builtin_expect(!!(x), 1)
#define unlikely(x)		__builtin_expect(!!(x), 0)
#define READ_ONCE(x)		(*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, v)	(*(volatile __typeof__(x) *)&(x) = (v))
#define ARRAY_SIZE(a)		(sizeof(a) / sizeof((a)[0]))
#define BIT(n)			(1UL << (n))
#define BUILD_BUG_ON(c)		_Static_assert(!(c), #c)
/* 1 if the option is defined to 1, else 0, also where it is not defined. */
#define __model_second(a, b, ...) b
#define __model_is_1 0,
#define __model_is(x)		__model_second(x 1, 0, 0)
#define __model_enabled(value)	__model_is(__model_is_##value)
#define IS_ENABLED(option)	__model_enabled(option)
#define min(a, b)		((a) < (b) ? (a) : (b))
#define max(a, b)		((a) > (b) ? (a) : (b))
#define ilog2(n)		(63 - __builtin_clzl(n))
#define container_of(p, t, m)	((t *)((char *)(p) - __builtin_offsetof(t, m)))

#ifndef NULL
#define NULL ((void *)0)
#endif
#ifndef __cplusplus
typedef _Bool bool;
#endif
#ifndef true
#define true 1
#define false 0
#endif
typedef __SIZE_TYPE__ size_t;
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long u64;
typedef u64 phys_addr_t;
typedef u64 dma_addr_t;
typedef u64 resource_size_t;
typedef long loff_t;
typedef unsigned long pgoff_t;
typedef unsigned int gfp_t;
typedef unsigned int __bitwise vm_fault_t;

#define ENOENT		2
#define EIO		5
#define EAGAIN		11
#define ENOMEM		12
#define EACCES		13
#define EFAULT		14
#define EEXIST		17
#define EBUSY		16
#define ENODEV		19
#define EINVAL		22
#define EOPNOTSUPP	95
#define MAX_ERRNO	4095
#define IS_ERR_VALUE(x)	((unsigned long)(void *)(x) >= (unsigned long)-MAX_ERRNO)

static inline void *ERR_PTR(long error)
{
	return (void *)error;
}

static inline long PTR_ERR(const void *ptr)
{
	return (long)ptr;
}

static inline bool IS_ERR(const void *ptr)
{
	return IS_ERR_VALUE((unsigned long)ptr);
}

static inline bool IS_ERR_OR_NULL(const void *ptr)
{
	return unlikely(!ptr) || IS_ERR(ptr);
}

#define GFP_KERNEL	0xcc0u

#define PAGE_SHIFT	12
#define PAGE_SIZE	(1UL << PAGE_SHIFT)
#define PAGE_MASK	(~(PAGE_SIZE - 1))
#define PAGE_ALIGN(x)	(((x) + PAGE_SIZE - 1) & PAGE_MASK)
#define PHYS_PFN(x)	((unsigned long)((x) >> PAGE_SHIFT))
#define PFN_PHYS(x)	((phys_addr_t)(x) << PAGE_SHIFT)
#define PFN_DOWN(x)	((x) >> PAGE_SHIFT)

/* A failed BUG_ON() ends the run of the function; WARN_ON() is an effect. */
void model_bug(const char *what) __attribute__((noreturn));
void model_warn(const char *what);

#define BUG()			model_bug("BUG")
#define BUG_ON(c)		do { if (unlikely(c)) model_bug(#c); } while (0)
#define WARN_ON(c)		({ bool __w = !!(c); if (__w) model_warn(#c); unlikely(__w); })
#define WARN_ON_ONCE(c)		WARN_ON(c)
#define WARN_ONCE(c, ...)	WARN_ON(c)
#define VM_BUG_ON(c)		BUG_ON(c)
#define VM_BUG_ON_VMA(c, vma)	do { (void)(vma); BUG_ON(c); } while (0)
#define VM_WARN_ON(c)		((void)WARN_ON(c))
#define VM_WARN_ON_ONCE(c)	WARN_ON(c)
void pr_warn_once(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Locks only count, so that a run can tell an unbalanced path. */
typedef struct { int held; } spinlock_t;
void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
void cond_resched(void);

#endif
