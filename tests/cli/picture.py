#!/usr/bin/env python3
"""Draws docs/picture.svg: a real session of keel on a terminal of 80 columns, without times or facts of the machine.

    tests/cli/picture.py KEEL            draws it anew
    tests/cli/picture.py KEEL --check    fails where the picture is not what this keel prints
"""
import html
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs/picture.svg"
COLUMNS, CELL, LINE, MARGIN = 80, 8.43, 19, 18
SESSION = [
    r"""echo '{"b": [1, 2.50, 1e3], "a": "caf\u00e9"}' > order.json""",
    "keel json fmt order.json",
    "keel json canon order.json",
    "head -c 30 order.json > cut.json; keel json check cut.json",
    "keel json chekc order.json",
    "keel limits json.depth",
]
STYLES = {"1": "bold", "1;31": "red", "32": "green", "33": "yellow"}


def on_terminal(command, keel, folder):
    """What a command shows on a terminal of its own."""
    env = {"PATH": f"{keel.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "TERM": "xterm", "COLUMNS": str(COLUMNS)}
    master, slave = pty.openpty()
    process = subprocess.Popen(["sh", "-c", command], stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, cwd=folder, env=env)
    os.close(slave)
    shown = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # how Linux tells that the other side is gone
            break
        if not piece:
            break
        shown += piece
    process.wait()
    os.close(master)
    return shown.decode().replace("\r\n", "\n").rstrip("\n")


def session(keel):
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for command in SESSION:
            lines.append(f"\x1b[32m$\x1b[0m \x1b[1m{command}\x1b[0m")
            shown = on_terminal(command, keel, folder)
            lines += shown.split("\n") if shown else []
    return lines


def spans(line):
    """The pieces of a line that share a style, as SVG."""
    parts, style = [], ""
    for piece in re.split(r"(\x1b\[[0-9;]*[mK])", line):
        escape = re.fullmatch(r"\x1b\[([0-9;]*)m", piece)
        if escape:
            style = STYLES.get(escape[1], "")
        elif piece and not piece.startswith("\x1b"):
            text = html.escape(piece, quote=False)
            parts.append(f'<tspan class="{style}">{text}</tspan>' if style else text)
    return "".join(parts)


def draw(lines):
    width, height = COLUMNS * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    rows = [f'<text x="{MARGIN}" y="{MARGIN + 13 + i * LINE}">{spans(line)}</text>' for i, line in enumerate(lines) if line]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img" xml:space="preserve">',
        "<title>keel at a terminal: it formats and canonicalises JSON, shows where a text is broken, "
        "and mends a mistyped command</title>",
        "<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#d8dee9;"
        "white-space:pre}.bold{font-weight:700;fill:#fff}.red{font-weight:700;fill:#ff7b72}.green{fill:#7ee787}"
        ".yellow{fill:#e3b341}</style>",
        f'<rect width="{width:.0f}" height="{height}" rx="8" fill="#161b22"/>',
        *rows, "</svg>", ""])


def main():
    if len(sys.argv) < 2:
        sys.exit("use: tests/cli/picture.py KEEL [--check]")
    drawn = draw(session(pathlib.Path(sys.argv[1]).resolve()))
    if "--check" not in sys.argv:
        PICTURE.write_text(drawn)
        return 0
    fresh = PICTURE.exists() and PICTURE.read_text() == drawn
    if not fresh:
        print(f"  failed  docs/picture.svg is stale; draw it anew: tests/cli/picture.py {sys.argv[1]}")
    print("1 passed, 0 failed" if fresh else "0 passed, 1 failed")
    return 0 if fresh else 1


if __name__ == "__main__":
    sys.exit(main())
