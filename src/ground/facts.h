/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * facts.h - the rows of facts.def as a struct that a checker fills, and as a
 * set of bits with names that travels with a finding.
 */
#ifndef PFN_FACTS_TABLE_H
#define PFN_FACTS_TABLE_H

#include "base.h"
#include "rules.h"

enum fact {
#define FACT(name, meaning) FACT_##name,
#include "facts.def"
#undef FACT
	FACT_COUNT
};

struct read_facts {
#define FACT(name, meaning) bool name;
#include "facts.def"
#undef FACT
	/*
	 * No fact of the read itself: it stands in a static predicate all of
	 * whose calls, in this file, have been judged and have this rule; else
	 * RULE_COUNT.
	 */
	enum rule_id all_calls;
};

/* Facts of a read about which nothing is known yet. */
#define READ_FACTS_INIT { .all_calls = RULE_COUNT }

/* The facts that hold, as a set: bit 1 << FACT_name. */
unsigned int facts_set(const struct read_facts *facts);

/* "in_function"; facts_parse() is the inverse, false if unknown. */
const char *facts_name(enum fact fact);
bool facts_parse(const char *name, enum fact *fact);

#endif
