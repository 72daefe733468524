# SPDX-License-Identifier: GPL-2.0-only
#
# make install / uninstall, and the help text.

share = $(DESTDIR)$(PREFIX)/share/pfncheck
man1 = $(DESTDIR)$(PREFIX)/share/man/man1
completions = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
PROGRAMS = $(wildcard $(B)/pfncheck $(B)/pfncheck-clang $(B)/pfncheck-sparse)

install: all
	@install -d $(DESTDIR)$(PREFIX)/bin $(share)/semantic-patches $(share)/rules
	@install -m 755 $(PROGRAMS) $(DESTDIR)$(PREFIX)/bin
	@install -m 644 $(B)/semantic-patches/* $(share)/semantic-patches
	@install -m 644 $(PAGES) $(share)/rules
	@install -d $(man1) $(completions)
	@install -m 644 doc/pfncheck.1 $(man1)
	@install -m 644 doc/pfncheck.bash $(completions)/pfncheck

uninstall:
	@rm -f $(addprefix $(DESTDIR)$(PREFIX)/bin/,pfncheck pfncheck-clang pfncheck-sparse)
	@rm -f $(man1)/pfncheck.1 $(completions)/pfncheck
	@rm -rf $(share)

help:
	@echo 'make scan              scan a kernel: KERNEL=/path, or the distribution'"'"'s own'
	@echo 'make check             run every test; SAN=1: with address and undefined sanitizers'
	@echo 'make all               build/pfncheck, build/pfncheck-clang, build/pfncheck-sparse'
	@echo 'make coccicheck        the kernel'"'"'s own coccicheck with our files: KERNEL=, MODE=, M='
	@echo 'make compare-coccicheck   both kernels whole, all modes: it reports what pfncheck does'
	@echo 'make compile-patches   what patch mode makes of both kernels applies and compiles'
	@echo 'make install-coccinelle   put them into the tree KERNEL='
	@echo 'make bench             time and memory, as ratios within one run'
	@echo 'make install           DESTDIR, PREFIX; make uninstall takes it away again'
	@echo 'make lint              headers alone, shell scripts, the rule table'
	@echo 'make kernels           unpack and prepare the kernels that the tests read'
	@echo 'make clean             remove build folders'

.PHONY: install uninstall help
