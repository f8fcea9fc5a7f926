#!/usr/bin/env python3
"""text.py [ROOT] - the plain form of text files: they end with a newline, no line ends with blanks, and nothing in
them belongs to one machine or one package server. Data for tests and fuzzers may be as it likes."""
import re
import sys

from report import ROOT, Report, read, tracked

ENDINGS = (".c", ".h", ".def", ".in", ".py", ".sh", ".mjs", ".cjs", ".js", ".ts", ".md", ".json", ".yml", ".build", ".txt")
NAMES = ("dev", "setup", "run", "LICENSE", ".clang-format", ".clang-tidy", ".editorconfig", ".gitignore")
DATA = re.compile(r"^(fuzz/corpus|fuzz/[^/]+/corpus|tests/[^/]+/(data|golden))/")

# Each with the reason why it has no place in a tree that others clone.
FORBIDDEN = [
    (re.compile(r"(?<![\w.])/(?:root|work|home/\w+)/\w"), "a path of one machine"),
    (re.compile(r"\b(?:registry[.](?:npmjs|yarnpkg)|npm[.]pkg[.]github|\w+[.]pkg[.]dev|pypi[.]org)\b"),
     "an address of a package server; the client knows its own"),
    (re.compile(r'"resolved"\s*:\s*"(?:https?|git)\b'), "a lock file that carries addresses; 'omit-lockfile-registry-resolved' leaves them out"),
    (re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE), "a merge that was not finished"),
]


def check(report, path, text):
    report.check(text == "" or text.endswith("\n"), path, "does not end with a newline")
    for number, line in enumerate(text.split("\n"), 1):
        if line != line.rstrip():
            report.check(False, f"{path}:{number}", "blanks at the end of the line")
    for pattern, why in FORBIDDEN:
        for found in pattern.finditer(text):
            report.check(False, f"{path}:{text.count(chr(10), 0, found.start()) + 1}", f"'{found[0].strip()}': {why}")


def main():
    root, report = sys.argv[1] if len(sys.argv) > 1 else ROOT, Report()
    for path in tracked(root):
        if (path.endswith(ENDINGS) or path.split("/")[-1] in NAMES) and not DATA.match(path):
            check(report, path, read(root, path))
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
