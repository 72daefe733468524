# SPDX-License-Identifier: GPL-2.0-only
#
# pfncheck-clang, on the newest libclang that is installed.

LLVM_DIR = $(shell ls -d /usr/lib/llvm-*/include/clang-c 2>/dev/null | \
	sort -V | tail -n 1 | sed 's|/include/clang-c$$||')
CLANG_CFLAGS = -I$(LLVM_DIR)/include
CLANG_LIBS = -L$(LLVM_DIR)/lib -Wl,-rpath,$(LLVM_DIR)/lib -lclang
CLANG_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard checkers/clang/*.c))

$(B)/checkers/clang/%.o: checkers/clang/%.c | $(DEPS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(CLANG_CFLAGS) -c -o $@ $<

$(B)/pfncheck-clang: $(CLANG_OBJ) $(B)/libpfn.a
	$(Q)$(CC) $(SANFLAGS) -o $@ $^ $(CLANG_LIBS) $(GLIB_LIBS)

all: $(B)/pfncheck-clang
