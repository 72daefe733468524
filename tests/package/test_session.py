# SPDX-License-Identifier: GPL-2.0-only
"""The session: one file after the other, and nothing is kept between them."""

import contextlib
import io
import os
import tempfile
import unittest
from types import SimpleNamespace

from pfnmap import special_leak, said
from pfnmap.session import session
from pfnmap.tables import Tree

CODE = "int %s(pte_t *ptep)\n{\n\treturn pte_special(ptep_get(ptep));\n}\n"


def place(path, name):
    """As coccilib hands the position of pte_special() over."""
    return SimpleNamespace(
        file=path, current_element=name, current_element_line="1",
        current_element_line_end="4", line="3", column="8", line_end="3",
        column_end="19")


class SessionTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        session.rule, session.lines, session.opt_in = None, set(), False
        session.tree = Tree()

    def file(self, name, text):
        path = os.path.join(self.folder.name, name)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        return path

    def look_at(self, path, name):
        session.start(SimpleNamespace(files=lambda: [path]))
        session.open(place(path, name))
        session.fact("special", place(path, name))
        return [(p.file, p.line, text)
                for p, text in said.messages(special_leak.find)]

    def test_a_second_file_knows_nothing_of_the_first(self):
        one = self.file("one.c", CODE % "one")
        two = self.file("two.c", CODE % "two")
        self.assertEqual([m[:2] for m in self.look_at(one, "one")], [(one, 3)])
        self.assertEqual([m[:2] for m in self.look_at(two, "two")], [(two, 3)])
        self.assertEqual(list(session.sources), [two])

    def test_message(self):
        path = self.file("one.c", CODE % "one")
        (_, _, text), = self.look_at(path, "one")
        self.assertRegex(text, r"^WARNING: special bit .* in one "
                               r"\[special-leak\]$")

    def test_who_may_ask_is_not_told(self):
        path = self.file("a.c", CODE % "vm_normal_page")
        self.assertEqual(self.look_at(path, "vm_normal_page"), [])

    def test_a_place_of_no_file_at_hand(self):
        self.look_at(self.file("one.c", CODE % "one"), "one")
        self.assertIsNone(session.fact("and", place("macros.h", "one")))

    def test_the_mark(self):
        path = self.file("one.c", CODE % "one")
        self.look_at(path, "one")
        with contextlib.redirect_stdout(io.StringIO()) as out:
            session.mark()
        self.assertEqual(out.getvalue(), "# pfnmap: whole %s\n" % path)

    def test_only_what_is_approved_is_asked(self):
        path = self.file("one.c", CODE % "one")
        self.look_at(path, "one")
        finding, = said.findings(session.sources[path], special_leak.find)
        session.approve("special-leak", "3,9")
        self.assertTrue(session.is_asked(finding))
        session.approve("special-leak", "4")
        self.assertFalse(session.is_asked(finding))

    def test_a_comment_in_an_operator(self):
        path = self.file("one.c", CODE % "one")
        self.look_at(path, "one")
        session.operands(" /* or */ || ", place(path, "one"), "a",
                         place(path, "one"), "b")
        self.assertEqual(len(session.sources[path].of("part")), 1)


if __name__ == "__main__":
    unittest.main()
