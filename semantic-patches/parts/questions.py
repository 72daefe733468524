def own_assertions():
    """Macros of the file that expand to an assertion."""
    if "assertions" not in src.memo:
        text = re.sub(r"\\\n", " ", "\n".join(src.lines))
        macros = re.findall(r"^#\s*define\s+(\w+)\(.*?\)(.*)$", text, re.M)
        src.memo["assertions"] = {m for m, body in macros if any(
            API["assert"].match(w) for w in re.findall(r"\w+", body))}
    return src.memo["assertions"]


def asserts(read):
    return any(API["assert"].match(a.what[0]) or a.what[0] in own_assertions()
               for a in src.around("arg", read.first))


def sets_if_clear(read):
    """vm_insert_page(): the branch for "clear" sets that same flag."""
    for then, other, negated in read.branches():
        for token in src.within("token", then):
            written = [a for a in src.around("arg", token)
                       if API["flag_write"].match(a.what[0])]
            written += [a for a in src.around("assign", token)
                        if re.search(r"flags$", a.what[0])]
            if negated and written and token.what[1] in read.names:
                return True
    return False


def is_exported(name):
    if "exported" not in src.memo:
        src.memo["exported"] = set(re.findall(r"^EXPORT_SYMBOL\w*\((\w+)\)",
                                              "\n".join(src.lines), re.M))
    return name in src.memo["exported"]


def says_clear(read, depth=3):
    """True for a call of a predicate that is true where the flag is clear."""
    if read.first.what[0] != "predicate" or not depth:
        return False
    for r in group_reads():
        if r.func[0] != read.first.what[1]:
            continue
        clear = says_clear(r, depth - 1)
        for whole_answer in src.around("return", r.first):
            return clear != bool(r.negated(whole_answer))
        for then, other, negated in r.branches():
            for answer in src.within("return", then):
                return clear != ((answer.what[0] in ("false", "0")) !=
                                 bool(negated))
    return False


def validates(read):
    """zap_vma_ptes(): an exported function refuses a VMA without the flag."""
    name = read.func[0]
    names = {name} | {c.func[0] for c in src.of("call") if c.what[0] == name}
    if not any(is_exported(n) for n in names):
        return False
    for then, other, negated in read.branches():
        rest = [after(read.func, then.end)]
        if negated and leaves(then) and not says_clear(read) and \
           (reaches("entry_store", read.func, rest, 1) or
            reaches("walk", read.func, rest, 1)):
            return True
    return False


def contract(read):
    return asserts(read) or sets_if_clear(read) or validates(read)


def pfn_tracking(read):
    return any(src.called("tracking", read.func, [b])
               for t, e, n in read.branches() for b in (t, e) if b)


def linear_pfn(read):
    return any(src.within("pgoff", s) for s in read.set_spans())


def follow_gate(read):
    return bool(API["lookup"].match(read.func[0])) or read.reaches("lookup")


def handles_gup_flags(func):
    """True if FOLL_* flags are passed in or built; KVM only names some."""
    return bool(re.search(r"\b(gup_flags|foll_flags)\b", src.text(func)))


def gup_gate(read):
    return handles_gup_flags(read.func) or (
        keeps_flags(read.func) and read.reaches("gup", keeps_flags))


def keeps_flags(func):
    """False if the function changes the flags of a VMA, as mlock does."""
    return not (src.called("flag_write", func, [whole(func)]) or
                any(re.search(r"(->|\*|\.) vm_flags$", w.what[0])
                    for w in src.of("written", func)))


def is_walk_callback(read):
    head = src.header(read.func)
    return (any(t.what[0] == read.func[0] for t in src.of("test_walk")) or
            ("struct mm_walk *" in head and
             not re.search(r"\b(pte|pmd|pud)_t\b", head)))


def eligibility(read):
    """True if a predicate is given flags: it judges what a VMA may get."""
    if read.first.what[0] != "predicate":
        return False
    s = src.statements()
    start = s.skip(s.offset(read.first.end))
    return bool(re.search(r"\bvma?_flags\b", s.text[start:s.closing(start)]))


def walk_gate(read):
    if entry_in_hand(read) or not keeps_flags(read.func):
        return False
    return (read.reaches("walk", keeps_flags) or
            read.gates() and (read.reaches("entry_load", keeps_flags) or
                              reads_entries(read.func, read.region())))


def reads_entries(func, spans):
    """True if entries are read through a pointer, as 6.1 did: pte[i]."""
    pointers = re.findall(r"\b(?:pte|pmd|pud)_t\s*\*\s*(\w+)", src.text(func))
    return any(re.search(r"\b%s\s*\[|[(,=]\s*\*%s\b" % (p, p), src.cut(s))
               for p in pointers for s in spans)


def entry_in_hand(read):
    """True if an entry or its page is known in front of the test."""
    text, head = src.text(read.func), src.header(read.func)
    if re.search(r"\b(pte|pmd|pud)_t \w", head):
        return True
    local = set(re.findall(r"\b(?:pte|pmd|pud)_t\s+(\w+)", text))
    return (any(w.what[0] in local and w.end < read.first.start
                for w in src.of("assign", read.func)) or
            any(c.end < read.first.start and
                (API["entry_page"].match(c.what[0]) or
                 API["entry_clear"].match(c.what[0]))
                for c in src.of("call", read.func)))


# The order of judgement: the first question that says yes decides.
QUESTIONS = [
    ("contract", contract),
    ("pfn-tracking", pfn_tracking),
    ("linear-pfn", linear_pfn),
    ("follow-gate", follow_gate),
    ("gup-gate", gup_gate),
    ("walk-gate", is_walk_callback),
    ("policy", eligibility),
    ("walk-gate", walk_gate),
    ("entry-test", entry_in_hand),
]


def judge(read, depth=0):
    """The slug of a read's rule; None where the read is allowed."""
    if API["normal_page"].match(read.func[0]):
        return None
    if read.func == OUTSIDE:
        return "unclassified"
    for slug, question in QUESTIONS:
        if question(read):
            return slug
    if depth < 3 and is_predicate(read.func) and src.path.endswith(".c") and \
       re.search(r"\bstatic\b", src.header(read.func)):
        rules = {judge(r, depth + 1) for r in find_reads()
                 if read.func[0] in r.names}
        if len(rules) == 1:
            return rules.pop()
    return "policy"


def judged_reads():
    for read in find_reads():
        slug = judge(read)
        if slug:
            yield Finding(slug, read.first, read.func[0], "", read)


FINDERS.append(judged_reads)
