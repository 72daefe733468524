// SPDX-License-Identifier: GPL-2.0-only
/* A candidate because of the field alone. */
int flush(struct gather *g)
{
	return g->vma_stored ? -1 : 0;
}
