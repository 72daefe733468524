# SPDX-License-Identifier: GPL-2.0-only
"""Answers: where they go, and the names that count in a file."""

import unittest

from pfnmap import answers
from pfnmap.source import Source
from pfnmap.tables import Tree, counts_in

CODE = """int f(struct vm_area_struct *vma)
{
	bool is_raw = false;

	if (!managed(vma))
		is_raw = true;
	if (is_raw)
		return 1;
	return raw(vma) ? 0 : 2;
}
"""


class AnswerTest(unittest.TestCase):
    def setUp(self):
        self.src = Source("f.c", CODE, Tree())
        self.src.add_statements()

    def span(self, text, *what):
        start = CODE.index(text)
        func = self.src.of("cond")[0].func
        return self.src.span(start, start + len(text), func, *what)

    def fact(self, kind, text, *what):
        self.src.facts.setdefault(kind, []).append(self.span(text, *what))

    def senses(self, token):
        return [sense for _, sense in answers.tests(self.src, token, 1)]

    def test_a_variable_set_in_a_branch_is_asked_later(self):
        self.fact("negation", "managed(vma)")
        self.fact("assign", "true", "is_raw")
        self.assertEqual(self.senses(self.span("managed")), [-1, -1])

    def test_a_comparison_with_zero_turns_round(self):
        self.fact("compare", "managed(vma)", "managed(vma)", "0", "==")
        self.assertEqual(self.senses(self.span("managed")), [-1])

    def test_a_comparison_with_other_than_zero_does_not(self):
        self.fact("compare", "managed(vma)", "managed(vma)", "0", "!=")
        self.assertEqual(self.senses(self.span("managed")), [1])

    def test_what_a_choice_returns(self):
        self.fact("choice", "raw(vma) ?", self.span("0 "), self.span("2"))
        self.fact("return", "raw(vma) ? 0 : 2")
        answer = answers.Answer(self.span("raw(vma) "), 1)
        self.assertEqual(set(answers.returned(self.src, answer)) - {0}, {-1})

    def test_truth(self):
        self.assertEqual([answers.truth(t) for t in
                          ("(1)", "true", "-EINVAL", "0", "false", "ret")],
                         [1, 1, 1, -1, -1, 0])


class PlaceTest(unittest.TestCase):
    def test_no_place_is_everywhere(self):
        self.assertTrue(counts_in(None, "/k/mm/a.c"))
        self.assertTrue(counts_in([], "/k/mm/a.c"))

    def test_a_file_and_a_folder(self):
        self.assertTrue(counts_in(["fs/b.c", "mm/a.c"], "/k/mm/a.c"))
        self.assertTrue(counts_in(["mm/"], "/k/mm/a.c"))
        self.assertFalse(counts_in(["mm/"], "/k/mm/deep/a.c"))
        self.assertFalse(counts_in(["mm/a.c"], "/k/arch/mm/b.c"))


if __name__ == "__main__":
    unittest.main()
