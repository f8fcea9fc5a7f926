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

    def test_one_argument_too_many_is_told_before_anything_is_done(self):
        for given, kept in [("clean all", "clean"), ("test json cli", "test json"), ("fuzz json 9 9", "fuzz json 9"),
                            ("cross wasm32 x", "cross wasm32")]:
            status, out, err = self.run_in(DEV, *given.split())
            self.assertEqual((status, out), (2, ""))
            self.assertIn(f"'{given.split()[-1]}' is one argument too many", err)
            self.assertTrue(err.endswith(f"mend   ./dev {kept}\n"), err)

    def test_an_unknown_room_or_target_gets_the_nearest_before_anything_is_built(self):
        for given, nearest in [("test jsn", "test json"), ("test clli", "test cli"), ("quick grund", "quick ground"),
                               ("asan oss", "asan os"), ("tsan option", "tsan options"), ("fuzz jsno 1", "fuzz json"),
                               ("bench jsonn", "bench json"), ("cross windows", "cross windows-x64")]:
            status, out, err = self.run_in(DEV, *given.split())
            self.assertEqual((status, out), (2, ""))
            self.assertRegex(err, f"^error: unknown (room|target) '{given.split()[1]}'")
            self.assertTrue(err.endswith(f"mend   ./dev {nearest}\n"), err)

    def test_what_a_word_needs_is_asked_for(self):
        for given, said in [("fuzz", "no room was named"), ("cross", "one target must be named"),
                            ("install --prefix", "--prefix wants a folder"), ("install --node", "--node wants a folder")]:
            status, out, err = self.run_in(DEV, *given.split())
            self.assertEqual((status, out), (2, ""))
            self.assertIn(said, err)
            self.assertIn("  mend   ./dev ", err)

    def test_the_door_alone_is_help(self):
        self.assertEqual(self.run_in(DEV), self.run_in(DEV, "help"))

    def test_it_works_from_any_folder(self):
        self.assertEqual(self.run_in(DEV, "help")[0], 0)

    def test_an_unknown_option_of_test_gets_the_nearest(self):
        status, _, err = self.run_in(DEV, "test", "--old-kernal")
        self.assertEqual(status, 2)
        self.assertIn("./dev test --old-kernel", err)
