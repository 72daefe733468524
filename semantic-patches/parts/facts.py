import bisect
import os
import re

# Names of the kernel API by role, as in src/ground/kapi.def.
API = {role: re.compile("^(" + names + ")$") for role, names in {
    "normal_page": r"vm_normal_page\w*|vm_normal_folio\w*|__vm_normal_page",
    "assert": r"\w*BUG_ON\w*|\w*WARN_ON\w*|\w*WARN_ONCE",
    "lookup": r"follow_pfnmap_start|follow_pte|follow_pte_pmd|follow_pfn|"
              r"follow_phys",
    "walk": r"walk_page_range\w*|walk_page_vma|walk_page_mapping|"
            r"folio_walk_start|follow_page|zap_page_range\w*|zap_vma|"
            r"zap_vma_range\w*|zap_vma_for_reaping|zap_special_vma_range|"
            r"unmap_page_range|change_protection\w*|change_prot_numa",
    "entry_load": r"ptep_get\w*|pmdp_get\w*|pudp_get\w*|huge_ptep_get\w*|"
                  r"pte_offset_map\w*|pmdp_huge_get\w*|pudp_huge_get\w*|"
                  r"ptep_clear\w*|ptep_modify\w*",
    "entry_store": r"set_pte_at|set_ptes|set_pmd_at|set_pud_at",
    "entry_clear": r"ptep_get_and_clear\w*|pmdp_huge_get\w*|pudp_huge_get\w*",
    "entry_page": r"pte_page|pte_pfn|pmd_page|pmd_pfn|pmd_folio|pud_page|"
                  r"pud_pfn|vm_normal_page\w*|vm_normal_folio\w*",
    "gup": r"get_user_pages\w*|pin_user_pages\w*|populate_vma_page_range|"
           r"faultin_page\w*",
    "tracking": r"track_pfn\w*|untrack_pfn\w*",
    "flag_test": r"vma_test|vma_test_\w+|vma_flags_test\w*|vma_desc_test\w*",
    "flag_mask": r"mk_vma_flags\w*|append_vma_flags|vma_flags_to_legacy|"
                 r"legacy_to_vma_flags|BIT|BIT_ULL|ilog2",
    "flag_write": r"vm_flags_\w+|__vm_flags_mod|vma_set_flags\w*|"
                  r"vma_clear_flags\w*|vma_desc_set_flags\w*|"
                  r"vma_desc_clear_flags\w*|vma_flags_set\w*|"
                  r"vma_flags_clear\w*|vma_flags_reset\w*",
    "transparent": r"likely|unlikely|READ_ONCE",
}.items()}

END = (1 << 30, 0)
OUTSIDE = ("something_else", 0, 0)


class Span:
    """The extent of a match, and the function that it stands in."""

    def __init__(self, start, end, func, *what):
        self.start, self.end, self.func, self.what = start, end, func, what

    def holds(self, other):
        return (self.func == other.func and
                self.start <= other.start and other.end <= self.end)


