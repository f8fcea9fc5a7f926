"""How the command is asked: run and judged, in fresh folders and on terminals of its own. The checks are in run.py."""
import errno
import fcntl
import os
import pathlib
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEEL = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "build/keel"
SCALE = float(os.environ.get("KEEL_TEST_SCALE", "1"))
SECONDS_MAX = 60
MIB = 1 << 20
DROPPED = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PAGER", "COLUMNS", "XDG_STATE_HOME")


class Skip(Exception):
    """This machine cannot answer; the sentence says why."""


def environment(**more):
    env = {k: v for k, v in os.environ.items() if not k.startswith("KEEL_") and k not in DROPPED}
    env.update(PATH=f"{KEEL.parent}:{env['PATH']}", LC_ALL="C.UTF-8", TERM="xterm")
    env.update(more)
    return {k: v for k, v in env.items() if v is not None}


class Done:
    """How a command ended: its status, what it printed, the most memory it held, the processor's seconds it took."""

    def __init__(self, status, out, err, rss=0, cpu=0.0):
        self.status, self.out, self.err, self.rss, self.cpu = status, out, err, rss, cpu

    def __repr__(self):
        return f"status {self.status}\n    stdout {self.out[:600]!r}\n    stderr {self.err[:1200]!r}"


def keel(*args, stdin=b"", cwd=None, stdout=None, preexec=None, **env):
    """Runs keel and waits. `stdin` is bytes, or a file; `stdout` a file instead of being gathered."""
    fed = isinstance(stdin, bytes)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([KEEL, *args], stdin=subprocess.PIPE if fed else stdin, stdout=stdout or out, stderr=err,
                                   cwd=cwd, env=environment(**env), preexec_fn=preexec)
        if fed:
            try:
                process.stdin.write(stdin)
                process.stdin.close()
            except BrokenPipeError:
                pass
        deadline = time.monotonic() + SECONDS_MAX
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > deadline:
                process.kill()
                os.wait4(process.pid, 0)
                raise AssertionError(f"keel {' '.join(args)} ran longer than {SECONDS_MAX} s")
            time.sleep(0.001)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        return Done(process.returncode, out.read(), err.read(), usage.ru_maxrss * 1024, usage.ru_utime + usage.ru_stime)


def says(held, *words):
    if not held:
        raise AssertionError("; ".join(str(w) for w in words))


def fails(done, status, name, *, where=None, mend=None):
    """Ended as an error must: its status, nothing on stdout, one error of that name, and what it says."""
    text = done.err.decode()
    says(done.status == status, f"wanted status {status}", done)
    says(done.out == b"", "something on stdout", done)
    says(text.count("error:") == 1 and f"[{name}]" in text.splitlines()[0], f"wanted [{name}]", done)
    says(where is None or re.search(rf"^  where  .*{where}", text, re.M), f"wanted where {where}", done)
    says(mend is None or re.search(rf"^(  mend   |         ).*{mend}", text, re.M), f"wanted mend {mend}", done)


# Control characters but line ends, and what rules the direction of a line or ends it.
STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Folder:
    """A fresh folder with the files that the examples of the help speak of."""

    def __enter__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="keel-cli-"))
        (self.path / "package.json").write_text('{"name": "demo", "version": "1.0.0", "files": ["a", "b"]}\n')
        (self.path / "events.jsonl").write_text('{"seq": 1}\n\n{"seq": 2}\n')
        (self.path / "settings.jsonc").write_text('{\n  // how wide\n  "width": 80,\n}\n')
        return self.path

    def __exit__(self, *ignored):
        shutil.rmtree(self.path)


def shown_so_far(master, seconds=0.05):
    """What came to a terminal meanwhile: b"" if nothing did, None once nobody can write to it any more."""
    ready, _, _ = select.select([master], [], [], seconds)
    if not ready:
        return b""
    try:
        return os.read(master, 65536) or None
    except OSError as gone:
        if gone.errno != errno.EIO:
            raise
        return None


def on_terminal(*args, typed=b"", typed_after=None, columns=80, rows=24, both=True, **env):
    """Runs keel on a terminal of its own: what it shows, and its status. Not `both`: stdout is gathered apart. `typed` is
    typed once `typed_after` was shown; without it, when what is drawn late would have been drawn."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    out = slave if both else subprocess.PIPE
    process = subprocess.Popen([KEEL, *args], stdin=slave, stdout=out, stderr=slave, env=environment(**env), start_new_session=True)
    os.close(slave)
    shown, deadline = b"", time.monotonic() + SECONDS_MAX
    if typed and typed_after is None:
        time.sleep(0.9)
    while time.monotonic() < deadline:
        if typed and (typed_after is None or typed_after in shown):
            os.write(master, typed)
            typed = b""
        piece = shown_so_far(master)
        if piece is None:
            break
        shown += piece
    if process.poll() is None and time.monotonic() >= deadline:
        process.kill()
    answer = process.stdout.read() if not both else b""
    process.wait()
    os.close(master)
    return shown.replace(b"\r\n", b"\n").decode(errors="replace"), process.returncode, answer
