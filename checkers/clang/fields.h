/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fields.h - members of other structs that VMA flags are stored to.
 */
#ifndef CLANG_FIELDS_H
#define CLANG_FIELDS_H

#include "flow.h"

/* Adds those of one function to the unit; true if one is new. */
bool fields_find(struct flow *flow);

#endif
