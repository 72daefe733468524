#include "walkers.h"
void walkers_list(struct report *report, struct reads *reads,
		  const struct walkops *ops) {}
