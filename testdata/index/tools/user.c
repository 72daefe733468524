// SPDX-License-Identifier: GPL-2.0-only
/* no candidate: userland */
#define VM_USERLAND (VM_PFNMAP)
