# SPDX-License-Identifier: GPL-2.0-only
#
# pfncheck-clang, on the newest libclang that is installed; and once more on
# the oldest one that is supported, for the tests.

LLVM_DIR = $(shell ls -d /usr/lib/llvm-*/include/clang-c 2>/dev/null | \
	sort -V | tail -n 1 | sed 's|/include/clang-c$$||')
LLVM_OLDEST := /usr/lib/llvm-14
CLANG_SRC := $(wildcard checkers/clang/*.c)

# $(call clang-checker,folder of the objects,program,llvm)
define clang-checker
$(1)/%.o: checkers/clang/%.c | $$(DEPS)
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(ALL_CFLAGS) -I$(3)/include -c -o $$@ $$<

$(2): $(CLANG_SRC:checkers/clang/%.c=$(1)/%.o) $$(B)/libpfn.a
	$$(Q)$$(CC) $$(SANFLAGS) -o $$@ $$^ -L$(3)/lib -Wl,-rpath,$(3)/lib \
		-lclang $$(GLIB_LIBS)
endef
$(eval $(call clang-checker,$(B)/checkers/clang,$(B)/pfncheck-clang,$$(LLVM_DIR)))
$(eval $(call clang-checker,$(B)/libclang-14,$(B)/libclang-14/pfncheck-clang,$(LLVM_OLDEST)))
-include $(wildcard $(B)/libclang-14/*.d)

all: $(B)/pfncheck-clang

# Where the distribution has no libclang 14, its test is skipped by name.
clang-oldest: all $(DEPS_CHECK)
	$(call install-missing,$(shell apt-cache search --names-only \
		'^libclang-14-dev$$' 2>/dev/null | sed 's/ .*//'))
	@[ ! -d $(LLVM_OLDEST)/include/clang-c ] || \
		$(MAKE) -s $(B)/libclang-14/pfncheck-clang

.PHONY: clang-oldest
