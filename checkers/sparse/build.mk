# SPDX-License-Identifier: GPL-2.0-only
#
# pfncheck-sparse, on libsparse: the newest source package of the archive, fetched
# and built once under the cache.

SPARSE := $(CACHE)/libsparse
SPARSE_LIB := $(SPARSE)/src/libsparse.a
SPARSE_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard checkers/sparse/*.c))

$(SPARSE_LIB): | $(DEPS)
	@echo "fetching the source of sparse, for libsparse.a"
	@checkers/sparse/fetch-sparse $(SPARSE)

# Its headers are not as clean as ours: no warnings from there, and its list
# macros take the address of a member of NULL.  Another libsparse has other
# structures.
$(SPARSE_OBJ): $(B)/%.o: %.c $(SPARSE_LIB)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(if $(SAN),-fno-sanitize=null) \
		-isystem $(SPARSE)/src -c -o $@ $<

# Include paths out of the kernel's Makefiles are asked for by both checkers.
SPARSE_SHARED := $(B)/checkers/clang/makefile.o

$(B)/pfncheck-sparse: $(SPARSE_OBJ) $(SPARSE_SHARED) $(B)/libpfn.a $(SPARSE_LIB)
	$(Q)$(CC) $(SANFLAGS) -o $@ $(SPARSE_OBJ) $(SPARSE_SHARED) \
		$(B)/libpfn.a $(SPARSE_LIB) $(GLIB_LIBS) -lm

all: $(B)/pfncheck-sparse
