#!/usr/bin/env python3
"""run.py [WORD] - the tests of the door: of ./dev, of set-up, of the summing up, and of the checks of lint.

The checks are tried on small trees that break one rule each, so that a check which finds nothing is found out.
WORD runs the tests whose names contain it.
"""
import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..", "scripts"), os.path.join(HERE, "..", "..", "scripts", "lint")]


def main():
    loader = unittest.TestLoader()
    if len(sys.argv) > 1:
        loader.testNamePatterns = [f"*{sys.argv[1]}*"]
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=0, buffer=True).run(loader.discover(HERE))
    failed = len(result.failures) + len(result.errors)
    skipped = len(result.skipped)
    print(f"{result.testsRun - failed - skipped} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if failed == 0 and result.testsRun > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
