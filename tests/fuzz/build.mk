# SPDX-License-Identifier: GPL-2.0-only
#
# Fuzz targets, tests/fuzz/f-NAME.c: replayed by 'make check' through t-fuzz.sh over
# testdata/fuzz/NAME; 'make fuzz-NAME' goes on from there until it is stopped.
FUZZ := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/fuzz/f-*.c))

$(FUZZ): $(B)/tests/%: $(B)/tests/%.o $(B)/tests/fuzz/replay.o $(B)/libdriver.a $(B)/libpfn.a
	$(Q)$(CC) $(SANFLAGS) -o $@ $^ $(DRIVER_LIBS)

fuzz-%: $(DEPS_CHECK)
	@mkdir -p $(CACHE)/fuzz/$*
	clang $(filter-out -MMD -MP,$(ALL_CFLAGS)) -fsanitize=fuzzer,address \
		-o $(CACHE)/fuzz/f-$* tests/fuzz/f-$*.c $(filter-out src/cmd/main.c,$(wildcard src/*/*.c)) \
		$(DRIVER_LIBS)
	$(CACHE)/fuzz/f-$* $(CACHE)/fuzz/$* testdata/fuzz/$*
