# SPDX-License-Identifier: GPL-2.0-only
#
# make prove: the emitted series on running kernels.  KERNEL_VERSION=7.3 for another
# kernel; SERIES=DIR for patches that are there already.

KERNEL_VERSION ?= 6.12
SERIES ?=
PROVE := $(CACHE)/prove/$(KERNEL_VERSION)
PROVE_SOURCE := $(call kernel-src,$(KERNEL_VERSION))
PROVE_BUILD := $(call kernel-build,$(KERNEL_VERSION),x86_64)
# What builds a kernel is in DEPS_KERNEL.
DEPS_PROVE := qemu-system-x86 util-linux

prove: $(PROVE_SOURCE)/Makefile $(if $(SERIES),,$(PROVE)/series/emitted)
	$(call install-missing,$(DEPS_PROVE))
	@tests/prove/prove --source=$(PROVE_SOURCE) --cache=$(PROVE) --jobs=$(J) \
		$(or $(SERIES),$(PROVE)/series)

# Written anew when a program is. Exit status 1: there was something to write.
$(PROVE)/series/emitted: $(addprefix $(B)/,pfncheck pfncheck-clang pfncheck-sparse) | all $(PROVE_SOURCE)/Makefile $(PROVE_BUILD)/scripts/mod/.empty.o.cmd
	@mkdir -p $(PROVE) && rm -rf $(@D)
	@s=0; $(B)/pfncheck series -q -C $(PROVE_SOURCE) --build-dir=$(PROVE_BUILD) \
		-j $(J) -o $(@D) || s=$$?; [ $$s -le 1 ]
	@touch $@

.PHONY: prove
