# SPDX-License-Identifier: GPL-2.0-only
#
# pfncheck: 'make scan' and 'make check' are enough on a fresh machine.
# 'make help' lists the rest.

PREFIX ?= /usr/local
DESTDIR ?=
CACHE ?= .cache
J ?= $(shell nproc)
SAN ?=
WERROR ?=
B := build$(if $(SAN),-san)

all:

include tests/deps.mk

CC = gcc
WARN := -Wall -Wextra -Wmissing-prototypes -Wstrict-prototypes -Wvla \
	-Wno-unused-parameter $(if $(WERROR)$(CI),-Werror)
comma := ,
SANFLAGS := $(if $(SAN),-fsanitize=address$(comma)undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
CFLAGS ?= -O2 -g
pc = $(shell pkg-config $(1) $(2) 2>/dev/null)
GLIB_CFLAGS = $(call pc,--cflags,glib-2.0 gio-2.0 json-glib-1.0)
GLIB_LIBS = $(call pc,--libs,glib-2.0 gio-2.0 json-glib-1.0)
ALL_CFLAGS = -std=gnu11 $(WARN) $(CFLAGS) $(SANFLAGS) -Isrc $(GLIB_CFLAGS) \
	-DPFN_PREFIX='"$(PREFIX)"' -MMD -MP

# The ground is what the checkers share; it opens no file and starts no process.
GROUND_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard src/ground/*.c))
DRIVER_OBJ := $(patsubst %.c,$(B)/%.o,$(filter-out src/ground/%,$(wildcard src/*/*.c)))

$(B)/src/%.o: src/%.c | $(DEPS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(B)/libpfn.a: $(GROUND_OBJ)
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/pfncheck: $(DRIVER_OBJ) $(B)/libpfn.a
	$(Q)$(CC) $(SANFLAGS) -o $@ $^ $(GLIB_LIBS) $(call pc,--libs,sqlite3)

Q := $(if $(V),,@)

all: $(B)/pfncheck

# One fragment a part: the checkers, the semantic patches, the tests.
-include $(sort $(wildcard checkers/*/build.mk semantic-patches/build.mk doc/build.mk))
include testdata/model/build.mk tests/unit/build.mk tests/fuzz/build.mk
include tests/kernels/build.mk tests/kernels/other.mk tests/kernels/repositories.mk
include tests/build.mk tests/scan.mk tests/install.mk
-include $(wildcard $(B)/*/*.d $(B)/*/*/*.d)

clean:
	rm -rf build build-san

# scan: tests/scan.mk; check, bench, lint: tests/build.mk; install, help: tests/install.mk
.PHONY: all clean scan check
.DEFAULT_GOAL := all
