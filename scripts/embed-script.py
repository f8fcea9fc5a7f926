#!/usr/bin/env python3
"""embed-script.py IN.js NAME OUT.h: a CommonJS file as a C array, to be compiled by the addon as one expression.

The bytes are wrapped so that the expression is the file's `module.exports`.
"""
import sys


def main():
    source_path, name, header_path = sys.argv[1:]
    with open(source_path, encoding="utf-8") as file:
        source = file.read()
    script = "(function (module) {" + source + "\nreturn module.exports; })({})"
    numbers = [str(byte - 256 if byte > 127 else byte) for byte in script.encode()]
    rows = [", ".join(numbers[at : at + 24]) for at in range(0, len(numbers), 24)]
    with open(header_path, "w", encoding="utf-8") as file:
        file.write(f"static const char {name}[] = {{\n    " + ",\n    ".join(rows) + "\n};\n")


main()
