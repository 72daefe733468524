# Predicate of the tree -> (what it is asked about, flags in order, says yes if
# none of them is set): src/same_mask.c reads them off the headers.
PREDICATES = {}
# Composite macro -> its flags in order.
MASKS = {}


def flags_of(text, separator):
    """The flags of a mask as PREDICATES spells them; None if it is no list."""
    flags = set()
    for name in re.split(r"[%s()\s]+" % separator, text.strip("() ")):
        m = re.match(r"VM_(\w+)$|VMA_(\w+)_BIT$", name)
        if name in MASKS:
            flags |= set(MASKS[name].split())
        elif m:
            flags.add(m[1] or m[2])
        else:
            return None
    return " ".join(sorted(flags))


def declared(name, pattern, func):
    """True if a parameter or local of the function has that type."""
    return bool(re.search(r"\b%s\s*%s\b" % (pattern, name), src.text(func)))


def masked(read):
    """(span, kind, subject, flags) of a test 'flags & MASK'."""
    masks = src.around("and", read.first)
    if len(masks) != 1:
        return None
    mask = masks[0]
    subject = re.match(r"^(\w+)( -> vm_flags)?$", mask.what[0])
    other = [a for a in src.of("and", read.func)
             if a.what[1] == mask.what[0] and a.end < mask.start]
    if not subject or not other:
        return None
    name = subject[1]
    if subject[2] and declared(name, r"struct vm_area_struct\s*\*", read.func):
        kind = "vma"
    elif not subject[2] and declared(name, "vm_flags_t", read.func):
        kind = "value"
    else:
        return None
    span = Span(max(o.start for o in other), mask.end, read.func)
    return span, kind, name, flags_of(text_of(mask), "|")


def called(read):
    """The same of vma_test_any(vma, BIT...) and its like."""
    s = src.statements()
    for call in src.of("call", read.func):
        m = re.match(r"(vma|vma_flags)_test(_any|_all)?(_mask)?$", call.what[0])
        end = s.closing(s.skip(s.offset(call.end)))
        span = Span(call.start, s.place(end), read.func)
        if not m or not span.holds(read.first):
            continue
        subject, _, bits = text_of(span).split("(", 1)[1][:-1].partition(",")
        flags = flags_of(bits, ",")
        if m[2] == "_all" and flags and " " in flags:
            return None
        return span, "vma" if m[1] == "vma" else "flags", subject.strip(), flags
    return None


def is_truth(read, span):
    """True if nothing but yes or no is made of the test."""
    if src.around("compare", span) or any(
            not API["transparent"].match(a.what[0]) and
            not API["assert"].match(a.what[0])
            for a in src.around("arg", span)):
        return False
    return bool(src.around("cond", span) or src.around("negation", span) or
                src.around("return", span) and answers_yes_or_no(read.func))


def with_brackets(span):
    """The span with the brackets that hold nothing else, but no call's."""
    s = src.statements()
    start, end = s.offset(span.start), s.offset(span.end)
    before = re.search(r"(^|[^\w\s])\s*\(\s*$", s.text[:start])
    behind = re.match(r"\s*\)", s.text[end:])
    if not before or not behind:
        return span
    return Span(s.place(s.text.rindex("(", 0, start)),
                s.place(end + behind.end()), span.func)


def rewrite_policy(read):
    """The one predicate of the tree that tests exactly the same mask."""
    test = masked(read) or called(read)
    if not test or src.path.endswith(".h") or read.func[0] in PREDICATES:
        return []
    span, kind, subject, flags = test
    same = [(name, clear) for name, (about, mask, clear)
            in sorted(PREDICATES.items()) if (about, mask) == (kind, flags)]
    if len(same) != 1 or not is_truth(read, span):
        return []
    name, clear = same[0]
    ask = "%s(%s)" % (name, subject)
    yes, no = (ask, "!" + ask) if clear else ("!" + ask, ask)
    return [turned(read, with_brackets(span), yes, no)]
