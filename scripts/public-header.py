#!/usr/bin/env python3
"""Turns a header of the tree into the one that is installed.

    public-header.py IN OUT HEADER...

In the tree a header says #include "ground/base.h"; installed it is <keel/base.h>. HEADER... are all public headers:
a header that includes a private one cannot be installed, and that is an error here and not at the user's.
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)


def public(text, place, names):
    def rewritten(match):
        path = match.group(1)
        if not any(name.endswith('/src/' + path) for name in names):
            line = text.count('\n', 0, match.start()) + 1
            sys.exit(f'{place}:{line}: a public header includes the private "{path}"\n'
                     f'  mend   add {path} to keel_headers in its meson.build, or include it from the .c files only')
        return f'#include <keel/{pathlib.PurePosixPath(path).name}>'

    return INCLUDE.sub(rewritten, text)


def main(source, out, *headers):
    names = [pathlib.Path(header).resolve().as_posix() for header in headers]
    text = pathlib.Path(source).read_text(encoding='utf-8')
    pathlib.Path(out).write_text(public(text, source, names), encoding='utf-8')


if __name__ == '__main__':
    main(*sys.argv[1:])
