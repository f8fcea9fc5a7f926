#!/usr/bin/env python3
"""rows.py [ROOT] - error names and limits, in C and in the packages' JavaScript: each that is used has a row, each row
is used, and no row stands twice.

A row that nothing uses is a promise that nobody keeps; a name without a row has no page in 'keel help'.
"""
import re
import sys

from report import ROOT, Report, read, tracked

ERROR_ROW = re.compile(r'^KEEL_ERROR\(\s*"([^"]+)"', re.MULTILINE)
LIMIT_ROW = re.compile(r'^KEEL_LIMIT\(\s*(\w+)\s*,\s*"([^"]+)"', re.MULTILINE)
LIMIT_USE = re.compile(r"\bKEEL_LIMIT_([A-Z0-9_]+)\b")
SETTER = re.compile(r"\bkeel_error_(?:set|system)\s*\(([^;]*?)\);", re.DOTALL)
STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
SCRIPT_STRING = re.compile(r"'((?:[^'\\\n]|\\.)*)'")
NAME = re.compile(r"^[a-z][a-z0-9]*\.[a-z][a-z0-9_]*$")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SCRIPT_COMMENT = re.compile(r"/\*.*?\*/|^[ \t]*//[^\n]*", re.DOTALL | re.MULTILINE)
MADE = {"COUNT"}   # the enum's own end, which is no row


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def rows_of(root, tables, pattern):
    """[(place, match)] of all rows in the tables of one kind."""
    rows = []
    for path in tables:
        text = read(root, path)
        rows += [(f"{path}:{line_of(text, found.start())}", found) for found in pattern.finditer(text)]
    return rows


def check_twice(report, rows, key):
    seen = {}
    for place, row in rows:
        name = key(row)
        report.check(name not in seen, place, f"'{name}' has a row already, at {seen.get(name)}")
        seen.setdefault(name, place)


def without_comments(text, comment=COMMENT):
    """Comments become blanks of the same lines: what a header teaches by example is no use."""
    return comment.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def check_strings(report, path, text, errors, limits):
    """Each name given to a setter has a row. Other strings that look like an error of a known room must be one, too:
    they reach a setter by way of a function of the room."""
    rooms = {name.split(".")[0] for name in errors}
    given = [(m.start(1) + s.start(), s[1]) for m in SETTER.finditer(text) for s in STRING.finditer(m[1])]
    given_at = {at for at, _ in given}
    for found in STRING.finditer(text):
        name = found[1]
        if not NAME.match(name):
            continue
        if found.start() in given_at or name.split(".")[0] in rooms:
            report.check(name in errors or name in limits, f"{path}:{line_of(text, found.start())}",
                         f"no errors.def has a row for '{name}'")


def check_script(report, path, text, errors, limits):
    """In a script there are no setters: each string that looks like an error of a known room is one."""
    rooms = {name.split(".")[0] for name in errors}
    for found in SCRIPT_STRING.finditer(text):
        name = found[1]
        if NAME.match(name) and name.split(".")[0] in rooms:
            report.check(name in errors or name in limits, f"{path}:{line_of(text, found.start())}",
                         f"no errors.def has a row for '{name}'")


def main():
    root, report = sys.argv[1] if len(sys.argv) > 1 else ROOT, Report()
    code = {path: without_comments(read(root, path)) for path in tracked(root, "src/*.c", "src/*.h", "bindings/*.c")}
    scripts = {path: without_comments(read(root, path), SCRIPT_COMMENT) for path in tracked(root, "bindings/node/packages/*.js")}
    error_rows = rows_of(root, tracked(root, "*errors.def"), ERROR_ROW)
    limit_rows = rows_of(root, tracked(root, "*limits.def"), LIMIT_ROW)
    errors, limits = {row[1] for _, row in error_rows}, {row[2] for _, row in limit_rows}

    check_twice(report, error_rows, lambda row: row[1])
    check_twice(report, limit_rows, lambda row: row[1])
    check_twice(report, limit_rows, lambda row: row[2])
    for path, text in code.items():
        check_strings(report, path, text, errors, limits)
    for path, text in scripts.items():
        check_script(report, path, text, errors, limits)
    everything = "\n".join(code.values())
    strings = {found[1] for found in STRING.finditer(everything)}
    strings |= {found[1] for text in scripts.values() for found in SCRIPT_STRING.finditer(text)}
    for place, row in error_rows:
        report.check(row[1] in strings, place, f"nothing sets '{row[1]}'")
    uses = set(LIMIT_USE.findall(everything)) - MADE
    for place, row in limit_rows:
        report.check(row[1] in uses, place, f"nothing asks for KEEL_LIMIT_{row[1]}")
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
