class Function:
    """A function of the file, as its text has it."""

    def __init__(self, name, text, start, body, end):
        self.name, self.start, self.body, self.end = name, start, body, end
        self.head, self.text = text[start:body], text[body:end]
        self.calls = [(m[1], body + m.start(1)) for m in
                      re.finditer(r"(?<![.>\w])(\w+)\s*\(", self.text)]
        self.names = {name for name, at in self.calls}

    def called(self, pattern):
        """Offsets of the calls of names that match."""
        names = {name for name in self.names if re.match(pattern, name)}
        return [at for name, at in self.calls if name in names]


def file_functions():
    """The functions of the file looked at, by name."""
    if "functions" not in src.memo:
        s = src.statements()
        src.memo["functions"] = {
            name: Function(name, s.text, start, body, end)
            for name, start, body, end in s.definitions()}
    return src.memo["functions"]


def span_at(offset, length):
    s = src.statements()
    return Span(s.place(offset), s.place(offset + length), OUTSIDE)


def with_helpers(function, depth=2):
    """The function and those that it calls in this file."""
    seen, todo = [], [(function, 0)]
    while todo:
        f, n = todo.pop(0)
        if f not in seen:
            seen.append(f)
            todo += [(file_functions()[c], n + 1) for c, at in f.calls
                     if n < depth and c in file_functions()]
    return seen
