# SPDX-License-Identifier: GPL-2.0-only
#
# What a machine needs beside make: installed once, said in one line.
# DEPS is an order-only prerequisite of everything that is compiled.

DEPS_BUILD := gcc libc6-dev pkg-config libglib2.0-dev libjson-glib-dev \
	libsqlite3-dev coccinelle xz-utils git perl python3 dpkg-dev \
	patch diffutils ca-certificates
# What prepares a kernel tree, so that clang and sparse can parse its files.
DEPS_KERNEL := flex bison bc libelf-dev libssl-dev rsync cpio
# What only the tests run.
DEPS_TEST := clang mandoc shellcheck jq valgrind sparse chromium

DEPS := $(CACHE)/deps-build
DEPS_CHECK := $(CACHE)/deps-check

# $(call install-missing,packages): nothing is said where nothing is missing.
define install-missing
@missing=$$(for p in $(1); do \
	dpkg-query -W -f='$${db:Status-Status}\n' "$$p" 2>/dev/null | \
	grep -qx installed || echo "$$p"; done); \
if [ -n "$$missing" ]; then \
	echo "installing:" $$missing; \
	log=$$(mktemp); \
	{ apt-get update && DEBIAN_FRONTEND=noninteractive \
	  apt-get install -y --no-install-recommends $$missing; } \
	  >"$$log" 2>&1 || { cat "$$log"; rm -f "$$log"; exit 2; }; \
	rm -f "$$log"; \
fi
endef

# The newest libclang that is packaged, 14 or later.
newest-libclang = $(shell apt-cache search --names-only '^libclang-[0-9]+-dev$$' \
	2>/dev/null | sed 's/ .*//' | sort -t- -k2 -n | tail -n 1)

$(DEPS): tests/deps.mk
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

$(DEPS_CHECK): tests/deps.mk $(DEPS)
	$(call install-missing,$(DEPS_TEST))
	@touch $@
