

class Statements:
    """Extents of if statements and jumps, off the text.

    A statement metavariable does not match where a loop or a backward goto
    stands in the statement (hva_to_pfn() of 6.12), so extents come from here.
    """

    def __init__(self, lines):
        blank = lambda m: re.sub(r"[^\n]", " ", m.group())
        # Without comments and strings; and without directives as well.
        self.code = re.sub(
            r"/\*.*?\*/|//[^\n]*|\x22(?:\\.|[^\x22\\\n])*\x22|"
            r"\x27(?:\\.|[^\x27\\\n])*\x27", blank, "\n".join(lines), flags=re.S)
        self.text = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", blank, self.code,
                           flags=re.M)
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def place(self, offset):
        line = bisect.bisect_right(self.starts, offset)
        return (line, offset - self.starts[line - 1])

    def offset(self, place):
        return self.starts[place[0] - 1] + place[1]

    def skip(self, i):
        return i + re.compile(r"\s*").match(self.text, i).end() - i

    def closing(self, i):
        """The offset behind the bracket that closes the one at @i."""
        depth = 0
        for m in re.compile(r"[][(){}]").finditer(self.text, i):
            depth += 1 if m.group() in "([{" else -1
            if not depth:
                return m.end()
        return len(self.text)

    def end(self, i):
        """The offset behind the statement that begins at @i."""
        i = self.skip(i)
        if self.text[i:i + 1] == "{":
            return self.closing(i)
        head = re.compile(r"(\w+)\s*(\(?)").match(self.text, i)
        if head and head[1] == "do":
            return self.text.find(";", self.end(i + 2)) + 1
        if head and head[2]:
            close = self.closing(head.end() - 1)
            nxt = self.text[self.skip(close):][:1]
            if head[1] == "if":
                return self.otherwise(self.end(close))[1]
            if head[1] in ("for", "while", "switch") or nxt == "{" or \
               nxt.isalpha():
                return self.end(close)
        while i < len(self.text) and self.text[i] not in ";}":
            i = self.closing(i) if self.text[i] in "({[" else i + 1
        return i + 1

    def otherwise(self, i):
        """Extent of the else branch that may follow at @i."""
        m = re.compile(r"\s*else\b\s*").match(self.text, i)
        return (m.end(), self.end(m.end())) if m else (i, i)

    def spans(self, func):
        """(kind, span, condition) of the ifs and jumps of a function."""
        first, last = self.starts[func[1] - 1], self.starts[func[2]]
        make = lambda a, b, *w: Span(self.place(a), self.place(b), func, *w)
        for m in re.compile(r"\bif\s*\(").finditer(self.text, first, last):
            close = self.closing(m.end() - 1)
            cond = make(m.end(), close - 1,
                        " ".join(self.text[m.end():close - 1].split()),
                        self.place(m.start()))
            then = self.skip(close), self.end(close)
            yield "cond", cond
            yield "then", make(*then, cond)
            other = self.otherwise(then[1])
            if other[1] > other[0]:
                yield "else", make(*other, cond)
        for m in re.compile(r"\b(return|goto|break|continue)\b").finditer(
                self.text, first, last):
            yield "jump", make(m.start(), m.end(), m.group())
