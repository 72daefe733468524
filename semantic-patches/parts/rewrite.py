# Lines at which patch mode may rewrite; empty: wherever it is right by itself.
# rewrite at:
AT = {}
# What the tree declares, of the API that rewrites need; empty: not known.
# tree has:
HAS = {}
# The parts of a rewrite by rule: a read -> list of (start, end, new text), new
# text None where an if statement goes with its condition.
REWRITERS = {}
# Rules whose patch mode finds its place by itself: finding -> the place or None.
PLACES = {}
# The new text of an if statement whose body stays.
UNWRAP = "{}"
# That of a declaration that goes.
UNUSED = ";"
# That of the name of a function that goes.
REMOVED = "-"


def refuse(what, why, at=None):
    """No edits; the first reason that is given for a read or finding is told."""
    start = (what.span if isinstance(what, Finding) else what.first).start
    if at and at[0] != start[0]:
        why += " (line %d)" % at[0]
    src.memo.setdefault("refused", {}).setdefault(start, why)
    return []


def refusals():
    """(path, line, why) of what has no rewrite, for each file."""
    for path in list(SOURCES):
        look_at(path)
        edits()
        for f in findings():
            if f.slug in PLACES and is_asked(f):
                PLACES[f.slug](f)
        for start, why in sorted(src.memo.get("refused", {}).items()):
            yield path, start[0], why
        src.memo["refused"] = {}


def is_asked(finding):
    return not AT or finding.span.start[0] in AT


def edits():
    """(start, end) -> new text, of all rewrites of the file."""
    if "edits" not in src.memo:
        src.memo["edits"] = {
            (start, end): text for f in findings()
            if f.slug in REWRITERS and is_asked(f)
            for start, end, text in REWRITERS[f.slug](f.read or f)}
    return src.memo["edits"]


def place_of(p):
    """Extent of @p in the file as it was before the first edit.

    spatch puts a function that it changed into a file of its own. Lines from
    the top of the function still count there: edits go from the inside to the
    top of a function (parts/rewrite.cocci).
    """
    first = 0
    if not look_at(p[0].file):
        for path in list(SOURCES)[-1:]:
            look_at(path)
        if src is None or "small_output" not in p[0].file:
            return None
        for start in {f.span.func for f in findings()}:
            if start[0] == p[0].current_element:
                first = start[1] - int(p[0].current_element_line)
    return ((int(p[0].line) + first, int(p[0].column)),
            (int(p[0].line_end) + first, int(p[0].column_end)))


def edit_at(p):
    """(known, new text) of the edit whose extent is that of @p."""
    place = place_of(p)
    return place in edits() if place else False, edits().get(place) \
        if place else None


def is_dropped(p):
    known, text = edit_at(p)
    return known and text is None


def is_swapped(p):
    known, text = edit_at(p)
    return known and text not in (None, UNWRAP, UNUSED,
                                        REMOVED)


def is_unwrapped(p):
    known, text = edit_at(p)
    return known and text is UNWRAP


def is_unused(p):
    known, text = edit_at(p)
    return known and text is UNUSED


def is_removed(p):
    known, text = edit_at(p)
    return known and text is REMOVED


def starts_edit(p, slug, start_of):
    """True if an approved finding of @slug has its @start_of at @p."""
    start = (int(p[0].line), int(p[0].column))
    return look_at(p[0].file) and any(
        f.slug == slug and is_asked(f) and
        start_of(f) == start for f in findings())


def drop_if(cond):
    """The edit that takes away the if statement of a condition."""
    return cond.what[1], (cond.what[1][0], cond.what[1][1] + 2), None


def text_of(span):
    """The source text of a span, on one line."""
    s = src.statements()
    return " ".join(s.code[s.offset(span.start):s.offset(span.end)].split())


FLAG_NAMES = ("VM_PFNMAP", "VM_MIXEDMAP", "VMA_PFNMAP_BIT", "VMA_MIXEDMAP_BIT")
IO_NAMES = ("VM_IO", "VMA_IO_BIT")


def other_flags(text, separator):
    """The flags of a mask that stay; None where it is no plain list."""
    names = [n.strip() for n in text.strip("() ").split(separator)]
    if not all(re.match(r"^VMA?_\w+$", n) for n in names) or \
       not any(n in FLAG_NAMES for n in names):
        return None
    return [n for n in names if n not in FLAG_NAMES + IO_NAMES]


