# SPDX-License-Identifier: GPL-2.0-only
#
# make scan: a tree that is named, or the newest kernel that kernels.mk knows.
# Prerequisites are expanded where they stand, so this is read after kernels.mk.
KERNEL ?= $(CACHE)/linux-source-$(firstword $(KERNELS))
SCAN_PREPARED := $(if $(filter command environment,$(origin KERNEL)),,$(call kernel-build,$(firstword $(KERNELS)),x86_64))

scan: all $(if $(SCAN_PREPARED),$(KERNEL)/Makefile $(SCAN_PREPARED)/scripts/mod/.empty.o.cmd)
	@mkdir -p $(CACHE)
	@s=0; $(B)/pfncheck scan -C $(KERNEL) \
		$(SCAN_PREPARED:%=--build-dir=%) -j $(J) || s=$$?; \
	[ $$s != 2 ] || exit 2; \
	$(B)/pfncheck scan -q -C $(KERNEL) $(SCAN_PREPARED:%=--build-dir=%) \
		-j $(J) --level=note --format=json -o $(CACHE)/scan.json || [ $$? != 2 ]
	@echo "all findings, notes too: $(CACHE)/scan.json"

.PHONY: scan
