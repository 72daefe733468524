// SPDX-License-Identifier: GPL-2.0-only
/// mm: warn once about copy-on-write in private PFN mappings
///
/// Nobody knows who relies on ordinary pages in a private mapping of pfns. Say
/// which task it was when a write or unshare fault puts a fresh anonymous folio
/// into one. An instrumentation patch, not a check: spatch -D cow_warn.
//
// Confidence: Moderate
// Copyright: (C) 2026 The pfncheck authors
// Options: --no-includes --include-headers
// Keywords: ptep_clear_flush, folio_add_new_anon_rmap, page_add_new_anon_rmap

virtual cow_warn

// An entry that is cleared and then mapped anew is replaced: copy-on-write. A
// fault in an empty entry of an anonymous mapping clears none.
@depends on cow_warn@
identifier vmf;
expression folio, vma, addr;
@@
  ptep_clear_flush(vma, vmf->address, vmf->pte);
  ...
  folio_add_new_anon_rmap(folio, vma, addr, ...);
+ if (unlikely(vma->vm_flags & VM_PFNMAP))
+	pr_warn_once("%s[%d]: copy-on-write in a private PFN mapping\n",
+		     current->comm, task_pid_nr(current));

// Kernels whose rmap still counts pages.
@depends on cow_warn@
identifier vmf;
expression page, vma, addr;
@@
(
  ptep_clear_flush(vma, vmf->address, vmf->pte);
|
  ptep_clear_flush_notify(vma, vmf->address, vmf->pte);
)
  ...
  page_add_new_anon_rmap(page, vma, addr);
+ if (unlikely(vma->vm_flags & VM_PFNMAP))
+	pr_warn_once("%s[%d]: copy-on-write in a private PFN mapping\n",
+		     current->comm, task_pid_nr(current));
