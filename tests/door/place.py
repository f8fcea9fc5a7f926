"""A tree of its own for a test, and commands in it."""
import os
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Place(unittest.TestCase):
    """A test case with a scratch folder, gone afterwards."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="keel-door-")
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, path, text, executable=False):
        path = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        if executable:
            os.chmod(path, 0o755)

    def read(self, path):
        with open(os.path.join(self.folder, path), encoding="utf-8") as file:
            return file.read()

    def git(self):
        """Makes the folder a repository, which is how the checks find its files."""
        subprocess.run(["git", "init", "-q", self.folder], check=True)

    def run_in(self, *command, **environment):
        """(status, stdout, stderr) of a command in the folder."""
        done = subprocess.run(command, cwd=self.folder, env={**os.environ, **environment}, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True)
        return done.returncode, done.stdout, done.stderr
