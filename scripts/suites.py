#!/usr/bin/env python3
"""suites.py FOLDER [ROOM] - runs the C suites of a build folder, all or one room's, and sums up their closing lines.

A suite is a program that Meson knows as a test. It prints what failed and ends with "N passed, N failed"; one that
ends without that line died, and counts as a failure. Quiet suites stay quiet; a failing one is shown whole, with the
command that brings it back. The last line printed is the sum.
"""
import concurrent.futures
import difflib
import json
import os
import re
import subprocess
import sys

CLOSING = re.compile(r"^(\d+) passed, (\d+) failed$")
SECONDS_MAX = int(os.environ.get("KEEL_SUITE_SECONDS", 300))  # a suite that takes longer hangs

# Findings end the program; what a finding says is complete.
SANITIZERS = {
    "ASAN_OPTIONS": "abort_on_error=1:detect_leaks=1:detect_stack_use_after_return=1:allocator_may_return_null=1",
    "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
    "TSAN_OPTIONS": "halt_on_error=1",
}


def listed(folder):
    """The tests of a configured folder, in Meson's own words."""
    asked = subprocess.run(["meson", "introspect", "--tests", folder], capture_output=True, text=True, check=True)
    return json.loads(asked.stdout)


def of_room(tests, room):
    """A room's tests: its own name, NAME-something, or the suite of that name."""
    return [t for t in tests
            if t["name"] == room or t["name"].startswith(room + "-")
            or room in [s.split(":")[-1] for s in t["suite"]]]


def run(test):
    environment = {**SANITIZERS, **os.environ, **test["env"]}
    try:
        done = subprocess.run(test["cmd"], env=environment, cwd=test["workdir"], stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, errors="replace", timeout=SECONDS_MAX)
    except subprocess.TimeoutExpired as late:
        said = late.stdout.decode(errors="replace") if late.stdout else ""
        return said + f"\n  failed  it ran longer than {SECONDS_MAX} s and was ended", -1
    return done.stdout, done.returncode


def counted(said, status):
    """(passed, failed) of one suite: its last line, or one failure where that line or the status does not fit."""
    lines = said.rstrip().splitlines()
    closing = CLOSING.match(lines[-1]) if lines else None
    if closing is None:
        return 0, 1
    passed, failed = int(closing[1]), int(closing[2])
    if failed == 0 and (status != 0 or passed == 0):
        failed = 1
    return passed, failed


def tell(test, said, status):
    print(f"--- {test['name']}, status {status}")
    print(said.rstrip())
    print(f"  again   {' '.join(test['cmd'])}")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: scripts/suites.py FOLDER [ROOM]")
    folder, room = sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else None
    tests = listed(folder)
    if room is not None:
        chosen = of_room(tests, room)
        if not chosen:
            rooms = sorted({t["name"].split("-")[0] for t in tests})
            near = (difflib.get_close_matches(room, rooms, 1, 0) or ["ground"])[0]
            print(f"error: unknown room '{room}'  [dev.unknown_room]\n  mend   scripts/suites.py {folder} {near}", file=sys.stderr)
            return 2
        tests = chosen
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as workers:
        for test, (said, status) in zip(tests, workers.map(run, tests)):
            good, bad = counted(said, status)
            passed, failed = passed + good, failed + bad
            if bad:
                tell(test, said, status)
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
