/* SPDX-License-Identifier: GPL-2.0-only */
/* Forwards to the model kernel. */
#include <model/mm.h>