class Source:
    """What the rules matched in the file at hand, by kind."""

    def __init__(self, path):
        self.path = path
        self.facts, self.seen, self.memo = {}, set(), {}
        self.sorted = {}  # kind -> (how many, function -> facts)
        self.extents, self.told = {}, False
        with open(path, encoding="latin-1") as f:
            self.lines = f.read().split("\n")

    def word(self, p):
        return self.lines[int(p.line) - 1][int(p.column):int(p.column_end)]

    def extent(self, p):
        """(name, first line, last line) of the function around @p."""
        line, first, last = (int(p.line), int(p.current_element_line),
                             int(p.current_element_line_end))
        key = (p.current_element, first, last)
        if key not in self.extents:
            self.extents[key] = self.find_extent(p, line, first, last)
        return self.extents[key]

    def find_extent(self, p, line, first, last):
        if p.current_element == "something_else":
            return OUTSIDE
        head, brace, rest = self.text((0, first, last)).partition("{")
        if first <= line <= last and (not brace or head.rstrip().endswith("=")):
            return OUTSIDE
        if not (first <= line <= last and
                re.search(r"\b%s\s*\(" % re.escape(p.current_element), head)):
            # SYSCALL_DEFINE3() is expanded: its lines are those of the macro.
            first = last = line
            while first > 1 and not re.match(r"\w+\W*[^:\s]|}",
                                             self.lines[first - 1]):
                first -= 1
            while last < len(self.lines) and self.lines[last - 1][:1] != "}":
                last += 1
        return p.current_element, first, last

    def of(self, kind, func=None):
        spans = self.facts.get(kind, [])
        if func is None:
            return list(spans)
        count, by_function = self.sorted.get(kind, (0, None))
        if count != len(spans):
            by_function = {}
            for s in spans:
                by_function.setdefault(s.func, []).append(s)
            self.sorted[kind] = len(spans), by_function
        return by_function.get(func, []) if spans else []

    def around(self, kind, inner):
        if kind == "arg":
            return list(self.statements().arguments(inner))
        return [s for s in self.of(kind, inner.func) if s.holds(inner)]

    def within(self, kind, outer):
        return [s for s in self.of(kind, outer.func) if outer.holds(s)]

    def text(self, func):
        text = "\n".join(self.lines[func[1] - 1:func[2]])
        return re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.S)

    def cut(self, span):
        """The text of a span, to the end of its function at most."""
        first, last = span.start[0], min(span.end[0], span.func[2])
        return "\n".join(self.lines[first - 1:last])

    def header(self, func):
        """What stands in front of a function's body."""
        return " ".join(self.text(func).split("{", 1)[0].split())

    def statements(self):
        if "text" not in self.memo:
            self.memo["text"] = Statements(self.lines)
        return self.memo["text"]

    def known_functions(self):
        """Those that have a match, with spatch's lines, and the others'."""
        if "known" not in self.memo:
            known = {s.func for spans in self.facts.values() for s in spans
                     if s.func != OUTSIDE}
            lines = {n for f in known for n in range(f[1], f[2] + 1)}
            place = self.statements().place
            known |= {(name, place(start)[0], place(end - 1)[0]) for
                      name, start, body, end in self.statements().definitions()
                      if place(body)[0] not in lines}
            self.memo["known"] = sorted(known, key=lambda f: f[1])
        return self.memo["known"]

    def function_at(self, line):
        known = self.known_functions()
        at = bisect.bisect_right([f[1] for f in known], line)
        return known[at - 1] if at and line <= known[at - 1][2] else OUTSIDE

    def add_statements(self):
        """Adds what the text says of each function."""
        for func in self.known_functions():
            for kind, span in self.statements().spans(func):
                self.facts.setdefault(kind, []).append(span)
        for span in self.statements().macro_calls(self.function_at):
            self.facts.setdefault("call", []).append(span)

    def functions(self, name):
        return {s.func for s in self.of("call") + self.of("jump")
                if s.func[0] == name}

    def called(self, api, func, spans):
        return any(API[api].match(c.what[0]) for c in self.of("call", func)
                   if any(s.holds(c) for s in spans))

# Sources by path, and the one that is looked at.
SOURCES = {}
src = None


def look_at(path):
    """False if no token stands in that file: a macro of --macro-file."""
    global src
    src = SOURCES.get(path)
    return src is not None


def tree_of(path):
    """The top of the kernel tree that @path stands in, or None."""
    top = os.path.dirname(os.path.abspath(path))
    while top != "/":
        if all(os.path.exists(os.path.join(top, f)) for f in ("Kbuild", "mm")):
            return top
        top = os.path.dirname(top)
    return None


# Not built into a kernel: src/index/index_list.c leaves them out as well.
USERLAND = ("tools", "scripts", "Documentation", "samples", "usr")


def is_userland(path):
    top = tree_of(path)
    return top is not None and os.path.relpath(
        os.path.abspath(path), top).split(os.sep)[0] in USERLAND


def add_file(p):
    """Makes the file of @p one to look at, if it is one of the kernel's."""
    if p.file not in SOURCES and not is_userland(p.file):
        SOURCES[p.file] = Source(p.file)


def fact(kind, p, *what):
    """Keep one match; a token makes its file one to look at."""
    if kind == "token":
        add_file(p)
    if not look_at(p.file):
        return None
    s = Span((int(p.line), int(p.column)),
             (int(p.line_end), int(p.column_end)), src.extent(p), *what)
    key = str((kind, s.start, s.end, what))
    if key not in src.seen:
        src.seen.add(key)
        src.facts.setdefault(kind, []).append(s)
    return s


def token(kind, p):
    """Keep a flag or what carries it, with its name."""
    add_file(p)
    if p.file in SOURCES:
        fact("token", p, kind, SOURCES[p.file].word(p))
