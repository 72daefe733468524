# SPDX-License-Identifier: GPL-2.0-only
"""The C lexer: brackets, statements and functions, off the text of a file.

A statement metavariable does not match where a loop or a backward goto stands in
the statement (hva_to_pfn() of 6.12), and calls are too many to hand each over
from spatch; so extents come from here. Offsets count from 0 in the whole text,
places are (line from 1, column from 0) as spatch has them.
"""

import bisect
import re

# A name in front of a bracket calls it, but for these.
CALL = re.compile(r"(?<![.>\w])([A-Za-z_]\w*)\s*\(")
NO_CALL = {"if", "while", "for", "switch", "return", "case", "else", "do", "goto",
           "sizeof", "typeof", "__typeof__", "__typeof", "__attribute__", "asm",
           "__asm__", "volatile", "__volatile__", "_Alignof", "__alignof__"}

_COMMENT = r"/\*.*?\*/|//[^\n]*"
_SKIPPED = re.compile(_COMMENT + r"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'",
                      re.S)
_COMMENTS = re.compile(_COMMENT, re.S)
_DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.M)
_DEFINE = re.compile(r"(?:\s*#\s*define\s+\w+(?:\([^()]*\))?)?")
# The head of a function up to its body, from the start of a line.
_DEFINITION = re.compile(
    r"^(?:\w[^;{}=#]*?[\s*])?(\w+)\s*\([^;{}]*\)[\w\s]*\n\{", re.M)
# What stands in front of the name there, from the start of a line.
_HEAD = re.compile(r"(?:[A-Za-z_][\w\s*]*)?\Z")
_BRACKET = re.compile(r"[][(){}]")
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"(\w+)\s*(\(?)")
_ELSE = re.compile(r"\s*else\b\s*")


def _blank(m):
    return re.sub(r"[^\n]", " ", m.group())


def without_comments(text):
    return _COMMENTS.sub(" ", text)


def one_line(text):
    return " ".join(text.split())


class Text:
    """The text of a file, lexed once."""

    def __init__(self, text):
        # Without comments and strings; and without directives as well.
        self.code = _SKIPPED.sub(_blank, text)
        # Of "#define NAME(A) (B)" what stands behind the name and its parameters.
        self.directives = [
            (m.start() + _DEFINE.match(m.group()).end(), m.end())
            for m in _DIRECTIVE.finditer(self.code)]
        self.text = _DIRECTIVE.sub(_blank, self.code)
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def place(self, offset):
        line = bisect.bisect_right(self.starts, offset)
        return (line, offset - self.starts[line - 1])

    def offset(self, place):
        return self.starts[place[0] - 1] + place[1]

    def skip(self, i):
        """The offset of what is no space, from @i."""
        return _SPACE.match(self.text, i).end()

    def closing(self, i, text=None):
        """The offset behind the bracket that closes the one at @i."""
        depth = 0
        for m in _BRACKET.finditer(text or self.text, i):
            depth += 1 if m.group() in "([{" else -1
            if not depth:
                return m.end()
        return len(self.text)

    def end(self, i):
        """The offset behind the statement that begins at @i."""
        i = self.skip(i)
        if self.text[i:i + 1] == "{":
            return self.closing(i)
        head = _WORD.match(self.text, i)
        if head and head[1] == "do":
            return self.text.find(";", self.end(i + 2)) + 1
        if head and head[2]:
            close = self.closing(head.end() - 1)
            following = self.text[self.skip(close):][:1]
            if head[1] == "if":
                return self.otherwise(self.end(close))[1]
            if head[1] in ("for", "while", "switch") or following == "{" or \
               following.isalpha():
                return self.end(close)
        while i < len(self.text) and self.text[i] not in ";}":
            i = self.closing(i) if self.text[i] in "({[" else i + 1
        return i + 1

    def otherwise(self, i):
        """Extent of the else branch that may follow at @i."""
        m = _ELSE.match(self.text, i)
        return (m.end(), self.end(m.end())) if m else (i, i)

    def definitions(self):
        """(name, start, body, end) of the functions."""
        for m in _DEFINITION.finditer(self.text):
            yield m[1], m.start(), m.end() - 1, self.closing(m.end() - 1)

    def calls(self, text, first, last):
        """Matches of the names that are called in this part of a text."""
        for m in CALL.finditer(text, first, last):
            if m[1] not in NO_CALL and not self._is_head(text, m):
                yield m

    def _is_head(self, text, m):
        """True where the other branch of an #ifdef has the function once more."""
        line = text.rfind("\n", 0, m.start()) + 1
        if text is not self.text or not _HEAD.match(text, line, m.start(1)):
            return False
        behind = self.skip(self.closing(m.end() - 1))
        return text[behind:behind + 1] == "{"

    def around(self, offset):
        """(text, first offset) of what is looked at in front of an offset."""
        at = bisect.bisect_right(self.directives, (offset, len(self.code)))
        if at and offset < self.directives[at - 1][1]:
            return self.code, self.directives[at - 1][0]
        return self.text, 0

    def arguments(self, begin, end):
        """(start, end, name) of the arguments of calls that hold an extent."""
        text, first = self.around(begin)
        start, depth = None, 0
        for m in re.finditer(r"[][(){};,]", text[first:begin][::-1]):
            at, c = begin - m.end(), m.group()
            if c in ")]}":
                depth += 1
            elif depth:
                depth -= c in "([{"
            elif c in ";{":
                return
            elif c == ",":
                start = start or at + 1
            else:
                name = re.search(CALL.pattern + r"\Z",
                                 text[max(first, at - 99):at + 1])
                if name and name[1] not in NO_CALL:
                    yield self._argument(text, start or at + 1, end) + (name[1],)
                start, end = None, self.closing(at, text)

    @staticmethod
    def _argument(text, start, end):
        """The argument that begins at @start and goes on from @end."""
        depth = 0
        for m in re.compile(r"[][(){},]").finditer(text, end):
            depth += (m.group() in "([{") - (m.group() in ")]}")
            if depth < 0 or not depth and m.group() == ",":
                end = m.start()
                break
        while text[start].isspace():
            start += 1
        while text[end - 1].isspace():
            end -= 1
        return start, end
