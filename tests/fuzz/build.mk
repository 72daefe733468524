# SPDX-License-Identifier: GPL-2.0-only
#
# Fuzz targets, tests/fuzz/f-NAME.c: replayed by 'make check' through t-fuzz.sh over
# testdata/fuzz/NAME; 'make fuzz-NAME' goes on from there until it is stopped.
FUZZ := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/fuzz/f-*.c))

$(FUZZ): $(B)/tests/%: $(B)/tests/%.o $(B)/tests/fuzz/replay.o $(B)/libdriver.a $(B)/libpfn.a
	$(Q)$(CC) $(SANFLAGS) -o $@ $^ $(DRIVER_LIBS)

# make fuzz: each target for FUZZ_SECONDS.
FUZZ_SECONDS ?= 60
fuzz: $(DEPS_CHECK)
	@for f in $(patsubst tests/fuzz/f-%.c,%,$(wildcard tests/fuzz/f-*.c)); do \
		$(MAKE) --no-print-directory fuzz-$$f \
			FUZZ_OPTIONS="-max_total_time=$(FUZZ_SECONDS) -print_final_stats=1" || exit 1; \
	done

fuzz-%: $(DEPS_CHECK)
	@mkdir -p $(CACHE)/fuzz/$*
	clang $(filter-out -MMD -MP,$(ALL_CFLAGS)) $(GMIME_CFLAGS) -fsanitize=fuzzer,address \
		-o $(CACHE)/fuzz/f-$* tests/fuzz/f-$*.c $(filter-out src/cmd/main.c,$(wildcard src/*/*.c)) \
		$(DRIVER_LIBS)
	$(CACHE)/fuzz/f-$* -max_len=4096 -rss_limit_mb=2048 $(FUZZ_OPTIONS) \
		$(CACHE)/fuzz/$* testdata/fuzz/$*

.PHONY: fuzz
