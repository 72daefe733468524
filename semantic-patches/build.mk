# SPDX-License-Identifier: GPL-2.0-only
#
# The semantic patches as users run them: each rule standing alone, and all of
# them in pfnmap.cocci, made from semantic-patches/ (assemble says why).

# cow-warn is not a check but an instrumentation patch, with a mode of its own, so
# neither pfnmap.cocci nor a kernel's scripts/coccinelle holds it.
COW_WARN := semantic-patches/cow-warn.cocci
COCCI_SRC := $(filter-out $(COW_WARN),$(sort $(wildcard semantic-patches/*.cocci)))
COCCI_PARTS := $(wildcard semantic-patches/parts/*) semantic-patches/assemble
COCCI_DIR := $(B)/semantic-patches
COCCI_OUT := $(COCCI_SRC:semantic-patches/%=$(COCCI_DIR)/%) \
	$(COCCI_DIR)/cow-warn.cocci $(COCCI_DIR)/pfnmap.cocci \
	$(COCCI_DIR)/pfnmap-calls.cocci $(COCCI_DIR)/macros.h

# The rules that judge calls and do not ask for a flag in the file.
COCCI_CALLS := $(sort $(shell grep -L parts/reads.cocci $(COCCI_SRC)))

$(COCCI_DIR)/pfnmap.cocci: $(COCCI_SRC) $(COCCI_PARTS)
	@mkdir -p $(@D)
	$(Q)semantic-patches/assemble --all $(COCCI_SRC) >$@.tmp && mv $@.tmp $@

$(COCCI_DIR)/pfnmap-calls.cocci: $(COCCI_CALLS) $(COCCI_PARTS)
	@mkdir -p $(@D)
	$(Q)semantic-patches/assemble --all $(COCCI_CALLS) >$@.tmp && mv $@.tmp $@

$(COCCI_DIR)/macros.h: semantic-patches/macros.h
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(COCCI_DIR)/%.cocci: semantic-patches/%.cocci $(COCCI_PARTS)
	@mkdir -p $(@D)
	$(Q)semantic-patches/assemble $< >$@.tmp && mv $@.tmp $@

all: $(COCCI_OUT)

# Puts the carriers of one tree into the scripts (semantic-patches/instantiate.c).
INSTANTIATE := $(B)/instantiate

$(B)/semantic-patches-bin/instantiate.o: semantic-patches/instantiate.c | $(DEPS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(INSTANTIATE): $(B)/semantic-patches-bin/instantiate.o $(filter-out %/main.o,$(DRIVER_OBJ)) $(B)/libpfn.a
	$(Q)$(CC) $(SANFLAGS) -o $@ $^ $(DRIVER_LIBS)

all: $(INSTANTIATE)

# make coccicheck KERNEL=TREE MODE=report|org|context|patch [M=FOLDER] [RULES=SLUG...]
#
# The kernel's own scripts/coccicheck with our files, one folder after the other
# if M names several.  Where no rule of a script applies in a mode, spatch exits
# with 255 and coccicheck stops; so every script says something in every mode:
# without a rewrite, patch mode names the places (parts/advise.cocci).  Here it is
# asked of the scripts that have one, and what a user has to ask for is left out
# unless RULES names it.
MODE ?= report
OPT_IN := gup-gate policy private-pfnmap
coccicheck-dir = $(abspath $(B))/coccicheck
with-patch = $(filter-out $(OPT_IN),$(patsubst semantic-patches/%.cocci,%,$(shell \
	grep -L 'parts/advise.cocci' $(COCCI_SRC))))
coccicheck-scripts = $(or $(RULES),$(if $(filter patch,$(MODE)),$(with-patch),pfnmap))

coccicheck: $(COCCI_OUT) $(INSTANTIATE)
	@test -f $(KERNEL)/scripts/coccicheck || \
		{ echo "coccicheck: no kernel tree at '$(KERNEL)': give KERNEL=/path" >&2; exit 2; }
	@rm -rf $(coccicheck-dir) && mkdir -p $(coccicheck-dir)
	@cp $(COCCI_DIR)/macros.h $(coccicheck-dir)
	@$(INSTANTIATE) $(KERNEL) $(coccicheck-dir) $(coccicheck-dir)/macros.h \
		$(coccicheck-scripts:%=$(COCCI_DIR)/%.cocci)
	@n=0; for s in $(coccicheck-scripts); do for m in $(or $(M),all); do \
		n=$$((n + 1)); [ $$m != all ] && m=M=$$m || m=; \
		$(MAKE) -s -C $(KERNEL) coccicheck MODE=$(MODE) $$m \
			COCCI=$(coccicheck-dir)/$$s.cocci J=$(J) \
			DEBUG_FILE=$(coccicheck-dir)/$$s.$$n.err || exit 2; \
		done; done

# make install-coccinelle KERNEL=TREE: the single scripts, with that tree's
# carriers, where the tree's own 'make coccicheck' finds them.
installed = $(abspath $(KERNEL))/scripts/coccinelle/pfnmap

install-coccinelle: $(COCCI_OUT) $(INSTANTIATE)
	@test -d $(KERNEL)/scripts/coccinelle || \
		{ echo "install-coccinelle: no kernel tree at '$(KERNEL)': give KERNEL=/path" >&2; exit 2; }
	@mkdir -p $(installed)
	@cp $(COCCI_DIR)/macros.h $(installed)
	@$(INSTANTIATE) $(KERNEL) $(installed) $(installed)/macros.h \
		$(COCCI_SRC:semantic-patches/%=$(COCCI_DIR)/%)
	@echo "installed: $(words $(COCCI_SRC)) semantic patches in $(installed)"

.PHONY: coccicheck install-coccinelle

# make compare-coccicheck [MODES="report org context patch"]: every mode over the
# whole of both kernels; report is what 'pfncheck scan --engine=cocci' says,
# finding for finding (about ten minutes of both processors a kernel).
compare-coccicheck: all kernels
	@for v in $(KERNELS); do echo "linux $$v:" && \
		MODES="$(MODES)" tests/kernels/compare-coccicheck $(B) $(CACHE) $$v || exit 1; done

# make compile-patches: what patch mode emits for them, the opt-in rewrites too,
# applies, and what an x86_64 build has of it compiles with W=1 as before.
compile-patches: all kernels
	@for v in $(KERNELS); do tests/kernels/compile-patches $(B) $(CACHE) $$v || exit 1; done

.PHONY: compare-coccicheck compile-patches
