#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/lib.sh
#
# Hostile and broken input: the cases that are marked for it; 'make torture' tries
# all of them.
. "$(dirname "$0")/../lib/lib.sh"

# shellcheck disable=SC2154 # top and build are set by lib.sh
PFN_BUILD=$build exec "$top/tests/torture/run" --smoke -j 2
