// SPDX-License-Identifier: GPL-2.0-only
/*
 * facts.c - expands facts.def into names and bits.
 */
#include "facts.h"

static const char *const names[] = {
#define FACT(name, meaning) #name,
#include "facts.def"
#undef FACT
};

unsigned int facts_set(const struct read_facts *facts)
{
	unsigned int set = 0;

#define FACT(name, meaning) set |= (unsigned int)facts->name << FACT_##name;
#include "facts.def"
#undef FACT
	return set;
}

const char *facts_name(enum fact fact)
{
	return names[fact];
}

bool facts_parse(const char *name, enum fact *fact)
{
	for (size_t i = 0; i < FACT_COUNT; i++) {
		if (!g_strcmp0(names[i], name)) {
			*fact = i;
			return true;
		}
	}
	return false;
}
