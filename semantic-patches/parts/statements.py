
# A name in front of a bracket calls it, but for these.
CALL = re.compile(r"(?<![.>\w])([A-Za-z_]\w*)\s*\(")
CALL_BEFORE = re.compile(CALL.pattern + r"\Z")
NO_CALL = {"if", "while", "for", "switch", "return", "case", "else", "do", "goto",
           "sizeof", "typeof", "__typeof__", "__typeof", "__attribute__", "asm",
           "__asm__", "volatile", "__volatile__", "_Alignof", "__alignof__"}
# What stands in front of the name there, from the start of a line.
HEAD = re.compile(r"(?:[A-Za-z_][\w\s*]*)?\Z")
DEFINE = re.compile(r"(?:\s*#\s*define\s+\w+(?:\([^()]*\))?)?")
# The head of a function up to its body, from the start of a line.
DEFINITION = re.compile(r"^(?:\w[^;{}=#]*?[\s*])?(\w+)\s*\([^;{}]*\)[\w\s]*\n\{",
                        re.M)


class Statements:
    """Extents of statements and calls, off the text.

    A statement metavariable does not match where a loop or a backward goto
    stands in the statement (hva_to_pfn() of 6.12), and calls are too many to
    hand each over from spatch; so extents come from here.
    """

    def __init__(self, lines):
        blank = lambda m: re.sub(r"[^\n]", " ", m.group())
        # Without comments and strings; and without directives as well.
        self.code = re.sub(
            r"/\*.*?\*/|//[^\n]*|\x22(?:\\.|[^\x22\\\n])*\x22|"
            r"\x27(?:\\.|[^\x27\\\n])*\x27", blank, "\n".join(lines), flags=re.S)
        directive = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.M)
        # Of "#define NAME(A) (B)" what stands behind the name and its parameters.
        self.directives = [(m.start() + DEFINE.match(m.group()).end(), m.end())
                           for m in directive.finditer(self.code)]
        self.text = directive.sub(blank, self.code)
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

    def closing(self, i, text=None):
        """The offset behind the bracket that closes the one at @i."""
        depth = 0
        for m in re.compile(r"[][(){}]").finditer(text or self.text, i):
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

    def definitions(self):
        """(name, start, body, end) of the functions, as the text has them."""
        for m in DEFINITION.finditer(self.text):
            yield m[1], m.start(), m.end() - 1, self.closing(m.end() - 1)

    def calls(self, text, first, last, func):
        """The names that are called in this part of a text."""
        for m in CALL.finditer(text, first, last):
            if m[1] not in NO_CALL and not self.is_head(text, m):
                yield Span(self.place(m.start(1)), self.place(m.end(1)), func,
                           m[1])

    def is_head(self, text, m):
        """True where the other branch of an #ifdef has the function once more."""
        line = text.rfind("\n", 0, m.start()) + 1
        if text is not self.text or not HEAD.match(text, line, m.start(1)):
            return False
        behind = self.skip(self.closing(m.end() - 1))
        return text[behind:behind + 1] == "{"

    def macro_calls(self, function_at):
        """Those of what directives define."""
        for first, last in self.directives:
            func = function_at(self.place(first)[0])
            yield from self.calls(self.code, first, last, func)

    def bounds(self, offset):
        """(text, first offset) of what is looked at in front of a place."""
        at = bisect.bisect_right(self.directives, (offset, len(self.code)))
        if at and offset < self.directives[at - 1][1]:
            return self.code, self.directives[at - 1][0]
        return self.text, 0

    def arguments(self, inner):
        """The arguments of calls that hold a span, with the name called."""
        begin, end = self.offset(inner.start), self.offset(inner.end)
        text, first = self.bounds(begin)
        start, depth = None, 0
        for m in re.compile(r"[][(){};,]").finditer(text[first:begin][::-1]):
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
                name = CALL_BEFORE.search(text[max(first, at - 99):at + 1])
                if name and name[1] not in NO_CALL:
                    yield self.argument(text, start or at + 1, end, inner.func,
                                        name[1])
                start, end = None, self.closing(at, text)

    def argument(self, text, start, end, func, name):
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
        return Span(self.place(start), self.place(end), func, name)

    def spans(self, func):
        """(kind, span, condition) of the ifs, jumps and calls of a function."""
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
        body = self.text.find("{", first, last)
        for call in self.calls(self.text, body, last, func) if body > 0 else ():
            yield "call", call
