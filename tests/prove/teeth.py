# SPDX-License-Identifier: GPL-2.0-only
"""Finds each question that a series asks, and makes a kernel that can leave it out.

A question is a call of a helper that the series adds to a header, or a call of a
function of the vm_normal_page() family that it adds to a source file. Each gets a
number; booted with pfn_out=NUMBER, the kernel does not ask it.
"""
import re
from dataclasses import dataclass

from mails import touched

FAMILY = r"vm_normal_(?:page|folio)(?:_pmd|_pud)?"
# What stands for the page of an entry when nobody asks.
UNASKED = {"": "pte_page", "_pmd": "pmd_page", "_pud": "pud_page"}


@dataclass
class Question:
    number: int
    file: str
    line: int
    call: str


def added_lines(diff, ending):
    """(file, line) of each line that a diff adds to files with that ending."""
    file = None
    for line in diff.splitlines():
        if line.startswith("+++ "):
            file = line[4:].split("\t")[0].removeprefix("b/")
        elif line.startswith("+") and file and file.endswith(ending):
            yield file, line[1:]


def helpers(patches):
    """The functions that the series adds to headers and that answer yes or no."""
    names = set()
    for patch in patches:
        for _, line in added_lines(patch.diff, ".h"):
            names.update(re.findall(r"^static inline bool (\w+)\(", line))
    return names


def new_answers(patches):
    """Lines with a call of the family, by file, that are there only with the series."""
    lines = {}
    for patch in patches:
        for file, line in added_lines(patch.diff, ".c"):
            if re.search(rf"\b{FAMILY}\(", line):
                lines.setdefault(file, set()).add(line.strip())
    return lines


def closing(text, at):
    """The place behind the bracket that closes the one at at."""
    depth = 0
    for place in range(at, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if not depth:
            return place + 1
    raise ValueError("a bracket is never closed")


def arguments(call):
    """The arguments of a call, split at commas outside of brackets."""
    inner, depth, parts = call[call.index("(") + 1:-1], 0, [""]
    for char in inner:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "," and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts]


def unasked(call):
    """What stands in place of a call of the family when it is not asked."""
    kind, level = re.match(r"vm_normal_(page|folio)(_pmd|_pud)?\(", call).groups()
    page = f"{UNASKED[level or '']}({arguments(call)[-1]})"
    return page if kind == "page" else f"page_folio({page})"


def line_of(text, place):
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return text[start:end if end >= 0 else len(text)]


def is_definition(text, place):
    """A name at the left margin, or behind a type there, begins a function."""
    return not line_of(text, place)[:1].isspace()


class Wrapper:
    """Numbers the questions of one series, file by file."""

    def __init__(self, patches):
        self.names, self.answers = helpers(patches), new_answers(patches)
        self.questions = []

    def is_question(self, file, text, match):
        if is_definition(text, match.start()):
            return False
        if match.group(1) in self.names:
            return True
        return line_of(text, match.start()).strip() in self.answers.get(file, ())

    def wrap(self, file, text):
        """text with a switch around each question."""
        pattern = re.compile(rf"\b({'|'.join([*sorted(self.names), FAMILY])})\(")
        done, at = "", 0
        for match in pattern.finditer(text):
            if match.start() < at or not self.is_question(file, text, match):
                continue
            end = closing(text, match.end() - 1)
            call = text[match.start():end]
            done += text[at:match.start()] + self.switch(
                file, text.count("\n", 0, match.start()) + 1, match.group(1), call)
            at = end
        return done + text[at:] if done else text

    def switch(self, file, line, name, call):
        number = len(self.questions) + 1
        self.questions.append(Question(number, file, line, " ".join(call.split())))
        if name in self.names:
            return f"pfn_asked({number}, {call})"
        return f"pfn_answer({number}, {call}, {unasked(call)})"


def with_switches(patches, files):
    """(questions, contents by name) of the state in which the whole series is
    applied; files: the contents of that state."""
    wrapper, wrapped = Wrapper(patches), {}
    names = [n for patch in patches for n in touched(patch.diff) if n.endswith(".c")]
    for name in sorted(set(names)):
        before = files[name].decode()
        text = wrapper.wrap(name, before)
        if text != before:
            wrapped[name] = ("#include <linux/pfn_out.h>\n" + text).encode()
    return wrapper.questions, {**files, **wrapped}
