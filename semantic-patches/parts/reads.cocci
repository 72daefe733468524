// base: mask predicate member
//
// Finds every read of the flags and judges it: parts/facts.py says how matches
// are kept, parts/reads.py what is a read, parts/questions.py what it means.
@initialize:python@
@@
#include "parts/facts.py"
#include "parts/statements.py"
#include "parts/reads.py"
#include "parts/tell.py"
#include "parts/questions.py"

#include "parts/facts.cocci"
#include "parts/tell.cocci"
