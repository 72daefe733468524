/* SPDX-License-Identifier: GPL-2.0-only */
/* The flags, composites of them, and predicates of a header. */
#define VM_PFNMAP	0x00000400
#define VM_IO		0x00004000
#define VM_MIXEDMAP	0x10000000

#define VM_SEVERAL (VM_IO | VM_PFNMAP | VM_MIXEDMAP)	/* carrier: macro 3 tree */
#define VM_NESTED (VM_SEVERAL | VM_HUGE)	/* carrier: macro 3 tree */
#define VM_TWICE VM_NESTED	/* carrier: macro 3 tree */
#define VM_ONE_LESS (VM_SEVERAL & ~VM_MIXEDMAP)	/* carrier: macro 1 tree */
#define VM_CAST ((vm_flags_t)(VM_PFNMAP | 0x4UL))	/* carrier: macro 1 tree */
#define VM_BROKEN	(VM_IO | \
			 VM_MIXEDMAP)	/* carrier-above: macro 2 tree */
#define VM_WITH(x) (VM_PFNMAP | (x))	/* carrier: macro 1 tree */
#define VM_NEITHER (VM_IO | VM_HUGE)
#define VM_OTHERS (~VM_PFNMAP)
#define VM_NONE_LEFT (VM_PFNMAP & ~VM_PFNMAP)
#define vm_names { VM_PFNMAP, "pfnmap" }, { VM_IO, "io" }
#define set_pfnmap(v) vm_flags_set(v, VM_PFNMAP)
#define assert_pfnmap(v) BUG_ON(!((v)->vm_flags & VM_PFNMAP))
#define is_pfnmap(v) (!!((v)->vm_flags & VM_PFNMAP))	/* carrier: predicate 1 tree */
#define is_cut(v) ({ unsigned long f = (v)->vm_flags; f & VM_PFNMAP; })	/* carrier: predicate 1 tree */

static inline bool header_predicate(struct vm_area_struct *vma)	/* carrier: predicate 3 tree */
{
	return vma->vm_file && (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP));
}

bool defined_elsewhere(struct vm_area_struct *vma);

struct gather {
	unsigned int vma_stored : 1;	/* carrier: field 3 tree */
	unsigned long vm_flags;
};

static inline void store(struct gather *g, struct vm_area_struct *vma)
{
	g->vma_stored = !!(vma->vm_flags & VM_NESTED);
	g->vm_flags = vma->vm_flags & VM_NESTED;
}

extern const unsigned long everywhere;