def bitmap_test(read):
    """(call span, flags that stay) of vma_test_any(vma, A, B)."""
    code = src.statements()
    for call in src.of("call", read.func):
        if not API["flag_test"].match(call.what[0]):
            continue
        close = code.closing(code.skip(code.offset(call.end)))
        span = Span(call.start, code.place(close), read.func)
        if span.holds(read.first):
            inner = text_of(span).split("(", 1)[1][:-1]
            vma, _, bits = inner.partition(",")
            stay = other_flags(bits, ",")
            if stay is None:
                return None, None
            name = call.what[0] if len(stay) > 1 else \
                re.sub(r"_(any|all)$", "", call.what[0])
            return span, "%s(%s)" % (name, ", ".join([vma.strip()] + stay)) \
                if stay else ""
    return None, None


def mask_test(read):
    """(span, what is left of it): of flags & MASK, or of its bitmap form."""
    masks = [m for m in src.around("and", read.first)]
    if not masks:
        return bitmap_test(read)
    mask = max(masks, key=lambda s: s.start)
    stay = other_flags(text_of(mask), "|")
    if stay is None or len(masks) > 1:
        return None, None
    other = [a for a in src.of("and", read.func)
             if a.what[1] == mask.what[0] and a.end < mask.start]
    if not other:
        return None, None
    whole_test = Span(max(o.start for o in other), mask.end, read.func)
    left = text_of(Span(whole_test.start, mask.start, read.func))
    new = " | ".join(stay)
    return whole_test, (left + " " + ("(%s)" % new if len(stay) > 1 else new)) \
        if stay else ""


def bare(text):
    """A condition without outer parentheses and likely()."""
    while True:
        new = re.sub(r"^(?:un)?likely\s*(?=\()", "", text.strip())
        if new.startswith("(") and closes_at_end(new):
            new = new[1:-1].strip()
        if new == text:
            return text
        text = new


def closes_at_end(text):
    depth = 0
    for i, c in enumerate(text):
        depth += {"(": 1, ")": -1}.get(c, 0)
        if not depth:
            return i == len(text) - 1
    return False


def without_operand(cond, test):
    """The condition without one operand of ||, None if that is not it."""
    operands, depth, start = [], 0, 0
    for i, c in enumerate(cond + " "):
        depth += {"(": 1, ")": -1}.get(c, 0)
        if not depth and cond[i:i + 2] == "&&":
            return None
        if i == len(cond) or not depth and cond[i:i + 2] == "||":
            operands.append(cond[start:i].strip())
            start = i + 2
    stay = [o for o in operands
            if re.sub(r"^!!", "", bare(o)).strip("() ") != test.strip("() ")]
    if len(stay) != len(operands) - 1 or not stay:
        return None
    return bare(stay[0]) if len(stay) == 1 else " || ".join(stay)


def unused_locals(read, gone):
    """Edits that take initialised locals along, used in @gone only."""
    s = src.statements()
    first, last = s.starts[read.func[1] - 1], s.starts[read.func[2]]
    for m in re.finditer(r"\n[ \t]+\w[\w \t]*[ *](\w+)\s*=\s*[^;,()]+;",
                         s.text[first:last]):
        uses = [first + u.start() for u in
                re.finditer(r"(?<![>.])\b%s\b" % m[1], s.text[first:last])]
        if len(uses) > 1 and uses[0] == first + m.start(1) and all(
                gone[0] <= u < gone[1] for u in uses[1:]):
            start = s.place(uses[0])
            yield start, (start[0], start[1] + len(m[1])), UNUSED


def drop_gate(read, cond):
    """The edits that take the if statement of @cond away, and its locals."""
    s = src.statements()
    start = s.offset(cond.what[1])
    return [drop_if(cond)] + list(unused_locals(read, (start, s.end(start))))


def weaken(read):
    """Edits that take the flags out of a test that is one of several reasons."""
    span, left = mask_test(read)
    if span is None:
        return refuse(read, "the flags do not stand in one plain list of flags",
                      read.first.start)
    if left:
        return [(span.start, span.end, left)]
    for cond in read.guards:
        other = [s for s in src.of("else", read.func)
                 if s.what[0].start == cond.start]
        if other:
            refuse(read, "the test has an else branch", other[0].start)
            continue
        text, test = bare(text_of(cond)), text_of(span)
        if text == test:
            return drop_gate(read, cond)
        if text == "!(%s)" % test:
            return [drop_if(cond)[:2] + (UNWRAP,)]
        rest = without_operand(text_of(cond), test)
        if rest:
            return [(cond.start, cond.end, rest)]
        refuse(read, "the condition asks more than these flags", cond.start)
    return refuse(read, "no condition hangs on the flags alone")


def turned(read, span, if_clear, if_set):
    """The edit of a test as a whole: of !(flags & F), else of flags & F."""
    for n in sorted(src.around("negation", span), key=lambda s: s.start,
                    reverse=True):
        if text_of(n).strip("( )") == text_of(span).strip("( )"):
            s = src.statements()
            start = s.text.rindex("!", 0, s.offset(n.start))
            return s.place(start), n.end, if_clear
    return span.start, span.end, if_set
