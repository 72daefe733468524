# SPDX-License-Identifier: GPL-2.0-only
#
# The semantic patches, beside the program as users run them: scripts, the package
# that they import, and what that knows of the kernel API and of the rules.

COCCI_DIR := $(B)/semantic-patches
COCCI_OUT := $(patsubst semantic-patches/%,$(COCCI_DIR)/%,$(wildcard \
	semantic-patches/*.cocci semantic-patches/*.h semantic-patches/pfnmap/*.py)) \
	$(COCCI_DIR)/pfnmap/tables.json
# cow-warn is an instrumentation patch with a mode of its own, and pfnmap.cocci is
# all others at once: neither belongs into a kernel's scripts/coccinelle.
COCCI_INSTALLED := $(filter-out %/cow-warn.cocci %/pfnmap.cocci,$(filter %.cocci,$(COCCI_OUT)))
COCCI_PACKAGE := $(filter $(COCCI_DIR)/pfnmap/%,$(COCCI_OUT))

$(COCCI_DIR)/pfnmap/tables.json: semantic-patches/tables \
		$(addprefix src/ground/,kapi.def rules.def judgement.def)
	@mkdir -p $(@D)
	$(Q)$^ >$@.tmp && mv $@.tmp $@

$(COCCI_DIR)/%: semantic-patches/%
	@mkdir -p $(@D)
	$(Q)cp $< $@

all: $(COCCI_OUT)

# Puts them into a folder for one tree (semantic-patches/instantiate.c).
INSTANTIATE := $(B)/instantiate

$(B)/semantic-patches-bin/instantiate.o: semantic-patches/instantiate.c | $(DEPS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(INSTANTIATE): $(B)/semantic-patches-bin/instantiate.o $(filter-out %/main.o,$(DRIVER_OBJ)) $(B)/libpfn.a
	$(Q)$(CC) $(SANFLAGS) -o $@ $^ $(DRIVER_LIBS)

all: $(INSTANTIATE)

# put-scripts FOLDER,SCRIPTS: all that the scripts need, for the tree KERNEL
put-scripts = mkdir -p $(1)/pfnmap && cp $(COCCI_DIR)/macros.h $(1) && \
	cp $(COCCI_PACKAGE) $(1)/pfnmap && \
	$(INSTANTIATE) $(KERNEL) $(1) $(1)/macros.h $(2)

# make coccicheck KERNEL=TREE MODE=report|org|context|patch [M=FOLDER] [SCRIPTS=NAME...]
#
# The kernel's own scripts/coccicheck with our files, one folder after the other
# if M names several.  SPFLAGS="-D opt_in": patch mode emits what changes more than
# copy-on-write, too.
MODE ?= report
SCRIPTS ?= $(patsubst $(COCCI_DIR)/%.cocci,%,$(COCCI_INSTALLED))
coccicheck-dir = $(abspath $(B))/coccicheck

coccicheck: $(COCCI_OUT) $(INSTANTIATE)
	@test -f $(KERNEL)/scripts/coccicheck || \
		{ echo "coccicheck: no kernel tree at '$(KERNEL)': give KERNEL=/path" >&2; exit 2; }
	@rm -rf $(coccicheck-dir)
	@$(call put-scripts,$(coccicheck-dir),$(SCRIPTS:%=$(COCCI_DIR)/%.cocci))
	@n=0; for s in $(SCRIPTS); do for m in $(or $(M),all); do \
		n=$$((n + 1)); [ $$m != all ] && m=M=$$m || m=; \
		$(MAKE) -s -C $(KERNEL) coccicheck MODE=$(MODE) $$m \
			COCCI=$(coccicheck-dir)/$$s.cocci J=$(J) \
			SPFLAGS="$$(grep -q "^virtual opt_in" $(COCCI_DIR)/$$s.cocci && echo "$(SPFLAGS)")" \
			DEBUG_FILE=$(coccicheck-dir)/$$s.$$n.err || exit 2; \
		done; done

# make install-coccinelle KERNEL=TREE: where the tree's own 'make coccicheck' finds
# them.
installed = $(abspath $(KERNEL))/scripts/coccinelle/pfnmap

install-coccinelle: $(COCCI_OUT) $(INSTANTIATE)
	@test -d $(KERNEL)/scripts/coccinelle || \
		{ echo "install-coccinelle: no kernel tree at '$(KERNEL)': give KERNEL=/path" >&2; exit 2; }
	@$(call put-scripts,$(installed),$(COCCI_INSTALLED))
	@echo "installed: $(words $(COCCI_INSTALLED)) semantic patches in $(installed)"

.PHONY: coccicheck install-coccinelle

# make compare-coccicheck [MODES="report org context patch"]: every mode over the
# whole of both kernels; report is what 'pfncheck scan --engine=cocci' says,
# finding for finding (about ten minutes of both processors a kernel).
compare-coccicheck: all kernels
	@for v in $(KERNELS_OWN); do echo "linux $$v:" && \
		MODES="$(MODES)" tests/kernels/compare-coccicheck $(B) $(CACHE) $$v || exit 1; done

# make compile-patches: what patch mode emits for them, the opt-in rewrites too,
# applies, and what an x86_64 build has of it compiles with W=1 as before.
compile-patches: all kernels
	@for v in $(KERNELS_OWN); do tests/kernels/compile-patches $(B) $(CACHE) $$v || exit 1; done

.PHONY: compare-coccicheck compile-patches
