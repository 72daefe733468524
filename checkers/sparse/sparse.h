/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sparse.h - libsparse for this checker, in the one order that compiles
 * beside GLib.  Files that need src/ground/source.h cannot include it: both have a
 * struct token.  libsparse never says 'const', so neither do parameters here
 * that are handed on to it.
 */
#ifndef PFN_SPARSE_H
#define PFN_SPARSE_H

#include "ground/base.h"

#include <lib.h>
#include <allocate.h>
#include <token.h>
#include <parse.h>
#include <symbol.h>
#include <scope.h>
#include <expression.h>
#include <evaluate.h>
#include <expand.h>
#include <flowgraph.h>
#include <linearize.h>

#endif
