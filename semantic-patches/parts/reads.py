class Read:
    """The flag and carrier tokens of one test, and what it decides about."""

    def __init__(self, tokens, test):
        self.tokens = sorted(tokens, key=lambda t: t.start)
        self.first, self.test = self.tokens[0], test
        self.func = self.first.func
        self.names = {t.what[1] for t in tokens}
        self.guards = guards(self.first, test)

    def negated(self, cond):
        """True if the flag is clear where the condition holds."""
        return sum(cond.holds(n) for n in src.around("negation", self.first)) % 2

    def branches(self):
        """(then, else or None, negated) of each if that depends on it."""
        for cond in self.guards:
            then = [s for s in src.of("then", self.func)
                    if s.what[0].start == cond.start]
            other = [s for s in src.of("else", self.func)
                     if s.what[0].start == cond.start and then
                     and s.start > then[0].end]
            if then:
                yield (then[0], other[0] if other else None,
                       self.negated(cond))
        for choice in src.around("choice", self.first):
            yield choice.what[0], choice.what[1], self.negated(choice)

    def gates(self):
        """True if a branch of the test leaves."""
        return any(leaves(b) for t, e, n in self.branches() for b in (t, e) if b)

    def region(self):
        """The statements on some path after the test."""
        spans = [b for t, e, n in self.branches() for b in (t, e) if b]
        if self.gates():
            spans.append(after(self.first.func, self.guards[0].end))
        return spans

    def set_spans(self):
        """What runs because the flag is set."""
        for then, other, negated in self.branches():
            if not negated:
                yield then
            elif other:
                yield other
            elif leaves(then):
                yield after(self.func, then.end)

    def reaches(self, api, want=None):
        return reaches(api, self.func, self.region(), 2, want)


def leaves(branch):
    """True if the branch itself leaves, not an if in it."""
    inner = [s for k in ("then", "else") for s in src.within(k, branch)
             if s.start > branch.start]
    return any(not any(i.holds(j) for i in inner)
               for j in src.within("jump", branch))


def after(func, start):
    return Span(start, END, func)


def whole(func):
    return Span((0, 0), END, func)


def reaches(api, func, spans, depth, want=None):
    """True if a call in these spans is of that API, or its helper does it."""
    if want and not want(func):
        return False
    if src.called(api, func, spans):
        return True
    helpers = {c.what[0] for c in src.of("call", func)
               if any(s.holds(c) for s in spans)} if depth else ()
    return any(reaches(api, f, [whole(f)], depth - 1, want)
               for h in helpers for f in src.functions(h))


def guards(token, test):
    """The if conditions that a test stands in, or that its result reaches."""
    conds = src.around("cond", token)
    if conds:
        return [max(conds, key=lambda s: s.start)]
    kept = [a.what[0] for a in src.around("assign", token)]
    return [c for c in src.of("cond", token.func) for k in kept
            if c.start > token.end and
            re.search(r"(?<![>.\w] )\b%s\b" % re.escape(k), c.what[0])]

CONTEXTS = ("and", "complement", "arg", "compare", "assign", "return",
            "define", "cond")


def asks_by_taking_out(token):
    """(flags & ~F) == flags: the rest is all there is."""
    return any(a.what[0].strip("() ") == c.what[1].strip("() ")
               for a in src.around("and", token)
               for c in src.around("compare", a))


def verdict(token):
    """(is it read, the variable or macro that it is put into)."""
    if token.what[0] == "field":
        return not any(w.end == token.end for w in src.around("written", token)), None
    if token.what[0] == "predicate":
        # arch_validate_flags() is a macro of its own name on sparc.
        return not any(d.what[0] == token.what[1]
                       for d in src.around("define", token)), None
    compared = False
    found = [(s, k) for k in CONTEXTS for s in src.around(k, token)]
    for s, kind in sorted(found, key=lambda f: (f[0].start, [-x for x in f[0].end]),
                          reverse=True):
        if kind == "and":
            # A copy of the flags that holds VM_PFNMAP is a mask only where
            # the other operand is not itself a constant.
            mine = token.what[0] != "local" or re.search("[a-z]", s.what[0])
            return bool(mine), None
        if kind == "complement":
            return asks_by_taking_out(token), None
        if kind == "arg":
            if API["flag_test"].match(s.what[0]):
                return True, None
            if not any(API[a].match(s.what[0])
                       for a in ("flag_mask", "transparent", "assert")):
                return False, None
        elif kind == "compare":
            compared = True
        elif kind == "cond":
            return token.what[0] != "local" or compared, None
        else:
            return compared, s.what[0]
    return compared, None


