# SPDX-License-Identifier: GPL-2.0-only
#
# make check: every test there is.  A test is a file tests/shell/t-*.sh or a
# program made of tests/unit/u-*.c; there is no list to extend.

T ?= $(sort $(wildcard tests/shell/t-*.sh))

# Set CI or WERROR to make warnings errors; the tests of a sanitizer build
# (make check SAN=1) are the same.
check: ready
	@PFN_BUILD=$(abspath $(B)) PFN_CACHE=$(abspath $(CACHE)) J=$(J) \
	ASAN_OPTIONS=detect_leaks=0 tests/run $(UNIT) $(T)

# Most of what a run needs is made by one process that unpacks or waits, for a disk
# or the archive: side by side, and one more than there are processors.
ready: $(DEPS)
	@$(MAKE) --no-print-directory -j$$(($(J) + 1)) $(SPARSE_LIB) kernels \
		$(DEPS_CHECK) all model-build $(UNIT) $(FUZZ) clang-oldest

bench: all kernels
	$(call install-missing,time $(LLVM_NUMBER:%=clang-%) sparse jq valgrind)
	@tests/bench/scan $(B) $(CACHE) $(LLVM_DIR) $(KERNELS)
	@tests/bench/hook $(B) $(CACHE)
	@tests/bench/valgrind $(B) $(CACHE)

# Every header alone, and with both compilers.
check-headers: $(DEPS)
	@for h in src/*/*.h; do for cc in $(CC) $(shell command -v clang); do \
		$$cc $(filter-out -MMD -MP,$(ALL_CFLAGS)) -Werror -fsyntax-only \
			-include src/ground/base.h -x c $$h || exit 1; done; done

lint: check-headers $(DEPS_CHECK)
	@shellcheck -S warning -x -P tests/lib tests/shell/*.sh tests/lib/*.sh \
		tests/new-rule tests/bench/* tests/kernels/unpack-kernel tests/kernels/newest-kernel \
		tests/fetch-package checkers/sparse/fetch-sparse \
		tests/torture/lib.sh doc/pfncheck.bash .ci/run
	@mandoc -Tlint -Wwarning doc/pfncheck.1
	@tests/lint/rules && tests/lint/includes

# clang's analyser, each checker that finds more than it imagines; what it is wrong
# about stands in tests/lint/analyse.known, with the reason.
ANALYSED = $(wildcard src/*/*.c checkers/*/*.c)
analyse: $(DEPS_CHECK)
	@for f in $(ANALYSED); do \
		clang --analyze --analyzer-output text -Xclang \
			-analyzer-checker=core,unix,deadcode,nullability \
			$(filter-out -MMD -MP,$(ALL_CFLAGS)) -Icheckers/sparse -Icheckers/clang \
			-isystem $(SPARSE)/src -I$(LLVM_DIR)/include $$f 2>&1; \
	done | tests/lint/analyse

.PHONY: check ready bench check-headers lint analyse
