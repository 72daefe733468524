# SPDX-License-Identifier: GPL-2.0-only
#
# The model kernel: one library for each kernel spelling and architecture, the
# programs that compare runs and make mutants, and 'make model', which prints
# the effect of every rewrite. testdata/include/ shadows <linux/...>, so the
# model is compiled apart from everything else.
#
# A configuration is KERNEL-SPECIAL-HUGE: has the pte a special bit, have the
# leaves above it one. 6.1 has no huge PFN mappings.

MODEL_CONFIGS := 601-0-0 601-1-0 612-0-0 612-1-0 612-1-1 700-0-0 700-1-0 700-1-1
MODEL_PARTS := state tables normal walk lookup gup effects mapping run
MODEL_CFLAGS := -std=gnu11 -O1 -g -Wall -Wextra -Itestdata/include -Itestdata/model
MODEL_LIBS := $(MODEL_CONFIGS:%=$(B)/model/%/libmodel.a)
MODEL_TOOLS := $(B)/model/compare $(B)/model/mutate

# 612-1-0 as the three definitions that model/base.h asks for.
model-macros = $(join -DMODEL_KERNEL= -DMODEL_PTE_SPECIAL= -DMODEL_HUGE_PFNMAP=,\
	$(subst -, ,$(1)))

define model-config
$(B)/model/$(1)/libmodel.a: $(MODEL_PARTS:%=$(B)/model/$(1)/%.o)
	$$(Q)rm -f $$@ && ar rcs $$@ $$^

$(B)/model/$(1)/%.o: testdata/model/%.c | $$(DEPS)
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(MODEL_CFLAGS) $$(if $$(WERROR)$$(CI),-Werror) -MMD -MP \
		$(call model-macros,$(1)) -c -o $$@ $$<
endef
# What the kernel's documentation states, asked of the model; t-model.sh runs it.
MODEL_INVARIANTS := $(MODEL_CONFIGS:%=$(B)/model/%/invariants)
$(MODEL_INVARIANTS): %/invariants: %/invariants.o %/libmodel.a
	$(Q)$(CC) -o $@ $^

$(foreach c,$(MODEL_CONFIGS),$(eval $(call model-config,$(c))))

$(MODEL_TOOLS): $(B)/model/%: testdata/model/%.c | $(DEPS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -o $@ $< $(GLIB_LIBS)

model-build: $(MODEL_LIBS) $(MODEL_TOOLS) $(MODEL_INVARIANTS)

# One line a function: rule, fixture, function, effect, states, smallest state.
model: model-build
	@PFN_BUILD=$(abspath $(B)) tests/lib/model-table

.PHONY: model model-build
.SECONDARY: $(foreach c,$(MODEL_CONFIGS),$(patsubst %,$(B)/model/$(c)/%.o,$(MODEL_PARTS) invariants))
