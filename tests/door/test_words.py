"""./dev: its words, and what it says to a word it does not know."""
import os
import re

from place import ROOT, Place

DEV = os.path.join(ROOT, "dev")


class Words(Place):
    def test_an_unknown_word_gets_the_nearest_and_status_2(self):
        for given, nearest in [("biuld", "build"), ("tests", "test"), ("fuz", "fuzz"), ("instal", "install")]:
            status, out, err = self.run_in(DEV, given)
            self.assertEqual((status, out), (2, ""))
            self.assertIn(f"unknown word '{given}'", err)
            self.assertIn(f"mend   ./dev {nearest}\n", err)

    def test_help_tells_each_word_that_the_door_knows(self):
        with open(DEV, encoding="utf-8") as file:
            handled = set()
            for names in re.findall(r"^    ([a-z |-]+)\) ", file.read(), re.MULTILINE):
                handled |= {name.strip() for name in names.split("|") if name.strip()[0] != "-"}
        status, out, _ = self.run_in(DEV, "help")
        self.assertEqual(status, 0)
        self.assertEqual(set(re.findall(r"^  ([a-z]+)", out, re.MULTILINE)), handled)

    def test_the_door_alone_is_help(self):
        self.assertEqual(self.run_in(DEV), self.run_in(DEV, "help"))

    def test_it_works_from_any_folder(self):
        self.assertEqual(self.run_in(DEV, "help")[0], 0)

    def test_an_unknown_option_of_test_gets_the_nearest(self):
        status, _, err = self.run_in(DEV, "test", "--old-kernal")
        self.assertEqual(status, 2)
        self.assertIn("./dev test --old-kernel", err)
