# SPDX-License-Identifier: GPL-2.0-only
#
# The distribution's kernel sources, unpacked once, and builds of them that
# are prepared (configured, generated headers made) but not compiled.  The
# sources are never written to: every build goes to a folder of its own.

# Newest first: those whose reads were labelled; and the one that is prepared for
# other architectures and changed by the tests of a series, with what is before it.
KERNELS := $(shell ls tests/labels/lines-*.tsv 2>/dev/null | \
	sed 's/.*lines-//; s/\.tsv$$//' | sort -Vr)
KERNELS_OWN := 6.12 6.1
kernel-src = $(CACHE)/linux-source-$(1)
kernel-build = $(CACHE)/build-$(1)-$(2)

# Options that bring the files with reads into an x86_64 defconfig.
KCONFIG_EXTRA := KVM KVM_INTEL KVM_AMD VFIO VFIO_PCI VFIO_IOMMU_TYPE1 ACRN_GUEST \
	ACRN_HSM HYPERVISOR_GUEST DRM DRM_I915 DRM_I915_USERPTR DRM_AMDGPU HSA_AMD \
	HSA_AMD_SVM VHOST_MENU VHOST_VDPA VDPA HMM_MIRROR USERFAULTFD DEVICE_PRIVATE \
	ZONE_DEVICE MEMORY_HOTPLUG MEMORY_HOTREMOVE KSM TRANSPARENT_HUGEPAGE NUMA_BALANCING \
	EXPERT CHECKPOINT_RESTORE MEM_SOFT_DIRTY LRU_GEN LRU_GEN_ENABLED IDLE_PAGE_TRACKING DAMON DAMON_VADDR \
	DAMON_PADDR PTDUMP_DEBUGFS DEBUG_FS XEN XEN_PV XEN_GNTDEV XEN_PRIVCMD FUSE_FS \
	FUSE_DAX VIRTIO_FS FS_DAX DAX X86_SGX X86_SGX_KVM MEMORY_FAILURE CRAMFS CRAMFS_MTD \
	MTD PROC_VMCORE CRASH_DUMP DEVMEM STAGING VIRT_DRIVERS CRYPTO_SHA256 X86_X2APIC

$(CACHE)/linux-source-%/Makefile: | $(CACHE) $(DEPS)
	@tests/kernels/unpack-kernel $(CACHE) $*

# Else make takes it for a step on the way to a build and removes it again.
.PRECIOUS: $(CACHE)/linux-source-%/Makefile $(CACHE)/linux-own-%/Makefile

$(CACHE):
	@mkdir -p $@

# Prepared for clang and sparse: the flags of any file of the tree then stand
# in scripts/mod/.empty.o.cmd of the build folder.
$(CACHE)/build-%-x86_64/scripts/mod/.empty.o.cmd: tests/kernels/build.mk | $(CACHE)/linux-source-%/Makefile $(DEPS)
	@echo "preparing: linux $* for x86_64"
	@rm -rf $(CACHE)/build-$*-x86_64
	@mk="$(MAKE) -s -C $(CACHE)/linux-source-$* O=$(abspath $(CACHE))/build-$*-x86_64"; \
	{ $$mk defconfig && \
	  $(CACHE)/linux-source-$*/scripts/config \
		--file $(CACHE)/build-$*-x86_64/.config \
		$(KCONFIG_EXTRA:%=-e %) && \
	  $$mk olddefconfig && $$mk -j$(J) prepare modules_prepare; } \
	>$(CACHE)/prepare-$*.log 2>&1 </dev/null || \
	{ tail -n 20 $(CACHE)/prepare-$*.log; exit 2; }

# A second tree of links, which t-series.sh may change.
$(CACHE)/linux-own-%/Makefile: | $(CACHE)/linux-source-%/Makefile
	@rsync -a --link-dest=$(abspath $(CACHE))/linux-source-$*/ \
		$(CACHE)/linux-source-$*/ $(@D)/

# What was labelled by hand, with the line numbers of the tree that is here.
$(CACHE)/labels/%.moved: tests/kernels/move-labels $(wildcard tests/labels/*.tsv) | $(CACHE)/linux-source-%/Makefile
	@tests/kernels/move-labels $(CACHE)/linux-source-$* tests/labels $* $(@D)
	@touch $@

.PHONY: kernels
kernels: $(KERNELS:%=$(CACHE)/build-%-x86_64/scripts/mod/.empty.o.cmd) \
	$(KERNELS:%=$(CACHE)/labels/%.moved) $(KERNELS_OWN:%=$(CACHE)/linux-own-%/Makefile)
