# SPDX-License-Identifier: GPL-2.0-only
#
# make torture: hostile and broken input, every case; tests/shell/t-torture.sh runs
# some of them with 'make check'.  TORTURE='part of a name' picks.
torture: all
	@PFN_BUILD=$(abspath $(B)) tests/torture/run -j $(J) $(TORTURE)

.PHONY: torture