def is_part(s, kind):
    """True if tests in @s are tests of their own."""
    return kind != "arg" or not any(
        API[a].match(s.what[0])
        for a in ("flag_mask", "flag_test", "transparent"))


def uses(name, kind, func=None):
    """Where a variable, macro or member of that name stands in the text."""
    text = src.statements().code
    before = r"(?:->|\.)\s*" if kind == "field" else r"(?<![\w>.])"
    for m in re.finditer(before + r"(%s)\b" % name, text):
        start = src.statements().place(m.start(1))
        inside = src.function_at(start[0])
        if func in (None, inside):
            yield Span(start, (start[0], start[1] + len(name)), inside,
                       kind, name)


def add_token(token):
    """Keeps a token found by closure; False if it is known."""
    if any(t.start == token.start for t in src.of("token")):
        return False
    src.facts["token"].append(token)
    return True


def enumerator(token):
    """The name in front of the token in enum { NAME = VM_PFNMAP | ... }."""
    line, column = token.start
    m = re.search(r"(\w+)\s*=[^,;{}()]*$", src.lines[line - 1][:column])
    return m and m[1]


def add_masks():
    """uses of the variables, macros and members that the file puts flags into"""
    news = []
    for token in src.of("token"):
        is_read, name = verdict(token)
        if not is_read:
            name = name or (token.func == OUTSIDE and enumerator(token))
            func = token.func
            if func == OUTSIDE or src.around("define", token):
                func = None
            if name and re.match(r"^\w+$", name):
                news += uses(name, "local", func)
    for name in {stored_in(r) for r in group_reads()} - {None}:
        news += uses(name, "field")
    return any([add_token(t) for t in news])


def stored_in(read):
    """The member that keeps the answer, as in x->f = !!(flags & F)."""
    for a in src.around("assign", read.first):
        m = re.search(r"(?:->|\.) (\w+)$", a.what[0])
        if m and any(a.holds(n) for k in ("negation", "compare")
                     for n in src.around(k, read.first)):
            return m[1]
    return None


def add_predicates():
    """calls of the functions of the file that answer what the flag says"""
    names = {r.func[0] for r in group_reads()
             if is_predicate(r.func) and not contract(r)}
    return any([add_token(Span(c.start, c.end, c.func, "predicate", c.what[0]))
                for c in src.of("call") if c.what[0] in names])


def find_reads():
    """The reads of the file, after closure over its own carriers."""
    if "reads" not in src.memo:
        src.add_statements()
        while add_masks() or add_predicates():
            pass
        src.memo["reads"] = group_reads()
    return src.memo["reads"]


def group_reads():
    """One read for each maximal test expression, in order."""
    tests = {}
    for token in src.of("token"):
        if not verdict(token)[0]:
            continue
        parts = [s for k in ("part", "arg", "cond", "return", "assign")
                 for s in src.around(k, token) if is_part(s, k)]
        test = max(parts, key=lambda s: (s.start, [-x for x in s.end]),
                   default=token)
        tests.setdefault((test.start, test.end), (test, []))[1].append(token)
    return [Read(tokens, test) for test, tokens in
            sorted(tests.values(), key=lambda t: t[0].start)]


def answers_yes_or_no(func):
    head = src.header(func)
    if re.search(r"\bbool\b[^(]*\b%s\s*\(" % func[0], head):
        return True
    return bool(re.search(r"\bint\s+%s\s*\(" % func[0], head)) and all(
        re.match(r"^([01]|true|false|!.*|.* (&&|\|\||==|!=|<|>) .*)$", r.what[0])
        for r in src.of("return", func))


def is_about_vma(func):
    head = src.header(func)
    # 7.x hands madvise's VMA to helpers of the file in a struct.
    given = re.search(r"\bstruct vm_area_struct \*\w+ = (\w+)->", src.text(func))
    if given and re.match(r"static\b.*\b%s\b" % given[1], head):
        return True
    # An int that is only 0 or 1 is what .test_walk answers about a VMA, too.
    return bool(re.search(r"vm_area_struct|vm_area_desc|vma?_flags_t|flags\b|"
                          r"\bint [^(]*\(.*struct mm_walk \*", head))


def is_predicate(func):
    """True if the function answers yes or no about a VMA or its flags."""
    return is_about_vma(func) and answers_yes_or_no(func)
