#include "gates.h"
void gates_explain(struct finding *f, struct reads *reads,
		   const struct read *read, const struct walkops *ops) {}
