/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The model kernel's interface, all of it. Every header of testdata/include/
 * forwards here, so a fixture may include whichever the kernel would.
 */
#ifndef MODEL_MM_H
#define MODEL_MM_H

#include <model/base.h>
#include <model/vma.h>
#include <model/vmatest.h>
#include <model/entry.h>
#include <model/page.h>
#include <model/walk.h>
#include <model/lookup.h>
#include <model/map.h>

#endif
