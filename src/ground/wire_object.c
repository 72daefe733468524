// SPDX-License-Identifier: GPL-2.0-only
/*
 * wire_object.c - what a line must be before the library parses it: of two objects
 * it forgets to free the first, and it follows any depth down the stack.
 */
#include "wire.h"

/* The deepest object that a line has is a step of a path. */
#define DEEPEST 8

bool wire_is_one_object(const char *text)
{
	bool quoted = false;
	int depth = 0;

	for (; *text; text++) {
		if (quoted) {
			if (text[0] == '\\' && text[1])
				text++;
			else
				quoted = *text != '"';
			continue;
		}
		quoted = *text == '"';
		depth += *text == '{' || *text == '[';
		depth -= *text == '}' || *text == ']';
		if (depth > DEEPEST || depth < 0)
			return false;
		if (!depth && *text == '}')
			break;
	}
	return *text && !text[1 + strspn(text + 1, " \t\r")];
}
