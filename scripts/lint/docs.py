#!/usr/bin/env python3
"""docs.py [ROOT] - what the documents say exists: links lead somewhere, and every './dev WORD' and 'keel VERB --flag'
is known to the door and to the command that was built, which is asked. No page has more than 200 lines.

Blocks of code are read in every page. The README, docs/ and the packages' pages speak of what is there, so their
`words in the line` count as well; ARCHITECTURE.md may speak of what will come.
"""
import functools
import os
import re
import shlex
import subprocess
import sys

from report import ROOT, Report, read, tracked

LINES_MAX = 200
PROMISES = re.compile(r"^(README\.md|docs/.*|bindings/.*)$")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
FENCE = re.compile(r"^[ \t]*```.*?^[ \t]*```[ \t]*$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
DEV = re.compile(r"\./dev ([a-z][a-z-]*)")
KEEL = re.compile(r"(?:^|[|;&(]|\$ )[ \t]*(?:\./)?(?:build/)?keel(?![\w./-])((?: [^|;&<>()#\n]*)?)", re.MULTILINE)
WORD = re.compile(r"^[a-z][a-z0-9-]*$")


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def anchor(heading):
    """The name that a heading gets on the repository's host."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def check_links(report, root, path, text):
    for found in LINK.finditer(FENCE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)):
        target, _, part = found[1].partition("#")
        place = f"{path}:{line_of(text, found.start())}"
        if re.match(r"[a-z]+:", target):
            continue
        meant = os.path.normpath(os.path.join(os.path.dirname(path), target)) if target else path
        if not report.check(os.path.exists(os.path.join(root, meant)), place, f"the link '{found[1]}' leads nowhere"):
            continue
        if part and meant.endswith(".md"):
            anchors = [anchor(h) for h in HEADING.findall(read(root, meant))]
            report.check(part in anchors, place, f"'{meant}' has no heading '#{part}'")


class Door:
    """What ./dev and keel say of themselves."""

    def __init__(self, root):
        self.root = root
        said = subprocess.run([os.path.join(root, "dev"), "help"], capture_output=True, text=True, check=True).stdout
        self.words = set(re.findall(r"^  ([a-z]+)", said, re.MULTILINE))

    @functools.lru_cache(maxsize=None)
    def keel(self, *arguments):
        """What the built command answers, None if it refuses."""
        command = os.path.join(self.root, "build", "keel")
        done = subprocess.run([command, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        return done.stdout if done.returncode == 0 else None


def split(arguments):
    try:
        return shlex.split(arguments)
    except ValueError:
        return arguments.split()


def objection(door, arguments):
    """What the built command does not know of these arguments; None if it knows all."""
    words = split(arguments)
    verbs = []
    if words[:1] == ["help"] and not any(word.startswith("-") for word in words[1:2]):
        return None if door.keel(*words[:2]) is not None else f"'keel {' '.join(words[:2])}' is refused"
    for word in words:
        if not WORD.match(word) or door.keel(*verbs, word, "--help") is None:
            if not verbs and WORD.match(word):
                return f"'keel {word}' is no verb"
            break
        verbs.append(word)
    said = door.keel(*verbs, "--help")
    if said is None:
        return f"'keel {' '.join(verbs)} --help' is refused"
    for word in words[len(verbs):]:
        flag = re.match(r"--?[a-zA-Z][a-z-]*", word)
        if flag and not re.search(re.escape(flag[0]) + r"(?![a-z-])", said):
            return f"'keel {' '.join(verbs)}' has no '{flag[0]}'"
    return None


def spoken(path, text):
    """[(line, code)]: the blocks of a page, and for pages that promise, the code within lines."""
    pieces = [(line_of(text, m.start()) + number, line)
              for m in FENCE.finditer(text) for number, line in enumerate(m[0].split("\n")) if "```" not in line]
    if PROMISES.match(path):
        rest = FENCE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
        pieces += [(line_of(rest, m.start()), m[1]) for m in SPAN.finditer(rest)]
    return pieces


def check_commands(report, door, path, text):
    for line, code in spoken(path, text):
        for word in DEV.findall(code):
            report.check(word in door.words, f"{path}:{line}", f"'./dev {word}' is no word of the door")
        for arguments in KEEL.findall(code):
            why = objection(door, arguments)
            report.check(why is None, f"{path}:{line}", why)


def main():
    root, report = sys.argv[1] if len(sys.argv) > 1 else ROOT, Report()
    if not report.check(os.path.exists(os.path.join(root, "build", "keel")), "build/keel", "is not built; './dev build' makes it"):
        return report.close()
    door = Door(root)
    for path in tracked(root, "*.md"):
        text = read(root, path)
        lines = text.count("\n")
        report.check(lines <= LINES_MAX, path, f"{lines} lines; a page has at most {LINES_MAX}")
        check_links(report, root, path, text)
        check_commands(report, door, path, text)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
