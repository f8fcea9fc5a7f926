#!/usr/bin/env python3
"""sum.py FOLDER [COMMAND...]: adds up the suites that Meson ran last in FOLDER, and tries the command keel, which
COMMAND starts.

Each line of Meson's testlog.json is one suite with what it said. One that ends without "N passed, N failed" died, and
counts as a failure. What failed is shown; the last line printed is the sum.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

CLOSING = re.compile(r'^(\d+) passed, (\d+) failed$')

# What keel is given: arguments, standard input, the status it ends with, and what it says on stdout or stderr.
# "nöt.json" is a file that holds NOT_JSON: a name beyond ASCII must find its way to the system.
NOT_JSON = '{"a": [1, 2,,]}'
TRIED = [
    (['--version'], '', 0, r'^keel \d+\.\d+\.\d+$'),
    (['json', 'check'], '[1, {"a": null}]', 0, r'^$'),
    (['json', 'check'], NOT_JSON, 3, r'json\.syntax'),
    (['json', 'check', 'nöt.json'], '', 3, r'nöt\.json:1:13'),
    (['json', 'check', 'missing.json'], '', 3, r'input\.missing'),
    (['json', 'check', '.'], '', 3, r'input\.directory'),
    (['json', 'chek'], '', 2, r'check'),
    (['doctor', 'state'], '', 0, r'[/\\]keel\b.* free, fsync '),
    (['json', 'canon'], '{"b": 1.50, "a": "\\u00e9"}', 0, r'^\{"a":"é","b":1\.5\}$'),
]


def counted(suite):
    lines = suite.get('stdout', '').rstrip().splitlines()
    closing = CLOSING.match(lines[-1]) if lines else None
    if closing is None:
        return 0, 1
    passed, failed = int(closing[1]), int(closing[2])
    return passed, failed if suite['returncode'] == 0 else max(failed, 1)


def suites(folder):
    log = pathlib.Path(folder, 'meson-logs/testlog.json').read_text(encoding='utf-8')
    passed = failed = 0
    for suite in map(json.loads, log.splitlines()):
        good, bad = counted(suite)
        passed, failed = passed + good, failed + bad
        if bad:
            print(f'--- {suite["name"]}: {suite["result"]}, status {suite["returncode"]}')
            print(suite.get('stdout', '').rstrip())
            print(suite.get('stderr', '').rstrip())
            print(f'  again   {" ".join(suite["command"])}')
    return passed, failed


def command(words):
    words = [str(pathlib.Path(word).resolve()) if pathlib.Path(word).exists() else word for word in words]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, 'nöt.json').write_text(NOT_JSON, encoding='utf-8')
        for arguments, given, status, says in TRIED:
            done = subprocess.run([*words, *arguments], input=given.encode(), cwd=folder, check=False,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            said = done.stdout.decode(errors='replace').strip()
            if done.returncode != status or not re.search(says, said):
                failed += 1
                print(f'--- keel {" ".join(arguments)}: status {done.returncode}, wanted {status} and {says}')
                print(said)
    return len(TRIED) - failed, failed


def main(folder, *words):
    passed, failed = suites(folder)
    if words:
        good, bad = command(words)
        passed, failed = passed + good, failed + bad
    print(f'{passed} passed, {failed} failed')
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
