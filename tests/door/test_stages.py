"""Summing up: what counts as passed, and what a failing stage leaves behind."""
import os

from place import ROOT, Place

import suites

STAGES = os.path.join(ROOT, "scripts", "stages.sh")


class Stages(Place):
    def run_stages(self, *lines):
        return self.run_in("bash", "-c", "\n".join([f". {STAGES}", *lines, "sum_up"]))

    def test_the_closing_line_decides(self):
        rows = [
            ("what passed is counted",               "echo 3 passed, 0 failed",                 "3 passed, 0 failed"),
            ("skipped is carried on",                "echo 3 passed, 0 failed, 2 skipped",      "3 passed, 0 failed, 2 skipped"),
            ("only the last line counts",            "printf '9 passed, 9 failed\\n1 passed, 0 failed\\n'",
                                                                                                "1 passed, 0 failed"),
            ("failures are counted",                 "bash -c 'echo 3 passed, 2 failed; exit 1'", "3 passed, 2 failed"),
            ("failures count whatever the status",   "echo 3 passed, 2 failed",                 "3 passed, 2 failed"),
            ("silence is a failure",                 "true",                                    "0 passed, 1 failed"),
            ("another last line is a failure",       "echo fine",                               "0 passed, 1 failed"),
            ("a number of words is no closing line", "echo all 3 passed, 0 failed",             "0 passed, 1 failed"),
            ("a status that disagrees is a failure", "bash -c 'echo 3 passed, 0 failed; exit 1'", "3 passed, 1 failed"),
            ("nothing tested is a failure",          "echo 0 passed, 0 failed",                 "0 passed, 1 failed"),
            ("killed is a failure",                  "bash -c 'echo 3 passed, 0 failed; kill -9 $$'", "3 passed, 1 failed"),
            ("a command that is missing is a failure", "keel-no-such-command",                  "0 passed, 1 failed"),
        ]
        for says, command, wanted in rows:
            with self.subTest(says):
                status, out, _ = self.run_stages(f"stage one again {command}")
                self.assertEqual(out.splitlines()[-1], wanted)
                self.assertEqual(status, 0 if ", 0 failed" in wanted else 1)

    def test_a_failure_shows_its_words_and_what_brings_it_back(self):
        _, _, err = self.run_stages("stage one './dev test one' bash -c 'echo the reason; exit 3'")
        self.assertIn("the reason", err)
        self.assertIn("again  ./dev test one\n", err)
        self.assertIn("the reason", self.read("build/logs/stages/one.log"))

    def test_a_stage_that_passed_is_one_line(self):
        _, _, err = self.run_stages("stage one again echo 1 passed, 0 failed")
        self.assertEqual(len(err.splitlines()), 2)

    def test_what_is_left_out_is_counted_and_named(self):
        status, out, err = self.run_stages("stage one again echo 1 passed, 0 failed", "skip wide './dev cross wide'")
        self.assertEqual((status, out), (0, "1 passed, 0 failed, 1 skipped\n"))
        self.assertIn("./dev cross wide", err)

    def test_a_stage_never_waits_for_input(self):
        self.assertEqual(self.run_stages("stage one again bash -c 'cat; echo 1 passed, 0 failed'")[0], 0)

    def test_as_one_counts_a_step(self):
        self.assertEqual(self.run_stages("stage one again as_one true")[1], "1 passed, 0 failed\n")
        self.assertEqual(self.run_stages("stage one again as_one false")[1], "0 passed, 1 failed\n")

    def test_a_suite_is_held_to_the_same_rules(self):
        rows = [("2 passed, 0 failed\n", 0, (2, 0)), ("2 passed, 1 failed\n", 1, (2, 1)), ("", 0, (0, 1)),
                ("2 passed, 0 failed\n", 1, (2, 1)), ("2 passed, 0 failed\n", -11, (2, 1)), ("0 passed, 0 failed\n", 0, (0, 1)),
                ("2 passed, 0 failed\n== leak ==\n", 1, (0, 1))]
        for said, status, wanted in rows:
            with self.subTest(said=said, status=status):
                self.assertEqual(suites.counted(said, status), wanted)
