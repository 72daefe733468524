// SPDX-License-Identifier: GPL-2.0-only
/* Fields that keep the answer of a test, or a mask. */
void fields(struct context *c, struct vm_area_struct *vma)
{
	struct other o = {
		.kept = vma && (vma->vm_flags & VM_PFNMAP),	/* carrier: field 1 tree */
	};

	c->through_predicate = header_predicate(vma);	/* carrier: field 3 tree */
	c->plain_bool = vma->vm_flags & VM_MIXEDMAP;	/* carrier: field 2 tree */
	c->picked = vma->vm_flags & VM_PFNMAP ? true : false;	/* carrier: field 1 tree */
	if (vma->vm_flags & VM_PFNMAP)
		c->one_reason_of_many = true;
	c->wanted = VM_PFNMAP;	/* carrier: field 1 file */
	c->prot = (vma->vm_flags & VM_PFNMAP) ? 3 : 4;
	c->some_flags = vma->vm_flags & VM_PFNMAP;
	c->size = length(vma->vm_flags & VM_PFNMAP);
	c->new_flags = VM_PFNMAP;
	use(&o);
}

int uses_wanted(struct context *c, struct vm_area_struct *vma)	/* carrier: predicate 1 tree */
{
	return vma->vm_flags & c->wanted ? -1 : 0;
}
