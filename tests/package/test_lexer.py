# SPDX-License-Identifier: GPL-2.0-only
"""The lexer of the semantic patches' package: extents off the text of a file."""

import unittest

from pfnmap.lexer import Text, without_comments

CODE = '''\
#define ASKS(v) \\
\tflags(v)
/* if (no) return; */
static int f(int a)
{
\tif (a > 1) /* } */
\t\treturn g("(", ')');
\telse if (b(a, c(1)))
\t\tfor (;;)
\t\t\ta = x.h(2);
\tdo { i(); } while (a);
\treturn sizeof(a);
}
'''


class LexerTest(unittest.TestCase):
    def setUp(self):
        self.text = Text(CODE)

    def cut(self, start, end):
        return " ".join(self.text.text[start:end].split())

    def test_blanks_what_is_no_code(self):
        self.assertEqual(len(self.text.text), len(CODE))
        self.assertNotIn("no", self.text.code)
        self.assertNotIn("ASKS", self.text.text)
        self.assertIn("ASKS", self.text.code)

    def test_place_and_offset_are_inverse(self):
        at = CODE.index("do {")
        self.assertEqual(self.text.place(at), (11, 1))
        self.assertEqual(self.text.offset((11, 1)), at)

    def test_brackets_in_strings_close_nothing(self):
        at = CODE.index("g(") + 1
        self.assertEqual(self.cut(at, self.text.closing(at)), "( , )")

    def test_end_of_an_if_holds_its_else(self):
        at = CODE.index("if (a")
        self.assertTrue(self.cut(at, self.text.end(at)).endswith("a = x.h(2);"))

    def test_end_of_a_loop(self):
        at = CODE.index("do {")
        self.assertEqual(self.cut(at, self.text.end(at)),
                         "do { i(); } while (a);")

    def test_otherwise_is_empty_without_else(self):
        at = CODE.index("do {")
        self.assertEqual(self.text.otherwise(at), (at, at))

    def test_definitions(self):
        (name, start, body, end), = self.text.definitions()
        self.assertEqual(name, "f")
        self.assertEqual(self.cut(start, body), "static int f(int a)")
        self.assertEqual(end, len(CODE) - 1)

    def test_calls_without_keywords_and_members(self):
        body = CODE.index("{\n")
        names = [m[1] for m in
                 self.text.calls(self.text.text, body, len(CODE))]
        self.assertEqual(names, ["g", "b", "c", "i"])

    def test_arguments_from_the_inside(self):
        at = CODE.index("1)))")
        found = [(self.cut(start, end), name)
                 for start, end, name in self.text.arguments(at, at + 1)]
        self.assertEqual(found, [("1", "c"), ("c(1)", "b")])

    def test_an_unclosed_bracket_ends_with_the_file(self):
        text = Text("int f(void)\n{\n\tif (a")
        self.assertEqual(text.closing(11 + 1), len(text.text))

    def test_comments(self):
        self.assertEqual(without_comments("a /* b\n */ c // d").split(),
                         ["a", "c"])


if __name__ == "__main__":
    unittest.main()
