# SPDX-License-Identifier: GPL-2.0-only
#
# Unit tests: tests/unit/u-NAME.c becomes $(B)/tests/unit/u-NAME, a program that prints
# TAP with --tap.  A new file needs no entry anywhere.

UNIT_SRC := $(sort $(wildcard tests/unit/u-*.c))
UNIT := $(UNIT_SRC:tests/%.c=$(B)/tests/%)

# An archive, so that a test links only what it calls and main() stays out.
$(B)/libdriver.a: $(filter-out $(B)/src/cmd/main.o,$(DRIVER_OBJ))
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/tests/%.o: tests/%.c | $(DEPS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(UNIT): $(B)/tests/%: $(B)/tests/%.o $(B)/libdriver.a $(B)/libpfn.a
	$(Q)$(CC) $(SANFLAGS) -o $@ $^ $(DRIVER_LIBS)

unit: $(UNIT)
	@for t in $(UNIT); do $$t --tap -q || exit 1; done

.PHONY: unit
.PRECIOUS: $(B)/tests/%.o
