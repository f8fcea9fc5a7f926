"""How a check speaks: findings as path:line, then the closing line that the door sums up."""
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Report:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, held, place, finding):
        """Counts one fact; tells it if it does not hold."""
        if held:
            self.passed += 1
        else:
            self.failed += 1
            print(f"{place}: {finding}")
        return held

    def close(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 0 if self.failed == 0 and self.passed > 0 else 1


def tracked(root, *patterns):
    """The files that git knows or would take in, as paths from the root."""
    asked = subprocess.run(["git", "-C", root, "ls-files", "-co", "--exclude-standard", "--", *patterns],
                           capture_output=True, text=True)
    if asked.returncode != 0:
        sys.exit(f"git ls-files failed: {asked.stderr.strip()}")
    return [path for path in sorted(set(asked.stdout.splitlines())) if os.path.isfile(os.path.join(root, path))]


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
        return file.read()
