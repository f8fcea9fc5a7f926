#!/usr/bin/env python3
"""floors.py [ROOT] - proves the plan of the house from the #include lines under src/.

A floor includes from the floors below it; within itself only along the arrows below; never from above. Of another
room only the face is open: the header named for its folder. Whoever needs a new arrow adds it here and to the map in
ARCHITECTURE.md, and says why in the commit.
"""
import os
import re
import sys

from report import ROOT, Report, read

# From the cellar up.
FLOORS = ["ground", "skills", "edges", "memory", "guards", "powers", "teams", "faces"]

# The rooms of each floor, and the rooms of the same floor that each may include from.
ARROWS = {
    "ground": {"": [], "options": [""], "os": [""]},
    "skills": {
        "text": [], "json": [], "shell": [], "ignore": [], "vector": [],
        "token": ["text", "json"], "pack": ["json", "token"], "diff": ["text", "json"], "symbol": ["text"],
        "doc": ["text", "json"],
    },
    "edges": {
        "loop": [], "rpc": [], "proc": ["loop"], "http": ["loop"], "ws": ["loop", "http"],
        "client": ["loop", "http", "ws"], "walk": ["loop"],
    },
    "memory": {
        "log": [], "vault": [], "config": [], "index": [], "store": ["log", "vault"], "audit": ["log", "vault"],
    },
    "guards": {"policy": [], "sandbox": ["policy"], "defend": ["policy"]},
    "powers": {"tool": [], "model": [], "channel": [], "mcp": ["tool", "model"], "kit": ["tool", "model"]},
    "teams": {"work": [], "agent": [], "run": ["work", "agent"], "session": ["run"]},
    "faces": {"serve": [], "gateway": ["serve"], "console": ["serve"], "cli": ["serve", "gateway", "console"]},
}

# Rooms that are closed to a floor though they lie below it: a skill computes, it does not meet the system.
CLOSED = {"skills": ["ground/os"]}

# Rooms of many faces: each of their headers may be included. The ground is a box of tools, not of parts.
OPEN = ["ground", "ground/os", "ground/options"]

# What the build makes and src/ therefore does not hold.
MADE = ["limits-all.def", "errors-all.def", "skills/json/powers.inc"]

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+"([^"]+)"', re.MULTILINE)


def room_of(path):
    """(floor, room) of a path under src/; the ground's own files are its room ''; a stray file has no floor."""
    parts = path.split("/")
    if len(parts) < 2 or parts[0] not in FLOORS:
        return None, None
    return parts[0], parts[1] if len(parts) > 2 else ""


def folder_of(floor, room):
    return f"{floor}/{room}" if room else floor


def objection(source, target):
    """Why `source` may not include `target`, both paths under src/; None if it may."""
    (floor, room), (below, other) = room_of(source), room_of(target)
    if below is None:
        return "it lies on no floor"
    folder, face = folder_of(below, other), f"{folder_of(below, other)}/{other}.h"
    if (floor, room) == (below, other):
        return None
    if FLOORS.index(below) > FLOORS.index(floor):
        return f"'{below}' is above '{floor}'; hand it down as a function"
    if below == floor and other not in ARROWS[floor][room]:
        return f"there is no arrow from '{folder_of(floor, room)}' to '{folder}'"
    if folder in CLOSED.get(floor, []):
        return f"'{folder}' is closed to '{floor}'"
    if folder not in OPEN and target != face:
        return f"it is private to '{folder}', whose face is {other}.h"
    return None


def resolved(src, source, name):
    """The path under src/ that an include means: beside the file, or from src/. None if there is no such file."""
    for path in (os.path.normpath(os.path.join(os.path.dirname(source), name)), os.path.normpath(name)):
        if os.path.isfile(os.path.join(src, path)):
            return path.replace(os.sep, "/")
    return None


def sources(src):
    for folder, folders, files in os.walk(src):
        folders.sort()
        for name in sorted(files):
            if name.endswith((".c", ".h", ".def")):
                yield os.path.relpath(os.path.join(folder, name), src).replace(os.sep, "/")


def check_file(report, src, source):
    floor, room = room_of(source)
    known = floor is not None and room in ARROWS[floor]
    if not report.check(known, f"src/{source}:1", "no such room in the plan; add it to ARROWS and to the map"):
        return
    text = read(src, source)
    for found in INCLUDE.finditer(text):
        name, place = found[1], f"src/{source}:{text.count(chr(10), 0, found.start(1)) + 1}"
        if name in MADE:
            continue
        target = resolved(src, source, name)
        why = "there is no such file" if target is None else objection(source, target)
        report.check(why is None, place, f'"{name}": {why}')


def main():
    src, report = os.path.join(sys.argv[1] if len(sys.argv) > 1 else ROOT, "src"), Report()
    for source in sources(src):
        check_file(report, src, source)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
