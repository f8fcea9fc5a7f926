"""The floors check, on trees that keep the plan and on trees that break it in one place."""
import os
import re

from place import ROOT, Place

import floors

FLOORS = os.path.join(ROOT, "scripts", "lint", "floors.py")

# A small house that keeps the plan; each row below changes one file of it.
HOUSE = {
    "ground/base.h": "",
    "ground/buf.h": '#include "ground/base.h"\n',
    "ground/os/file.h": '#include "ground/base.h"\n',
    "ground/options/options.h": '#include "ground/buf.h"\n',
    "skills/text/text.h": '#include "ground/base.h"\n',
    "skills/json/json.h": '#include "ground/base.h"\n',
    "skills/json/tree.h": '#include "json.h"\n',
    "skills/json/tree.c": '#include "tree.h"\n#include "skills/json/json.h"\n#include <stdio.h>\n',
    "skills/diff/diff.c": '#include "skills/text/text.h"\n',
    "edges/http/http.h": '#include "ground/os/file.h"\n#include "skills/json/json.h"\n',
    "faces/cli/main.c": '#include "edges/http/http.h"\n#include "limits-all.def"\n',
}

ROWS = [
    # what breaks the plan                          file                    its text                               the finding
    ("an include from above",                       "ground/base.h",        '#include "skills/json/json.h"',       "'skills' is above 'ground'"),
    ("a skill above a skill's floor",               "skills/text/text.h",   '#include "edges/http/http.h"',        "'edges' is above 'skills'"),
    ("a neighbour without an arrow",                "skills/text/text.h",   '#include "skills/json/json.h"',       "no arrow from 'skills/text' to 'skills/json'"),
    ("an arrow backwards",                          "skills/text/text.h",   '#include "skills/diff/diff.c"',       "no arrow from 'skills/text' to 'skills/diff'"),
    ("the ground's folders are rooms",              "ground/base.h",        '#include "ground/os/file.h"',         "no arrow from 'ground' to 'ground/os'"),
    ("a skill that meets the system",               "skills/json/tree.c",   '#include "ground/os/file.h"',         "'ground/os' is closed to 'skills'"),
    ("a private header of a room below",            "faces/cli/main.c",     '#include "skills/json/tree.h"',       "private to 'skills/json', whose face is json.h"),
    ("a private header of a neighbour",             "skills/diff/diff.c",   '#include "skills/json/tree.h"',       "private to 'skills/json', whose face is json.h"),
    ("a private header by a way around",            "skills/diff/diff.c",   '#include "../json/tree.h"',           "private to 'skills/json', whose face is json.h"),
    ("a file that is not there",                    "faces/cli/main.c",     '#include "skills/json/jsn.h"',        "there is no such file"),
    ("blanks around the sign",                      "ground/base.h",        ' #  include "skills/json/json.h"',    "'skills' is above 'ground'"),
    ("a room that is not in the plan",              "skills/yaml/yaml.h",   "",                                    "no such room in the plan"),
    ("a floor that is not in the plan",             "attic/box/box.h",      "",                                    "no such room in the plan"),
    ("a stray file",                                "main.c",               "",                                    "no such room in the plan"),
]


class Floors(Place):
    def house(self, **changes):
        for path, text in {**HOUSE, **changes}.items():
            self.write(f"src/{path}", text)
        return self.run_in(FLOORS, self.folder)

    def test_a_house_that_keeps_the_plan_passes(self):
        status, out, _ = self.house()
        self.assertEqual((status, out.splitlines()[-1].split(", ")[1]), (0, "0 failed"), out)

    def test_each_way_to_break_it_is_found(self):
        for says, path, text, finding in ROWS:
            with self.subTest(says):
                status, out, _ = self.house(**{path: text + "\n"})
                self.assertEqual(status, 1, out)
                self.assertIn(f"src/{path}:1: ", out)
                self.assertIn(finding, out)
                self.assertRegex(out.splitlines()[-1], r"^\d+ passed, 1 failed$")
                os.remove(os.path.join(self.folder, "src", path))

    def test_the_arrows_make_no_circle(self):
        for floor, rooms in floors.ARROWS.items():
            done = set()
            while len(done) < len(rooms):
                free = {room for room, arrows in rooms.items() if room not in done and set(arrows) <= done}
                self.assertTrue(free, f"a circle on floor '{floor}'")
                done |= free

    def test_the_map_names_each_floor(self):
        with open(os.path.join(ROOT, "ARCHITECTURE.md"), encoding="utf-8") as file:
            said = file.read()
        for floor in floors.FLOORS:
            self.assertRegex(said, rf"\b{re.escape(floor)}/")
