// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch.c - one table of names.
 */
#include "arch.h"

#include <sys/utsname.h>

char *arch_folder(const char *name)
{
	/* The beginning of a name: "i386" and "i686" are one. */
	static const char *const names[][2] = {
		{ "x86_64", "x86" }, { "i386", "x86" }, { "i486", "x86" },
		{ "i586", "x86" }, { "i686", "x86" }, { "aarch64", "arm64" },
		{ "armv", "arm" }, { "s390x", "s390" }, { "ppc", "powerpc" },
		{ "riscv", "riscv" }, { "loongarch", "loongarch" },
		{ "sparc", "sparc" }, { "parisc", "parisc" }, { "mips", "mips" },
	};
	struct utsname machine;

	if (!name)
		name = uname(&machine) ? "" : machine.machine;
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (g_str_has_prefix(name, names[i][0]))
			return g_strdup(names[i][1]);
	return g_strdup(name);
}

bool arch_is_native(const char *arch)
{
	g_autofree char *own = arch_folder(NULL);

	return !strcmp(arch, "um") || !strcmp(arch, own);
}
