#!/usr/bin/env python3
"""Runs what the documents show.

    tests/docs/run.py BUILD_FOLDER [PAGE...]

In README.md and docs/*.md:
  ```console   lines that begin with "$ " are run by sh, in one fresh folder a page; what follows is what they must print,
               stdout and stderr together. "..." stands for anything, within a line or for whole lines.
               A command must succeed unless its page shows the failure with "; echo $?" or ends it in "|| true".
  ```js        run by node as a module, with the packages of bindings/node at hand; it must end without an error.
  ```c         compiled as C11 against the headers and the archive of the build, and run if it has a main.

The last line is "N passed, N failed".
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECONDS_MAX = 60
FENCE = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.M | re.S)


def environment(build):
    env = {k: v for k, v in os.environ.items() if not k.startswith("KEEL_")}
    env.update(PATH=f"{build}:{env['PATH']}", LC_ALL="C.UTF-8", COLUMNS="80", TERM="dumb", KEEL_NATIVE_PATH=f"{build}/keel.node")
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        env.pop(name, None)
    return env


def commands(block):
    """Pairs of a command and the lines it must print."""
    pairs = []
    for line in block.splitlines():
        if line.startswith("$ "):
            pairs.append([line[2:], []])
        elif pairs and pairs[-1][0].endswith("\\"):
            pairs[-1][0] += "\n" + line
        elif pairs:
            pairs[-1][1].append(line)
    return pairs


def pattern(lines):
    parts = []
    for line in lines:
        if line.strip() == "...":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(".*".join(re.escape(piece) for piece in line.rstrip().split("...")) + r"[ \t]*\n")
    return re.compile("".join(parts) + r"\Z")


def run(argv, cwd, env, **more):
    return subprocess.run(argv, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=SECONDS_MAX, **more)


def check_console(block, folder, env):
    for command, wanted in commands(block):
        done = run(["sh", "-c", command], folder, env)
        printed = done.stdout if not done.stdout or done.stdout.endswith("\n") else done.stdout + "\n"
        if done.returncode != 0:
            return f"$ {command}\n  ended with {done.returncode}:\n{printed}"
        if not pattern(wanted).match(printed):
            return f"$ {command}\n  printed:\n{printed}  the page says:\n" + "\n".join(wanted)
    return None


def check_js(block, folder, env):
    scope = folder / "node_modules" / "@keel"
    if not scope.exists():
        scope.mkdir(parents=True)
        for package in (ROOT / "bindings/node/packages").iterdir():
            (scope / package.name).symlink_to(package)
    page = folder / "page.mjs"
    page.write_text(block)
    done = run(["node", "--preserve-symlinks", str(page)], folder, env)
    return None if done.returncode == 0 else done.stdout


def check_c(block, folder, env, build):
    source = folder / "page.c"
    source.write_text(block)
    link = ["-o", "page", str(build / "libkeel.a"), "-lm"] if "int main" in block else ["-c", "-o", "page.o"]
    done = run(["cc", "-std=c11", "-Wall", "-Wextra", "-I", str(headers(build, folder)), "page.c", *link], folder, env)
    if done.returncode == 0 and "int main" in block:
        done = run(["./page"], folder, env)
    return None if done.returncode == 0 else done.stdout


def headers(build, folder):
    """The public headers under the names they are installed by."""
    include = folder / "include" / "keel"
    if not include.exists():
        include.mkdir(parents=True)
        for header in (ROOT / "src").rglob("*.h"):
            text = re.sub(r'#include "(?:\w+/)+(\w+\.h)"', r"#include <keel/\1>", header.read_text())
            (include / header.name).write_text(text)
    return folder / "include"


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    pages = [pathlib.Path(p) for p in sys.argv[2:]] or [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    env = environment(build)
    passed = failed = 0
    for page in pages:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="keel-docs-"))
        for match in FENCE.finditer(page.read_text()):
            kind, block = match.groups()
            line = page.read_text()[: match.start()].count("\n") + 1
            checks = {"console": lambda: check_console(block, folder, env), "js": lambda: check_js(block, folder, env),
                      "c": lambda: check_c(block, folder, env, build)}
            if kind not in checks:
                continue
            fault = checks[kind]()
            if fault is None:
                passed += 1
            else:
                failed += 1
                print(f"  failed  {page}:{line}\n{fault}")
        shutil.rmtree(folder)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
