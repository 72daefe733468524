# SPDX-License-Identifier: GPL-2.0-only
#
# Other architectures, with clang and lld of the version that libclang has; um,
# which has no special bit, is built by the machine's own compiler.  A machine
# that cannot prepare one gets a file that says why; tests then skip that
# architecture by name.
ARCHES := arm64 riscv s390 um
toolchain = $(if $(filter um,$(1)),,LLVM=$(LLVM_DIR)/bin/)
KCONFIG_ARCH := VIRTUALIZATION KVM PCI TRANSPARENT_HUGEPAGE KSM USERFAULTFD
LLVM_NUMBER = $(LLVM_DIR:/usr/lib/llvm-%=%)

define prepare-arch
$(CACHE)/build-%-$(1)/prepared: tests/kernels/other.mk | $(CACHE)/linux-source-%/Makefile $(DEPS)
	-$$(call install-missing,$$(LLVM_NUMBER:%=clang-%) $$(LLVM_NUMBER:%=lld-%) $$(LLVM_NUMBER:%=llvm-%))
	@echo "preparing: linux $$* for $(1)"
	@rm -rf $$(@D) && mkdir -p $$(@D)
	@mk="$$(MAKE) -s -C $$(CACHE)/linux-source-$$* O=$$(abspath $$(@D)) ARCH=$(1) $$(call toolchain,$(1))"; \
	{ $$$$mk defconfig && \
	  $$(CACHE)/linux-source-$$*/scripts/config --file $$(@D)/.config \
		$$(KCONFIG_ARCH:%=-e %) && \
	  $$$$mk olddefconfig && $$$$mk -j$$(J) prepare modules_prepare; } \
	>$$(CACHE)/prepare-$$*-$(1).log 2>&1 </dev/null && s=yes || s=no; \
	[ $$$$s = yes ] || echo "not prepared: linux $$* for $(1), see $$(CACHE)/prepare-$$*-$(1).log"; \
	echo $$$$s >$$@
endef
$(foreach arch,$(ARCHES),$(eval $(call prepare-arch,$(arch))))

kernels: $(ARCHES:%=$(CACHE)/build-$(firstword $(KERNELS_OWN))-%/prepared)
