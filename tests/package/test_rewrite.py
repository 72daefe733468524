# SPDX-License-Identifier: GPL-2.0-only
"""What becomes of a condition when the flags leave it."""

import unittest

from pfnmap import rewrite, same_mask, tables
from pfnmap.tables import API, JUDGEMENT, RULES, Tree, pattern


class ConditionTest(unittest.TestCase):
    def test_bare(self):
        self.assertEqual(rewrite.bare("(unlikely((a & b)))"), "a & b")
        self.assertEqual(rewrite.bare("(a) & (b)"), "(a) & (b)")

    def test_one_operand_goes(self):
        self.assertEqual(rewrite.without_operand("x || a & B || y", "a & B"),
                         "x || y")
        self.assertEqual(rewrite.without_operand("(x) || !!(a & B)", "a & B"), "x")

    def test_an_operand_of_and_stays(self):
        self.assertIsNone(rewrite.without_operand("x && a & B", "a & B"))

    def test_what_is_not_there_does_not_go(self):
        self.assertIsNone(rewrite.without_operand("x || y", "a & B"))

    def test_flags_that_stay(self):
        self.assertEqual(
            rewrite.other_flags("(VM_LOCKED | VM_IO | VM_PFNMAP)", "|"),
            ["VM_LOCKED"])
        self.assertIsNone(rewrite.other_flags("VM_LOCKED | VM_IO", "|"))
        self.assertIsNone(rewrite.other_flags("VM_PFNMAP | more", "|"))


class TableTest(unittest.TestCase):
    def test_names_that_end_in_anything(self):
        self.assertTrue(pattern(["walk_*"]).match("walk_page"))
        self.assertFalse(pattern(["walk_"]).match("walk_page"))
        self.assertFalse(pattern(["*_ON"]).match("BUG_ONLY"))
        self.assertTrue(API["normal_page"].match("vm_normal_page_pmd"))
        self.assertFalse(API["normal_page"].match("my_vm_normal_page"))

    def test_every_question_exists_and_has_a_rule(self):
        from pfnmap import questions
        for slug, name in JUDGEMENT:
            self.assertIn(slug, RULES)
            self.assertTrue(callable(getattr(questions, name)))

    def test_a_tree_of_which_nothing_is_known_lacks_nothing(self):
        self.assertFalse(Tree().lacks("pud_special"))
        self.assertTrue(Tree({"has": ["follow_pte"]}).lacks("pud_special"))

    def test_no_file_is_an_empty_tree(self):
        self.assertEqual(tables.tree_at("/nonexistent/tree.json").masks, {})

    def test_flags_of_a_mask(self):
        tree = Tree({"macros": {"BOTH": ["MIXEDMAP", "PFNMAP"]}})
        self.assertEqual(same_mask.flags_of(tree, "(BOTH | VM_IO)", "|"),
                         ["IO", "MIXEDMAP", "PFNMAP"])
        self.assertIsNone(same_mask.flags_of(tree, "VM_IO | more", "|"))


if __name__ == "__main__":
    unittest.main()
