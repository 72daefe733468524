# SPDX-License-Identifier: GPL-2.0-only
#
# Unit tests: tests/u-NAME.c becomes $(B)/tests/u-NAME, a program that prints
# TAP with --tap.  A new file needs no entry anywhere.

UNIT_SRC := $(wildcard tests/u-*.c)
UNIT := $(UNIT_SRC:tests/%.c=$(B)/tests/%)

# An archive, so that a test links only what it calls and main() stays out.
$(B)/libdriver.a: $(filter-out $(B)/src/cmd/main.o,$(DRIVER_OBJ))
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/tests/%.o: tests/%.c | $(DEPS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(UNIT): $(B)/tests/%: $(B)/tests/%.o $(B)/libdriver.a $(B)/libpfn.a
	$(Q)$(CC) $(SANFLAGS) -o $@ $^ $(GLIB_LIBS) $(call pc,--libs,sqlite3)

unit: $(UNIT)
	@for t in $(UNIT); do $$t --tap -q || exit 1; done

.PHONY: unit
.PRECIOUS: $(B)/tests/%.o

# Fuzz targets, tests/f-NAME.c: replayed by 'make check' through t-fuzz.sh over
# testdata/fuzz/NAME; 'make fuzz-NAME' goes on from there until it is stopped.
FUZZ := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/f-*.c))

$(FUZZ): $(B)/tests/%: $(B)/tests/%.o $(B)/tests/replay.o $(B)/libdriver.a $(B)/libpfn.a
	$(Q)$(CC) $(SANFLAGS) -o $@ $^ $(GLIB_LIBS) $(call pc,--libs,sqlite3)

fuzz-%: $(DEPS_CHECK)
	@mkdir -p $(CACHE)/fuzz/$*
	clang $(filter-out -MMD -MP,$(ALL_CFLAGS)) -fsanitize=fuzzer,address \
		-o $(CACHE)/fuzz/f-$* tests/f-$*.c $(filter-out src/cmd/main.c,$(wildcard src/*/*.c)) \
		$(GLIB_LIBS) $(call pc,--libs,sqlite3)
	$(CACHE)/fuzz/f-$* $(CACHE)/fuzz/$* testdata/fuzz/$*
