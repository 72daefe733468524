# SPDX-License-Identifier: GPL-2.0-only
#
# The semantic patches as users run them: each rule standing alone, and all of
# them in pfnmap.cocci, made from semantic-patches/ (assemble says why).

COCCI_SRC := $(sort $(wildcard semantic-patches/*.cocci))
COCCI_PARTS := $(wildcard semantic-patches/parts/*) semantic-patches/assemble
COCCI_DIR := $(B)/semantic-patches
COCCI_OUT := $(COCCI_SRC:semantic-patches/%=$(COCCI_DIR)/%) \
	$(COCCI_DIR)/pfnmap.cocci $(COCCI_DIR)/macros.h

$(COCCI_DIR)/pfnmap.cocci: $(COCCI_SRC) $(COCCI_PARTS)
	@mkdir -p $(@D)
	$(Q)semantic-patches/assemble --all $(COCCI_SRC) >$@.tmp && mv $@.tmp $@

$(COCCI_DIR)/macros.h: semantic-patches/macros.h
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(COCCI_DIR)/%.cocci: semantic-patches/%.cocci $(COCCI_PARTS)
	@mkdir -p $(@D)
	$(Q)semantic-patches/assemble $< >$@.tmp && mv $@.tmp $@

all: $(COCCI_OUT)
