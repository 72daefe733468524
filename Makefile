# SPDX-License-Identifier: GPL-2.0-only
#
# pfncheck: 'make scan' and 'make check' are enough on a fresh machine.
# 'make help' lists the rest.

PREFIX ?= /usr/local
DESTDIR ?=
CACHE ?= .cache
J ?= $(shell nproc)
SAN ?=
WERROR ?=
B := build$(if $(SAN),-san)

all:

# What a machine needs beside make: installed once, said in one line.  spatch
# loads the Python library, which its package does not depend on.
# DEPS is an order-only prerequisite of everything that is compiled.

DEPS_BUILD := gcc libc6-dev pkg-config libglib2.0-dev libjson-glib-dev libgmime-3.0-dev \
	libsqlite3-dev coccinelle libpython3-dev xz-utils git perl \
	python3 dpkg-dev \
	patch diffutils ca-certificates
# What prepares a kernel tree, so that clang and sparse can parse its files.
DEPS_KERNEL := flex bison bc libelf-dev libssl-dev rsync cpio
# What only the tests run.
DEPS_TEST := clang tcc mandoc shellcheck jq valgrind sparse chromium git-email \
	libmailtools-perl b4 vim \
	python3-jsonschema python3-rfc3987 \
	$(if $(shell command -v emacs),,emacs-nox)
# The published schema of SARIF 2.1.0, in a package under the MIT licence.
SARIF_PACKAGE := @microsoft/jest-sarif@1.0.0-beta.0
SARIF_SCHEMA := $(CACHE)/sarif-schema.json

DEPS := $(CACHE)/deps-build
DEPS_CHECK := $(CACHE)/deps-check

# $(call install-missing,packages): nothing is said where nothing is missing. One
# at a time, since kernels are prepared side by side.
define install-missing
@mkdir -p $(CACHE) && exec 9>$(CACHE)/.installing && flock 9; \
missing=$$(for p in $(1); do \
	dpkg-query -W -f='$${db:Status-Status}\n' "$$p" 2>/dev/null | \
	grep -qx installed || echo "$$p"; done); \
if [ -n "$$missing" ]; then \
	echo "installing:" $$missing; \
	log=$$(mktemp); \
	get="apt-get install -y --no-install-recommends $$missing"; \
	export DEBIAN_FRONTEND=noninteractive; \
	{ $$get || { apt-get update && $$get; } } \
	  >"$$log" 2>&1 || { cat "$$log"; rm -f "$$log"; exit 2; }; \
	rm -f "$$log"; \
fi
endef

# The newest libclang that is packaged, 14 or later.
newest-libclang = $(shell apt-cache search --names-only '^libclang-[0-9]+-dev$$' \
	2>/dev/null | sed 's/ .*//' | sort -t- -k2 -n | tail -n 1)

# By npm where there is one: Debian's brings four hundred packages, so it is not
# installed for this, and the test that wants the file says that it is skipped.
define fetch-sarif-schema
@if command -v npm >/dev/null && ! [ -s $(SARIF_SCHEMA) ]; then \
	dir=$$(mktemp -d); \
	(cd "$$dir" && npm pack --silent $(SARIF_PACKAGE) && tar -xzf ./*.tgz) \
		>"$$dir/log" 2>&1 && \
	cp "$$dir"/package/lib/schemas/sarif-2.1.0-*.json $(SARIF_SCHEMA) || \
		cat "$$dir/log"; \
	rm -rf "$$dir"; \
fi
endef

$(DEPS): Makefile
	@mkdir -p $(@D)
	$(call install-missing,$(DEPS_BUILD) $(DEPS_KERNEL))
	@apt-cache search --names-only '^libclang-[0-9]+-dev$$' | grep -q . || \
		apt-get update >/dev/null
	@ls -d /usr/lib/llvm-*/include/clang-c >/dev/null 2>&1 || { \
		p=$$(apt-cache search --names-only '^libclang-[0-9]+-dev$$' | \
		sed 's/ .*//' | sort -t- -k2 -n | tail -n 1); \
		echo "installing: $$p"; \
		DEBIAN_FRONTEND=noninteractive apt-get install -y \
			--no-install-recommends "$$p" >/dev/null 2>&1; }
	@touch $@

$(DEPS_CHECK): Makefile $(DEPS)
	$(call install-missing,$(DEPS_TEST))
	$(fetch-sarif-schema)
	@touch $@

CC = gcc
WARN := -Wall -Wextra -Wmissing-prototypes -Wstrict-prototypes -Wvla \
	-Wno-unused-parameter $(if $(WERROR)$(CI),-Werror)
comma := ,
SANFLAGS := $(if $(SAN),-fsanitize=address$(comma)undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
CFLAGS ?= -O2 -g
pc = $(shell pkg-config $(1) $(2) 2>/dev/null)
GLIB_CFLAGS = $(call pc,--cflags,glib-2.0 gio-2.0 json-glib-1.0)
GLIB_LIBS = $(call pc,--libs,glib-2.0 gio-2.0 json-glib-1.0)
GMIME_CFLAGS = $(call pc,--cflags,gmime-3.0)
DRIVER_LIBS = $(GLIB_LIBS) $(call pc,--libs,gmime-3.0 sqlite3)
ALL_CFLAGS = -std=gnu11 $(WARN) $(CFLAGS) $(SANFLAGS) -Isrc $(GLIB_CFLAGS) \
	-DPFN_PREFIX='"$(PREFIX)"' -MMD -MP

# The ground is what the checkers share; it opens no file and starts no process.
GROUND_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard src/ground/*.c))
DRIVER_OBJ := $(patsubst %.c,$(B)/%.o,$(filter-out src/ground/%,$(wildcard src/*/*.c)))

