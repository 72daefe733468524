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

$(CACHE)/linux-source-%/Makefile: | $(CACHE) $(DEPS)
	@tests/kernels/unpack-kernel $(CACHE) $*

# Else make takes it for a step on the way to a build and removes it again.
.PRECIOUS: $(CACHE)/linux-source-%/Makefile $(CACHE)/linux-own-%/Makefile

$(CACHE):
	@mkdir -p $@

# Prepared for clang and sparse, as the manual says: the flags of any file of the
# tree then stand in scripts/mod/.empty.o.cmd of the build folder.  Anew when what
# chooses the options is.
PREPARED_BY := tests/kernels/build.mk $(wildcard src/cmd/*prepare*.c src/tree/k*.c)
$(CACHE)/build-%-x86_64/scripts/mod/.empty.o.cmd: $(PREPARED_BY) | $(CACHE)/linux-source-%/Makefile $(DEPS) $(B)/pfncheck
	@echo "preparing: linux $* for x86_64"
	@$(B)/pfncheck prepare -j $(J) -C $(CACHE)/linux-source-$* --arch=x86_64 \
		-o $(CACHE)/build-$*-x86_64 >$(CACHE)/prepare-$*.log 2>&1 </dev/null || \
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
