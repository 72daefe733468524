# SPDX-License-Identifier: GPL-2.0-only
#
# The pages of the rules, with their examples, where 'pfncheck explain' looks.

PAGES := $(patsubst doc/rules/%.md,$(B)/rules/%.md,$(wildcard doc/rules/*.md))

# A page names the fixtures that it quotes; any of them may have changed.
$(B)/rules/%.md: doc/rules/%.md doc/build-pages $(wildcard testdata/*/*.c)
	@mkdir -p $(@D)
	$(Q)LC_ALL=C doc/build-pages $< > $@.tmp && mv $@.tmp $@

all: $(PAGES)