$(B)/src/%.o: src/%.c | $(DEPS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

# The only file that sees GMime.
$(B)/src/review/mail_read.o: ALL_CFLAGS += $(GMIME_CFLAGS)

$(B)/libpfn.a: $(GROUND_OBJ)
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/pfncheck: $(DRIVER_OBJ) $(B)/libpfn.a
	$(Q)$(CC) $(SANFLAGS) -o $@ $^ $(DRIVER_LIBS)

Q := $(if $(V),,@)

all: $(B)/pfncheck

# One fragment a part: the checkers, the semantic patches, the tests.
-include $(sort $(wildcard checkers/*/build.mk semantic-patches/build.mk doc/build.mk))
include testdata/model/build.mk tests/unit/build.mk tests/fuzz/build.mk
include tests/torture/build.mk
include tests/kernels/build.mk tests/kernels/other.mk tests/kernels/repositories.mk
include tests/build.mk tests/prove/build.mk
-include $(wildcard $(B)/*/*.d $(B)/*/*/*.d)

# make scan: a tree that is named, or the newest kernel of the archive's suites.
# $(call scan,tree,options)
define scan
@mkdir -p $(CACHE)
@s=0; $(B)/pfncheck scan -C $(1) $(2) -j $(J) || s=$$?; \
[ $$s != 2 ] || exit 2; \
$(B)/pfncheck scan -q -C $(1) $(2) -j $(J) --level=note --format=json \
	-o $(CACHE)/scan.json || [ $$? != 2 ]
@echo "all findings, notes too: $(CACHE)/scan.json"
endef

ifdef KERNEL
scan: all
	$(call scan,$(KERNEL))
else
scan: all
	@v=$$(tests/kernels/newest-kernel $(CACHE)) && \
	$(MAKE) --no-print-directory scan-$$v
endif

# What the other targets take where none is named.
KERNEL ?= $(CACHE)/linux-source-$(firstword $(KERNELS))

scan-%: all $(CACHE)/linux-source-%/Makefile $(CACHE)/build-%-x86_64/scripts/mod/.empty.o.cmd
	$(call scan,$(CACHE)/linux-source-$*,--build-dir=$(CACHE)/build-$*-x86_64)

.PHONY: scan

# make install / uninstall, and the help text.

share = $(DESTDIR)$(PREFIX)/share/pfncheck
man1 = $(DESTDIR)$(PREFIX)/share/man/man1
completions = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
PROGRAMS = $(wildcard $(B)/pfncheck $(B)/pfncheck-clang $(B)/pfncheck-sparse)

install: all
	@install -d $(DESTDIR)$(PREFIX)/bin $(share)/semantic-patches/pfnmap $(share)/rules
	@install -m 755 $(PROGRAMS) $(DESTDIR)$(PREFIX)/bin
	@install -m 644 $(filter-out $(COCCI_PACKAGE),$(COCCI_OUT)) $(share)/semantic-patches
	@install -m 644 $(COCCI_PACKAGE) $(share)/semantic-patches/pfnmap
	@install -m 644 $(PAGES) $(share)/rules
	@install -d $(man1) $(completions)
	@install -m 644 doc/pfncheck.1 $(man1)
	@install -m 644 doc/pfncheck.bash $(completions)/pfncheck

uninstall:
	@rm -f $(addprefix $(DESTDIR)$(PREFIX)/bin/,pfncheck pfncheck-clang pfncheck-sparse)
	@rm -f $(man1)/pfncheck.1 $(completions)/pfncheck
	@rm -rf $(share)

help:
	@echo 'make scan              scan a kernel: KERNEL=/path, or the newest that the archive has'
	@echo 'make check             run every test; SAN=1: with address and undefined sanitizers'
	@echo 'make prove             boot kernels before and after each patch of the series: KERNEL_VERSION=, SERIES='
	@echo 'make all               build/pfncheck, build/pfncheck-clang, build/pfncheck-sparse'
	@echo 'make coccicheck        the kernel'"'"'s own coccicheck with our files: KERNEL=, MODE=, M=, SCRIPTS='
	@echo 'make compare-coccicheck   both kernels whole, all modes: it reports what pfncheck does'
	@echo 'make compile-patches   what patch mode makes of both kernels applies and compiles'
	@echo 'make install-coccinelle   put them into the tree KERNEL='
	@echo 'make bench             time and memory, as ratios within one run'
	@echo 'make install           DESTDIR, PREFIX; make uninstall takes it away again'
	@echo 'make lint              headers alone, shell scripts, the rule table'
	@echo 'make analyse           a static analyser over our own code'
	@echo 'make torture           hostile and broken input, every case; TORTURE= picks'
	@echo 'make fuzz              each parser for FUZZ_SECONDS=60; fuzz-NAME: until stopped'
	@echo 'make kernels           unpack and prepare the kernels that the tests read'
	@echo 'make clean             remove build folders'

.PHONY: install uninstall help

clean:
	rm -rf build build-san

.PHONY: all clean scan check
.DEFAULT_GOAL := all
