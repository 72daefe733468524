# SPDX-License-Identifier: GPL-2.0-only
#
# Each kernel as a repository of one commit, without a work tree.  Its index
# knows the files by size and time, so that it is right for a copy of hard links.

$(CACHE)/linux-git-%/index: tests/kernels/import-tree | $(CACHE)/linux-source-%/Makefile $(DEPS)
	@echo "importing: linux $* into git"
	@rm -rf $(@D)
	@git="git --git-dir=$(@D)"; \
	git init -q --bare -b main $(@D) && \
	$$git config core.bare false && $$git config core.compression 0 && \
	$$git config core.checkStat minimal && \
	$$git config core.trustctime false && \
	tests/kernels/import-tree $(CACHE)/linux-source-$* | \
		$$git fast-import --quiet --depth=0 && \
	$$git --work-tree=$(CACHE)/linux-source-$* reset -q

kernels: $(KERNELS_OWN:%=$(CACHE)/linux-git-%/index)
