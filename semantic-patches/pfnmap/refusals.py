# SPDX-License-Identifier: GPL-2.0-only
"""What keeps private writable mappings away from a place, on the way to it."""

import re

from .macros import macros
from .setters import mentions

_SHARED = r"VM_SHARED|VM_MAYSHARE|VMA_SHARED_BIT|VMA_MAYSHARE_BIT"
_ASKS = (_SHARED + r"|VM_MAYWRITE|VMA_MAYWRITE_BIT|\w*is_cow_mapping|"
         r"\w*is_shared_maywrite")
_TESTS = re.compile(r"\b(%s)\b" % _ASKS)
# "vma->vm_flags & VM_SHARED" by itself: what it leaves with is shared.
_IS_SHARED = re.compile(r"\(*\s*(?:->|[^!=&|<>])*(?:&\s*\(*\s*(?:%s)|\b(?:vma_test|"
                        r"vma_desc_test)\w*\s*\([^()]*\b(?:%s)\s*)[\s)]*\Z" %
                        (_SHARED, _SHARED))
_LEAVES = re.compile(r"\b(return|goto|break|continue)\b")
_CLEARS = re.compile(r"\bvm(?:a)?_(?:desc_)?(?:clear_flags|flags_clear)\s*\("
                     r"[^;]*\b(?:VM_MAYWRITE|VMA_MAYWRITE_BIT)\b[^;]*;|"
                     r"->\s*vm_flags\s*&=\s*~[^;]*\bVM_MAYWRITE\b[^;]*;|"
                     r"\bvm_flags_mod\s*\([^;]*,[^;,]*\bVM_MAYWRITE\b[^;,]*;")
_IF = re.compile(r"\bif\s*\(")


class Refusal:
    """Keeps them from [@start, @end) of the file, but what stands before @at."""

    def __init__(self, at, start, end):
        self.at, self.start, self.end = at, start, end

    def guards(self, offset):
        return self.start <= offset < self.end and self.at <= offset


def asking(src):
    """The macros of the file that ask for one of these."""
    if "asking" not in src.memo:
        src.memo["asking"] = {m.name for ms in macros(src).values() for m in ms
                              if _TESTS.search(m.body)}
    return src.memo["asking"]


def kept(src, function):
    """Locals that hold the answer."""
    return {m[1] for m in re.finditer(r"(\w+)\s*=(?!=)([^=;]*[^;]*);",
                                      function.text)
            if _TESTS.search(m[2]) and not re.search(r"\|\s*(%s)" % _SHARED, m[2])
            and re.search(r"[&(!]", m[2])} - {"vm_flags"}


def asks(src, function, text):
    """True if an expression tells private mappings from others."""
    if _TESTS.search(text) or mentions(asking(src), text):
        return True
    names = set(re.findall(r"\w+", text))
    return bool(names & kept(src, function)) or \
        any(refuse(src, src.having(n)) for n in names
            if n in src.functions() and n != function.name)


def refuse(src, functions):
    """True if they do in each branch of an #if that has one."""
    return all(refuses(src, f) for f in functions)


def refuses(src, function):
    """True if a function asks, and answers by it."""
    key = "refuses", function.start
    if key not in src.memo:
        src.memo[key] = False       # while it is looked at
        src.memo[key] = any(True for r in refusals(src, function)) or any(
            asks(src, function, m[1]) for m in
            re.finditer(r"\breturn\b([^;]*);", function.text))
    return src.memo[key]


def block_around(lexed, function, at):
    """The extent of the innermost braces around an offset."""
    depth = 0
    for i in range(at - 1, function.body - 1, -1):
        c = lexed.text[i]
        if c == "}":
            depth += 1
        elif c == "{":
            if not depth:
                return i, lexed.closing(i)
            depth -= 1
    return function.body, function.end


def is_branch(src, at):
    """True for a statement that hangs on an if or a loop, without braces."""
    text = src.lexed.text
    statement = max(text.rfind(c, 0, at) for c in ";{}") + 1
    return bool(re.match(r"\s*(if|else|for|while|case)\b", text[statement:at]))


def _of_if(src, function, m):
    lexed = src.lexed
    close = lexed.closing(m.end() - 1)
    cond = lexed.text[m.end():close - 1]
    if cond.strip() == "0":
        yield Refusal(close, lexed.skip(close), lexed.end(close))
    if not asks(src, function, cond):
        return
    then = lexed.skip(close), lexed.end(close)
    other = lexed.otherwise(then[1])
    for branch, polarity in ((then, True), (other, False)):
        if branch[0] == branch[1]:
            continue
        # What one of the two branches does is done to one kind only.
        yield Refusal(branch[0], *branch)
        if _LEAVES.search(lexed.text[branch[0]:branch[1]]) and \
           not (polarity and _IS_SHARED.match(cond)):
            around = block_around(lexed, function, m.start())
            yield Refusal(m.start(), *around)


def _of_call(src, function, name, at):
    """A function of the file that refuses, whose answer somebody looks at."""
    callee = src.functions().get(name)
    if not callee or name == function.name or not refuse(src, src.having(name)):
        return
    line = src.lexed.text.rfind("\n", 0, at) + 1
    if re.search(r"=\s*$|\breturn\s*$|\bif\s*\([^;]*$", src.lexed.text[line:at]):
        yield Refusal(at + 1, *block_around(src.lexed, function, at))


def refusals(src, function):
    """All of one function."""
    lexed = src.lexed
    for m in _IF.finditer(lexed.text, function.body, function.end):
        yield from _of_if(src, function, m)
    for m in _CLEARS.finditer(lexed.text, function.body, function.end):
        start, end = block_around(lexed, function, m.start())
        if not is_branch(src, m.start()):
            yield Refusal(start, start, end)
    for m in re.finditer(r"\?", function.text):
        start = max(function.text.rfind(c, 0, m.start()) for c in ";{}") + 1
        end = function.text.find(";", m.start())
        if asks(src, function, function.text[start:m.start()]):
            yield Refusal(function.body + start, function.body + start,
                          function.body + end)
    for name, at in function.calls:
        yield from _of_call(src, function, name, at)


def is_guarded(src, function, offset):
    """True if no private writable mapping comes to this place."""
    key = "refusals", function.start
    if key not in src.memo:
        src.memo[key] = list(refusals(src, function))
    return any(r.guards(offset) for r in src.memo[key])
