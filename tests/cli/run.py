#!/usr/bin/env python3
"""What a person meets at the command line, asked of the built command itself.

    tests/cli/run.py KEEL [WORD]         only the checks whose name contains WORD

Each check is a function below, or a row of a table. Everything runs in fresh folders, without the caller's KEEL_*
variables and colours. The last line is "N passed, N failed", with ", N skipped" where this machine could not be asked.
KEEL_TEST_SCALE=4 makes the large inputs four times as large.
"""
import json
import os
import pty
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from asking import (
    ROOT, KEEL, SCALE, SECONDS_MAX, MIB, Skip, environment, Done, keel, says, fails, STEERS, Folder, shown_so_far,
    on_terminal)

# ---- the tree of commands, as the command tells it ---------------------------------------------------------------

def tree():
    """Every command as a list of words: [], ['json'], ['json', 'check'] ..."""
    commands, above = [[]], None
    text = keel("help", "all").out.decode()
    for line in text.split("commands\n", 1)[1].split("\n\n", 1)[0].splitlines():
        match = re.match(r"^( {2}| {4})(\S+)  ", line + "  ")
        if match and len(match[1]) == 2:
            above = match[2]
            commands.append([above])
        elif match:
            commands.append([above, match[2]])
    return commands


def flags_of(words):
    """The long options that the help of a command lists."""
    return re.findall(r"^ +(?:-\w, +| +)--([a-z-]+)", keel(*words, "--help").out.decode(), re.M)


# ---- how a command line is judged --------------------------------------------------------------------------------

BAD_LINES = [
    # what is typed, the name of the error, what its mend must hold
    (["jsn"], "cli.unknown_command", r"keel json$"),
    (["json", "chekc", "a.json"], "cli.unknown_command", r"keel json check a\.json$"),
    (["canon", "a.json"], "cli.unknown_command", r"keel json canon a\.json$"),
    (["xyzzy"], "cli.unknown_command", r"keel --help$"),
    (["json", "fmt", "--indnt", "4", "it's"], "cli.unknown_option", r"keel json fmt --indent 4 'it'\\''s'$"),
    (["json", "fmt", "--idnent=4"], "cli.unknown_option", r"keel json fmt --indent=4$"),
    (["json", "fmt", "-Z"], "cli.unknown_option", r"keel json fmt --help$"),
    (["json", "fmt", "-é"], "cli.unknown_option", r"keel json fmt --help$"),
    (["json", "fmt", "--qqqqqqq"], "cli.unknown_option", r"keel json fmt --help$"),
    (["json", "fmt", "--indent", "0"], "cli.bad_value", r"from 1 to 16"),
    (["json", "fmt", "--indent", "17"], "cli.bad_value", r"from 1 to 16"),
    (["json", "fmt", "--indent", "-1"], "cli.bad_value", r"from 1 to 16"),
    (["json", "fmt", "--indent", "99999999999999999999999"], "cli.bad_value", r"from 1 to 16"),
    (["json", "fmt", "--indent="], "cli.bad_value", r"from 1 to 16"),
    (["json", "fmt", "--indent"], "cli.missing_value", r"--indent N"),
    (["json", "fmt", "--tabs=yes"], "cli.bad_value", r"--tabs"),
    (["json", "check", "--max-size", "0"], "cli.bad_value", r"bytes"),
    (["json", "check", "--max-size", "1x"], "cli.bad_value", r"bytes"),
    (["json", "check", "--max-size", "99999999T"], "cli.bad_value", r"bytes"),
    (["json", "check", "--max-depth", "65537"], "cli.bad_value", r"65536"),
    (["--color", "sometimes", "version"], "cli.bad_value", r"auto\|always\|never"),
    (["json", "check", "a", "b"], "cli.too_many", r"keel json check \[FILE\]"),
    (["version", "x"], "cli.too_many", r"keel version"),
    (["json"], "cli.incomplete", r"keel json --help"),
    (["completion"], "cli.incomplete", r"keel completion --help"),
    (["completion", "bsh"], "cli.unknown_word", r"keel completion bash"),
    (["doctor", "cpuu"], "cli.unknown_word", r"keel doctor cpu"),
    (["limits", "json.dept"], "cli.unknown_word", r"keel limits json\.depth"),
    (["help", "exit-code"], "cli.unknown_word", r"keel help exit-codes"),
    (["help", "json.sintax"], "cli.unknown_word", r"keel help json\.syntax"),
    (["help", "json", "fnt"], "cli.unknown_command", r"keel json fmt"),
    (["help", "all", "more"], "cli.too_many", r"keel help all"),
]


def rows_of_bad_lines():
    for args, name, mend in BAD_LINES:
        def check(args=args, name=name, mend=mend):
            done = keel(*args)
            fails(done, 2, name, mend=mend)
            as_json = keel("--json", *args)
            says(as_json.status == 2 and as_json.out == b"", "as JSON", as_json)
            says(json.loads(as_json.err)["code"] == name, as_json)
        yield f"refuses: keel {' '.join(args)}", check


def check_a_lone_dash_and_two_dashes():
    with Folder() as folder:
        (folder / "--json").write_text("[1]")
        says(keel("json", "min", "-", stdin=b"[ 1 ]").out == b"[1]\n")
        says(keel("json", "min", "--", "--json", cwd=folder).out == b"[1]\n")
        says(keel("json", "--", "min", stdin=b"[ 2 ]").out == b"[2]\n")


def check_options_may_stand_anywhere():
    for args in (["--lines", "json", "min"], ["json", "--lines", "min"], ["json", "min", "--lines"]):
        done = keel(*args, stdin=b"1\n2\n")
        if args[0] == "--lines":
            fails(done, 2, "cli.unknown_option")  # known to json and below, not to the root
        else:
            says(done.out == b"1\n2\n" and done.status == 0, done)
    says(keel("json", "min", "-q", "-v", stdin=b"1").err == b"", "-q beats -v")
    says(keel("json", "min", "-qv", stdin=b"1").status == 0)
    says(b"bytes" in keel("json", "min", "-v", stdin=b"1").err)


def check_another_folder():
    with Folder() as folder:
        says(keel("-C", str(folder), "json", "check", "package.json").status == 0)
        says(keel(f"-C{folder}", "json", "check", "package.json").status == 0)
        fails(keel("-C", str(folder / "none"), "version"), 3, "input.missing")
        fails(keel("-C", str(folder / "package.json"), "version"), 3, "input.missing")


# ---- help, man pages, completions: one table, no difference ------------------------------------------------------

VALUES = {"N": "3", "SIZE": "64k", "DIR": "/tmp", "FILE": "x"}  # a value for each kind that help names


def rows_of_commands():
    for words in tree():
        name = " ".join(["keel", *words])

        def check_help(words=words):
            done = keel(*words, "--help")
            text = done.out.decode()
            says(done.status == 0 and done.err == b"", done)
            says(text.startswith("use  " + " ".join(["keel", *words])), "begins with its use", text[:100])
            for heading in ("examples", "options everywhere", "exit codes", "see also"):
                says(f"\n{heading}\n" in text, f"no {heading}", text)
            says(len(re.findall(r"^  \$ ", text, re.M)) >= 2, "two examples at least")
            says(max(len(line) for line in text.splitlines() if not line.startswith("  $")) <= 80, "fits 80 columns")
            says(keel("help", *words).out == done.out or not words, "'keel help' says the same")
            short = keel(*words, "-h").out.decode()
            says(short.startswith("use  ") and len(short) < len(text), "-h is the short form")

        def check_examples(words=words):
            text = keel(*words, "--help").out.decode()
            for line in re.findall(r"^  \$ (.*)", text, re.M):
                with Folder() as folder:
                    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], cwd=folder, env=environment(TMPDIR=str(folder)),
                                          stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS_MAX)
                    doctor_found = "keel doctor" in line and done.returncode == 1
                    says(done.returncode == 0 or doctor_found, f"$ {line}", done.returncode, done.stderr)
                    says(done.stderr == b"", f"$ {line}", done.stderr)

        def check_see_also(words=words):
            text = keel(*words, "--help").out.decode()
            for line in text.split("\nsee also\n")[1].splitlines():
                done = keel(*line.split()[1:])
                says(line.startswith("  keel ") and done.status in (0, 1), line, done)

        def check_flags(words=words):
            listed = re.findall(r"^ +(?:-(\w), +| +)--([a-z-]+)(?: (\S+))?", keel(*words, "--help").out.decode(), re.M)
            says(len(listed) >= 7, listed)
            for letter, flag, value in listed:
                given = VALUES.get(value, value.split("|")[0]) if value else None
                forms = [[f"--{flag}"]] if given is None else [[f"--{flag}={given}"], [f"--{flag}", given]]
                if letter:
                    forms += [[f"-{letter}"]] if given is None else [[f"-{letter}{given}"], [f"-{letter}", given]]
                for form in forms:
                    done = keel(*words, *form, "--help")
                    says(done.status == 0 and done.out.startswith(b"use  "), form, done)

        yield f"help: {name}", check_help
        yield f"every listed flag is taken: {name}", check_flags
        yield f"examples run as typed: {name}", check_examples
        yield f"see also leads somewhere: {name}", check_see_also


def check_the_examples_print_what_they_say():
    for words in tree():
        text = keel(*words, "--help").out.decode()
        for line, wanted in re.findall(r"^  \$ (.*)\n +prints (.*)", text, re.M):
            with Folder() as folder:
                done = subprocess.run(["bash", "-c", line], cwd=folder, env=environment(), capture_output=True, text=True)
                says(done.stdout == wanted + "\n", line, done.stdout, wanted)


def check_keel_alone_shows_the_first_commands():
    done = keel()
    text = done.out.decode()
    says(done.status == 0 and text.endswith("\nall commands: keel help all\n"), done)
    shown = re.findall(r"^  keel (\S+) ", text, re.M)
    says("json" in shown and "demo" in shown and "version" not in shown, shown)
    says(keel("help").out == done.out)


def check_man_pages():
    with Folder() as folder:
        says(keel("help", "--man", str(folder)).status == 0)
        pages = {p.name: p.read_text() for p in folder.glob("*.1")}
        says(len(pages) == len(tree()), sorted(pages))
        for words in tree():
            page = pages["-".join(["keel", *words]) + ".1"].replace("\\-", "-")
            told = re.findall(r"^(?:\\fB-\w\\fR, )?\\fB--([a-z-]+)\\fR", page, re.M)
            says(sorted(told) == sorted(flags_of(words)), words, told, flags_of(words))
            for section in ("NAME", "SYNOPSIS", "OPTIONS EVERYWHERE", "EXAMPLES", "EXIT STATUS", "SEE ALSO"):
                says(f".SH {section}" in page, section, words)
        says(".SH ENVIRONMENT" in pages["keel.1"])
        says(keel("help", "--man", str(folder / "none")).status == 9)
        before = sorted(os.listdir(folder))
        long = str(folder).ljust(3900, "/") + "/none"
        says(keel("help", "--man", long).status == 9, "a long folder is not cut")
        says(sorted(os.listdir(folder)) == before, "and nothing is written beside it")


def check_man_pages_are_sound_roff():
    if not shutil.which("groff"):
        raise Skip("groff is not installed")
    with Folder() as folder:
        keel("help", "--man", str(folder))
        for page in folder.glob("*.1"):
            done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z", str(page)], capture_output=True, text=True)
            says(done.returncode == 0 and done.stderr == "", page.name, done.stderr)
        shown = subprocess.run(["groff", "-man", "-Tutf8", str(folder / "keel-json-canon.1")], capture_output=True, text=True)
        plain = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", shown.stdout)
        says("$ echo '{\"b\": 1.0, \"a\": 2}' | keel json canon" in plain, "an example can be copied out of the page", plain)


def check_completions_know_every_flag_and_command():
    for shell in ("bash", "zsh", "fish", "powershell"):
        script = keel("completion", shell).out.decode()
        for words in tree():
            says(" ".join(["keel", *words]) in script, shell, words)
            for flag in flags_of(words):
                says(f"-l {flag}" in script if shell == "fish" else f"--{flag}" in script, shell, words, flag)
        for word in ("json.syntax", "exit-codes", "json.depth", "powershell", "memory", "auto"):
            says(word in script, shell, word)


def completed(*words):
    """What bash completes for a line whose last word is being typed."""
    line = "source <(keel completion bash); COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); compopt() { :; }; " \
           "_keel; printf '%s\\n' \"${COMPREPLY[@]}\""
    with Folder() as folder:
        done = subprocess.run(["bash", "-c", line, "bash", *words], cwd=folder, env=environment(), capture_output=True, text=True)
    says(done.returncode == 0 and done.stderr == "", words, done.stderr)
    return set(done.stdout.split())


COMPLETED = [
    (["keel", "js"], {"json"}),
    (["keel", "json", "c"], {"check", "canon"}),
    (["keel", "json", "fmt", "--in"], {"--indent"}),
    (["keel", "json", "fmt", "--color", "a"], {"auto", "always"}),
    (["keel", "json", "fmt", "--color", "=", "n"], {"never"}),
    (["keel", "--color", "never", "ver"], {"version"}),
    (["keel", "json", "min", "pack"], {"package.json"}),
    (["keel", "help", "json.dup"], {"json.duplicate"}),
    (["keel", "completion", "z"], {"zsh"}),
    (["keel", "limits", "json.d"], {"json.depth"}),
]


def rows_of_completions():
    for words, wanted in COMPLETED:
        def check(words=words, wanted=wanted):
            says(completed(*words) == wanted, completed(*words), wanted)
        yield f"bash completes: {' '.join(words)}", check


def rows_of_shells():
    for shell, argv in (("bash", ["bash", "-n"]), ("zsh", ["zsh", "-n"]), ("fish", ["fish", "--no-execute"])):
        def check(shell=shell, argv=argv):
            if not shutil.which(shell):
                raise Skip(f"{shell} is not installed")
            with tempfile.NamedTemporaryFile(suffix="." + shell) as script:
                script.write(keel("completion", shell).out), script.flush()
                done = subprocess.run([*argv, script.name], capture_output=True, text=True)
                says(done.returncode == 0 and done.stderr == "", done.stderr)
        yield f"the completion parses in {shell}", check


def check_every_error_has_its_page():
    listed = [line.split("\t")[:2] for line in keel("help", "errors").out.decode().splitlines()]
    says(len(listed) > 20, listed)
    for name, status in listed:
        text = keel("help", name).out.decode()
        says(text.startswith(name + ": ") and text.endswith(f"\nexit code {status}\n"), text)


def check_exit_codes_are_one_table():
    listed = dict(line.split("\t") for line in keel("help", "exit-codes").out.decode().splitlines())
    rows = re.findall(r'^KEEL_EXIT\(\w+, (\d+), "(.*?)"\)', (ROOT / "src/ground/exits.def").read_text(), re.M)
    says(listed == dict(rows), listed)
    says({"0", "1", "2", "3", "9", "10"} <= set(listed))


def check_the_environment_is_told_whole():
    told = {line.split("\t")[0] for line in keel("help", "environment").out.decode().splitlines()}
    asked = set()
    for source in (ROOT / "src").rglob("*.c"):
        if "windows" in source.name:
            continue
        text = source.read_text()
        asked |= set(re.findall(r'(?:getenv|set_to|is_on)\("([A-Z_]+)"\)', text))
        if re.search(r"getenv\(|set_to\(", text):
            asked |= set(re.findall(r'"((?:KEEL|LC|XDG)_[A-Z_]+|LANG)"', text))
    says(asked and asked <= told, "not told:", asked - told)
    says(told <= asked, "told, and nobody asks:", told - asked)


def measures_memory():
    """The sanitizer has memory of its own, beside the program's."""
    if "address-sanitizer" in json.loads(keel("version", "--json").out)["features"]:
        raise Skip("memory cannot be measured under the address sanitizer")


# ---- what a text meets -------------------------------------------------------------------------------------------

VERBS = ("check", "fmt", "min", "canon", "stable")


def rows_of_unreadable_inputs():
    def missing():
        for verb in VERBS:
            fails(keel("json", verb, "/nonexistent/x.json"), 3, "input.missing", mend="ls")

    def folder():
        for verb in VERBS:
            fails(keel("json", verb, "/tmp"), 3, "input.directory")

    def forbidden():
        def as_nobody():
            if os.geteuid() == 0:
                os.setuid(65534)
        with Folder() as path:
            path.chmod(0o755), (path / "package.json").chmod(0)
            try:
                done = keel("json", "check", "package.json", cwd=path, preexec=as_nobody)
            except (PermissionError, subprocess.SubprocessError):
                raise Skip("root may read everything, and nobody may not run this keel")
            fails(done, 3, "input.unreadable", mend="ls")

    def empty():
        for verb in VERBS:
            fails(keel("json", verb, stdin=b""), 3, "json.empty")
            fails(keel("json", verb, stdin=b" \n"), 3, "json.empty")
        says(keel("json", "check", "--lines", stdin=b"").status == 0, "no lines are no fault")

    def closed_stdin():
        done = keel("json", "check", stdin=None, preexec=lambda: os.close(0))
        fails(done, 3, "input.unreadable", mend="name a file")
        says(b"standard input" in done.err, done)

    for check in (missing, folder, forbidden, empty, closed_stdin):
        yield f"an input that is {check.__name__.replace('_', ' ')}", check


BAD_TEXTS = [
    # name of the check, text, arguments, the error, where
    ("a trailing comma", b"[1,\n2,]", [], "json.syntax", r"standard input:2:3 \(byte 6\)"),
    ("a byte that is not UTF-8", b'{"a":"\xff"}', [], "json.utf8", r":1:7 \(byte 6\)"),
    ("an overlong form", b'"\xc0\xaf"', [], "json.utf8", r":1:2"),
    ("a surrogate in UTF-8", b'"\xed\xa0\x80"', [], "json.utf8", r":1:2"),
    ("a byte-order mark", b"\xef\xbb\xbf{}", [], "json.bom", r":1:1"),
    ("a NUL", b"[1]\0", [], "json.syntax", r":1:4"),
    ("100,000 levels", b"[" * 100000 + b"]" * 100000, [], "json.depth", r":1:1025"),
    ("100,000 levels of objects", b'{"a":' * 100000, [], "json.depth", r":1:"),
    ("more levels than asked for", b"[[[]]]", ["--max-depth", "2"], "json.depth", r":1:3"),
    ("a bad second line", b'{"a":1}\n{"a":}\n', ["--lines"], "json.syntax", r":2:6"),
    ("a name twice under --strict", b'{"a":1,"a":2}', ["--strict"], "json.duplicate", r":1:8"),
    ("a comment without --jsonc", b"[1] // one", [], "json.syntax", r":1:5"),
]


def rows_of_bad_texts():
    for name, text, args, error, where in BAD_TEXTS:
        def check(text=text, args=args, error=error, where=where):
            for verb in VERBS:
                fails(keel("json", verb, *args, stdin=text), 3, error, where=where)
        yield f"every verb refuses {name}", check
    for name, text, error in (("a name twice", b'{"a":1,"a":2}', "json.duplicate"), ("half a pair", rb'"\ud800"', "json.surrogate"),
                              ("a number past all doubles", b"[1e400]", "json.number")):
        def refused(text=text, error=error):
            fails(keel("json", "canon", stdin=text), 3, error, where=r":1:\d+")
            says(keel("json", "check", stdin=text).status == 0)
            says(keel("json", "min", stdin=text).out == text + b"\n")
        yield f"only canon refuses {name}", refused


def check_a_mend_names_the_flags_of_the_command():
    for text, args, mend in ((b"[1,]", [], r"\(--jsonc\)"), (b"1\n2", [], r"with --lines$"), (b"[[1]]", ["--max-depth", "1"], r"\(--max-depth, ")):
        done = keel("json", "check", *args, stdin=text)
        fails(done, 3, "json.depth" if args else "json.syntax", mend=mend)
        says(re.search(mend, json.loads(keel("json", "check", "--json", *args, stdin=text).err)["mend"]))


def check_the_caret_stands_below_the_byte():
    lines = keel("json", "check", stdin='{"käse": "é", x}'.encode()).err.decode().splitlines()
    shown = next(i for i, line in enumerate(lines) if re.match(r" +1 \| ", line))
    says(lines[shown][lines[shown + 1].index("^")] == "x", lines)


def check_a_hostile_text_steers_no_terminal():
    done = keel("json", "check", stdin=b'["\x1b[2J\x9b1m", \x1b]0;x\x07]')
    says(b"\x1b" not in done.err and b"\x9b" not in done.err and b"\x07" not in done.err, done)
    done = keel("json", "check", stdin='["a\u202eb\u2066c\u200f\u2028", x]'.encode())
    says(not STEERS.search(done.err.decode()), "nor turns its lines around", done)
    done = keel("json", "canon", "--json", stdin='{"\u202e":1,"\u202e":2}'.encode())
    says(not STEERS.search(done.err.decode()) and "\u202e" in json.loads(done.err)["what"], done)


def check_a_hostile_name_steers_no_terminal():
    with Folder() as folder:
        for name in (b"a\x1b[31m.json", b"a\nerror: fake", b"\xff.json", b"a\n  mend   rm -rf ~",
                     "a\u009b31m\u202e\u2066.json".encode()):
            for exists, error in ((False, "input.missing"), (True, "json.syntax")):
                if exists:
                    (folder / os.fsdecode(name)).write_bytes(b"[x]")
                done = keel("json", "check", name, cwd=folder)
                lines = done.err.decode().splitlines()
                says(sum(line.startswith(("error:", "  mend ")) for line in lines) <= 2 and "rm -rf ~" not in lines[-1], done)
                says(not STEERS.search(done.err.decode()), done)
                as_json = keel("json", "check", "--json", name, cwd=folder)
                says(json.loads(as_json.err)["code"] == error, as_json)
                says(not STEERS.search(as_json.err.decode()), as_json)


def check_a_mend_with_a_name_may_be_pasted():
    for name in ("x'; touch pasted; '", "x\ntouch pasted\n", "$(touch pasted)", "`touch pasted`"):
        for words in (("json", "check", name), ("-C", name, "version")):
            with Folder() as folder:
                mend = keel("--json", *words, cwd=folder)
                command = json.loads(mend.err)["mend"].partition(": ")[2]
                subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, timeout=10)
                says(not (folder / "pasted").exists(), name, mend)


def check_the_size_of_a_text():
    text = b"[" + b"1," * 40 + b"1]"
    says(keel("json", "check", f"--max-size={len(text)}", stdin=text).status == 0, "at the bound")
    fails(keel("json", "check", f"--max-size={len(text) - 1}", stdin=text), 3, "input.too_large", mend="--max-size")
    with Folder() as folder:
        (folder / "x.json").write_bytes(text)
        fails(keel("json", "check", "--max-size", "16", "x.json", cwd=folder), 3, "input.too_large")


def check_the_depth_of_a_text():
    for depth, wanted in ((1024, 0), (1025, 3)):
        for verb in VERBS:
            done = keel("json", verb, stdin=b"[" * depth + b"]" * depth)
            says(done.status == wanted, depth, verb, done)
    says(keel("json", "min", "--max-depth", "65536", stdin=b"[" * 65536 + b"]" * 65536).status == 0)


def check_an_endless_input_ends_in_bounded_memory():
    measures_memory()
    for producer in (["yes", "[1,2,3],"], ["sh", "-c", "printf '[\"'; exec yes x | tr -d '\\n'"]):
        feed = subprocess.Popen(producer, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
        done = keel("json", "min", "--max-size", "32M", stdin=feed.stdout)
        feed.stdout.close()
        os.killpg(feed.pid, signal.SIGKILL)
        feed.wait()
        fails(done, 3, "input.too_large")
        says(done.rss < 100 * MIB, f"{done.rss // MIB} MiB for a bound of 32 MiB")


def check_one_huge_string():
    measures_memory()
    size = max(1, int(256 * SCALE)) * MIB
    with Folder() as folder:
        with open(folder / "huge.json", "wb") as file:
            file.write(b'["')
            for _ in range(size // MIB):
                file.write(b"x" * MIB)
            file.write(b'"]')
        done = keel("json", "check", "--max-size", "8G", "huge.json", cwd=folder)
        says(done.status == 0, done)
        says(done.rss < size * 1.2 + 64 * MIB, f"check: {done.rss // MIB} MiB for {size // MIB}")
        with open(folder / "out.json", "wb") as out:
            done = keel("json", "min", "--max-size", "8G", "huge.json", cwd=folder, stdout=out)
        says(done.status == 0 and (folder / "out.json").stat().st_size == size + 5, done)
        says(done.rss < size * 3.2 + 64 * MIB, f"min: {done.rss // MIB} MiB for {size // MIB}")
        with open(folder / "huge.json", "r+b") as file:
            file.seek(size // 2)
            file.write(b"\x01")
        done = keel("json", "min", "--max-size", "8G", "huge.json", cwd=folder)
        fails(done, 3, "json.syntax", where=rf":1:{size // 2 + 1} ")
        says(len(done.err) < 1000, "the line is cut where it is shown", len(done.err))


def check_memory_that_is_refused():
    measures_memory()

    def starve():
        resource.setrlimit(resource.RLIMIT_AS, (48 * MIB, 48 * MIB))
    done = keel("json", "min", stdin=b'"' + b"x" * (60 * MIB) + b'"', preexec=starve)
    fails(done, 3, "memory.refused")


def check_a_random_text_never_crashes():
    seed = int(os.environ.get("KEEL_TEST_SEED", time.time_ns()))
    chance = random.Random(seed)
    base = b'{"a":[1,2.5e3,"\\u00e9\xc3\xa9",null,true],"b":{"c":-0}}'
    for _ in range(int(60 * SCALE)):
        text = bytearray(base * chance.randint(1, 3))
        for _ in range(chance.randint(1, 4)):
            text[chance.randrange(len(text))] = chance.randrange(256)
        done = keel("json", chance.choice(VERBS), "--json", stdin=bytes(text))
        says(done.status in (0, 3), f"KEEL_TEST_SEED={seed}", bytes(text), done)
        if done.status == 3:
            says(set(json.loads(done.err)) >= {"type", "code", "what", "place", "mend"}, done)


# ---- where the answer goes ---------------------------------------------------------------------------------------

def writers():
    return [["json", "min"], ["version"], ["help", "all"], ["limits"], ["completion", "bash"], ["doctor", "cpu"], ["--help"], []]


def check_a_full_disk():
    if not os.path.exists("/dev/full"):
        raise Skip("no /dev/full here")
    for args in writers():
        with open("/dev/full", "wb") as full:
            done = keel(*args, stdin=b"[1]", stdout=full)
        fails(done, 9, "output.failed", where="standard output", mend="df")


def check_a_closed_stdout():
    for args in writers():
        done = keel(*args, stdin=b"[1]", preexec=lambda: os.close(1))
        fails(done, 9, "output.failed", where="standard output", mend="leave it open")
    with Folder() as folder:
        before = (folder / "package.json").read_bytes()
        fails(keel("json", "min", "package.json", cwd=folder, preexec=lambda: os.close(1)), 9, "output.failed")
        says((folder / "package.json").read_bytes() == before, "the file was written to")


def check_a_closed_pipe_ends_in_silence():
    for ignore in (signal.SIG_DFL, signal.SIG_IGN):
        for args in writers() + [["demo"]]:
            read, write = os.pipe()
            os.close(read)
            with os.fdopen(write, "wb") as pipe:
                done = keel(*args, stdin=b"[1]", stdout=pipe, preexec=lambda: signal.signal(signal.SIGPIPE, ignore))
            says(done.status in (-signal.SIGPIPE, 128 + signal.SIGPIPE) and done.err == b"", args, done)


def check_pipes_that_do_not_block():
    text = b"[" + b"1," * 300000 + b"1]"
    read, write = os.pipe()
    fed, feed = os.pipe()
    for end in (fed, write):
        os.set_blocking(end, False)  # as a parent does that looks after many children
    process = subprocess.Popen([KEEL, "json", "min"], stdin=fed, stdout=write, stderr=subprocess.PIPE, env=environment())
    os.close(fed), os.close(write)
    with os.fdopen(feed, "wb") as file:
        time.sleep(0.1)
        file.write(text)
    time.sleep(0.1)
    with os.fdopen(read, "rb") as file:
        answer = file.read()
    says(process.wait() == 0 and answer == text + b"\n", process.stderr.read())


def check_a_closed_stream_keeps_its_place():
    if not os.path.exists("/proc/self/fd"):
        raise Skip("no /proc here")
    process = subprocess.Popen([KEEL, "json", "check"], stdin=subprocess.PIPE, env=environment(),
                               preexec_fn=lambda: (os.close(1), os.close(2)))
    held = set()
    deadline = time.monotonic() + 10
    while held != {"/dev/null"} and time.monotonic() < deadline and process.poll() is None:
        held = {os.readlink(f"/proc/{process.pid}/fd/{fd}") for fd in (1, 2) if os.path.lexists(f"/proc/{process.pid}/fd/{fd}")}
        time.sleep(0.01)
    process.communicate(b"[1]")
    says(held == {"/dev/null"}, "a file of ours could take the place of stdout", held)


def check_a_closed_stderr():
    done = keel("json", "check", stdin=b"[", preexec=lambda: os.close(2))
    says(done.status == 3 and done.out == b"", done)


# ---- for programs ------------------------------------------------------------------------------------------------

def check_errors_as_json_have_their_fields():
    for args, stdin in ((["json", "check", "--json"], b"[1,\n2,]"), (["json", "--json", "check", "/nonexistent"], b""),
                        (["--json", "jsn"], b""), (["jsn", "--json"], b""), (["json", "fmt", "--bogus", "--json", "x"], b"")):
        done = keel(*args, stdin=stdin)
        says(done.err.count(b"\n") == 1 and done.out == b"", done)
        value = json.loads(done.err)
        says(value["type"] == "error" and value["exit"] == done.status, value)
        says(all(isinstance(value[k], str) for k in ("code", "what", "place", "mend")), value)
    says(json.loads(keel("json", "check", "--json", stdin=b"[1,\n2,]").err)["place"] == "standard input:2:3 (byte 6)")
    done = keel("json", "check", "--", "--json", "x")
    says(done.err.startswith(b"error:"), "behind -- nothing is an option", done)


def check_answers_as_json_are_one_value_a_line():
    says(json.loads(keel("json", "check", "--json", stdin=b"[1]").out) ==
         {"type": "json.check", "valid": True, "bytes": 3, "values": 1})
    says(json.loads(keel("json", "check", "--json", "--lines", stdin=b"1\n\n2\n").out)["values"] == 2)
    for args in (["version"], ["limits"], ["doctor"], ["demo"]):
        done = keel(*args, "--json")
        values = [json.loads(line) for line in done.out.splitlines()]
        says(done.status in (0, 1) and values and all("type" in v for v in values), args, done)
        says(all(re.fullmatch(r"[a-z]+[A-Za-z]*", k) for v in values for k in v), "fields are camelCase", values)
    version = json.loads(keel("version", "--json").out)
    says(version["version"] == keel("--version").out.split()[1].decode() and version["cpu"] in version["cpuLevels"], version)


def check_piped_tables_have_tabs_and_no_headings():
    for args, columns in ((["limits"], 6), (["doctor"], 4), (["help", "errors"], 3), (["help", "exit-codes"], 2)):
        lines = keel(*args).out.decode().splitlines()
        says(lines and all(len(line.split("\t")) == columns for line in lines), args, lines)
        says(not lines[0].isupper() and not re.match(r"[A-Z]{3,}\t", lines[0]), args, lines[0])


def check_limits_say_what_the_bounds_are():
    depth = json.loads(keel("limits", "json.depth", "--json").out)
    says(depth["default"] == 1024 and depth["least"] == 1 and depth["most"] == 65536 and depth["unit"] == "count", depth)


def check_flags_and_limits_agree():
    for flag, verb, limit in (("--max-depth", "check", "json.depth"), ("--max-size", "check", "json.text"), ("--indent", "fmt", "json.indent")):
        row = json.loads(keel("limits", limit, "--json").out)
        for value, refused in ((row["least"], False), (row["most"], False), (row["least"] - 1, True), (row["most"] + 1, True)):
            says((keel("json", verb, flag, str(value), stdin=b"1").status == 2) == refused, flag, value)
        shown = re.search(rf"{flag} .*?\(default (\w+)\)", keel("json", verb, "--help").out.decode(), re.S)
        says(shown and shown[1] in (str(row["default"]), f"{row['default'] >> 30}G"), flag, shown)


def check_version_is_one_line():
    says(re.fullmatch(rb"keel \d+\.\d+\.\d+\n", keel("--version").out))
    says(keel("json", "check", "--version").out == keel("--version").out, "and is answered everywhere")


# ---- the processor -----------------------------------------------------------------------------------------------

def check_the_level_of_the_processor():
    levels = json.loads(keel("version", "--json").out)["cpuLevels"]
    for level in levels:
        says(json.loads(keel("version", "--json", KEEL_CPU=level).out)["cpu"] == level)
        says(keel("json", "fmt", stdin=b'{"a":[1]}', KEEL_CPU=level).out == b'{\n  "a": [\n    1\n  ]\n}\n', level)
    for lacking in {"scalar", "sse42", "avx2", "avx512", "neon"} - set(levels):
        fails(keel("version", KEEL_CPU=lacking), 2, "cpu.lacking", where="KEEL_CPU", mend="unset KEEL_CPU")
    fails(keel("version", KEEL_CPU="sse5"), 2, "cpu.unknown", where="KEEL_CPU", mend="scalar")
    says(keel("version", KEEL_CPU="").status == 0, "empty is unset")
    says(keel("help", "all", KEEL_CPU="sse5").status == 0 and keel("--version", KEEL_CPU="sse5").status == 0)
    done = keel("doctor", "cpu", KEEL_CPU="sse5")
    says(done.status == 1 and b"finding\tcpu\t" in done.out, done)


# ---- doctor and demo ---------------------------------------------------------------------------------------------

def check_the_doctor_looks_where_the_state_would_be():
    with Folder() as folder:
        for env, wanted in (({"KEEL_HOME": f"{folder}/own"}, f"{folder}/own"), ({"XDG_STATE_HOME": str(folder)}, f"{folder}/keel"),
                            ({"HOME": str(folder)}, f"{folder}/.local/state/keel")):
            done = keel("doctor", "state", **env)
            says(done.status == 0 and f"ok\tstate\t{wanted}".encode() in done.out, env, done)
            says(sorted(os.listdir(folder)) == ["events.jsonl", "package.json", "settings.jsonc"], "it leaves nothing behind")
        done = keel("doctor", "state", KEEL_HOME=f"{folder}/package.json")
        says(b"ok\t" not in done.out or b"not made yet" in done.out, done)
        done = keel("doctor", "state", HOME=None, LOCALAPPDATA=None)
        says(done.status == 1 and b"finding\tstate" in done.out, done)
        done = keel("doctor", "state", KEEL_HOME="/proc/keel")
        says(done.status == 1 and b"KEEL_HOME" in done.out, done)


def check_the_doctor_sees_a_cut_binary():
    with Folder() as folder:
        whole = KEEL.read_bytes()
        (folder / "keel").write_bytes(whole[: len(whole) - 1])
        (folder / "keel").chmod(0o755)
        done = subprocess.run([folder / "keel", "doctor", "binary"], capture_output=True, env=environment())
        says(done.returncode == 1 and b"NOT whole" in done.stdout, done)
        says(b", whole:" in keel("doctor", "binary").out)


def check_the_doctor_has_areas():
    for area in ("binary", "cpu", "kernel", "terminal", "state", "memory"):
        lines = keel("doctor", area).out.decode().splitlines()
        says(lines and all(line.split("\t")[1] == area for line in lines), area, lines)


def check_the_tour_is_real_and_leaves_nothing():
    with Folder() as folder:
        scratch = folder / "scratch"
        scratch.mkdir()
        done = keel("demo", TMPDIR=str(scratch), cwd=folder)
        says(done.cpu < 15, "it takes too long", done.cpu)  # of its own: what else the machine does is not its fault
        text = done.out.decode()
        says(done.status == 0 and done.err == b"" and os.listdir(scratch) == [], done)
        for step in ("look", "write", "save", "open", "json check", "json min", "json fmt", "json canon", "compare", "break"):
            says(re.search(rf"^  {step} ", text, re.M), step, text)
        says(re.search(r"^error: .*\[json\.", text, re.M) and "^" in text, "the break is shown", text)
        first, second = keel("demo").out, keel("demo").out
        says(first != second, "never canned")
        done = keel("demo", "--keep", "--json", TMPDIR=str(scratch))
        kept = list(scratch.rglob("*.json"))
        says(len(kept) == 1 and keel("json", "check", str(kept[0])).status == 0, done, kept)
        said = [json.loads(line) for line in done.out.splitlines()]
        says([one["file"] for one in said if one["type"] == "demo.kept"] == [str(kept[0])], "where it is kept", said[-1])
        facts = json.loads(kept[0].read_text())
        some = facts["entries"][len(facts["entries"]) // 2]
        says(os.path.lexists(os.path.join(facts["folder"], some["path"])), "its data is of this machine", some)
        hostile = folder / "a\x1b[31m\u202e"
        hostile.mkdir()
        done = keel("demo", "--keep", TMPDIR=str(hostile))
        says(not STEERS.search(done.out.decode()) and "The text is kept: " in done.out.decode(), done)
        done = keel("demo", TMPDIR=str(folder / "none"))
        fails(Done(done.status, b"", done.err), 9, "output.failed", mend="TMPDIR")


def check_the_lines_to_try_work():
    text = keel("demo").out.decode()
    lines = re.findall(r"^  (.*keel .*)", text.split("To try:")[1], re.M)
    says(len(lines) == 5, lines)
    for line in lines:
        done = subprocess.run(["bash", "-c", line], env=environment(), capture_output=True, stdin=subprocess.DEVNULL)
        says(done.returncode == (3 if "2,]" in line else 0) or "doctor" in line, line, done)


# ---- a terminal --------------------------------------------------------------------------------------------------

def check_tables_on_a_terminal():
    shown, status, _ = on_terminal("limits", columns=100)
    says(status == 0 and re.search(r"NAME +DEFAULT +LEAST", shown) and "1 GiB" in shown and "\t" not in shown, shown)
    shown, _, _ = on_terminal("limits", columns=40, TERM="dumb")
    says("\x1b" not in shown, shown)
    shown, _, _ = on_terminal("doctor", LC_ALL="C")
    says(shown.isascii() and "\nok cpu" in re.sub(r"\x1b\[[0-9;]*m", "", shown), shown)
    shown, _, _ = on_terminal("doctor")
    says("✓" in shown, shown)


def check_help_fits_the_terminal():
    for columns in (50, 80, 200):
        shown, _, _ = on_terminal("json", "fmt", "--help", columns=columns, TERM="dumb")
        long = [line for line in shown.splitlines() if len(line) > columns and "$" not in line and not line.startswith("use")]
        says(long == [], columns, long)


COLOURS = [
    # terminal?, environment, arguments, colour?
    (True, {}, [], True),
    (True, {"NO_COLOR": "1"}, [], False),
    (True, {"NO_COLOR": ""}, [], True),
    (True, {"TERM": "dumb"}, [], False),
    (True, {"TERM": ""}, [], False),
    (True, {}, ["--color=never"], False),
    (True, {"NO_COLOR": "1"}, ["--color", "always"], True),
    (True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], False),
    (False, {}, [], False),
    (False, {"FORCE_COLOR": "1"}, [], True),
    (False, {"FORCE_COLOR": "0"}, [], False),
    (False, {"CLICOLOR_FORCE": "1"}, [], True),
    (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
    (False, {"FORCE_COLOR": "1"}, ["--color=never"], False),
    (False, {}, ["--color=always"], True),
    (False, {"FORCE_COLOR": "1", "TERM": "dumb"}, [], True),
]


def rows_of_colours():
    for terminal, env, args, colour in COLOURS:
        def check(terminal=terminal, env=env, args=args, colour=colour):
            for words in (["jsn"], ["json", "--help"]):
                if terminal:
                    shown = on_terminal(*args, *words, **env)[0]
                else:
                    done = keel(*args, *words, **env)
                    shown = (done.out + done.err).decode()
                says(("\x1b[" in shown) == colour, words, shown[:200])
        yield f"colour: {'terminal' if terminal else 'pipe'} {env} {args}", check


def check_colour_carries_no_meaning_alone():
    coloured = keel("json", "check", "--color=always", stdin=b"[").err.decode()
    plain = keel("json", "check", stdin=b"[").err.decode()
    says(re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain, coloured, plain)


def check_waiting_is_told_and_vanishes():
    shown, status, answer = on_terminal("json", "min", typed=b"[ 1 ]\n\x04", typed_after=b"Ctrl-D", both=False)
    says(status == 0 and answer == b"[1]\n", status, answer, shown)
    says("waiting for standard input" in shown and "Ctrl-D" in shown, shown)
    says(shown.rstrip("\n").rsplit("\r", 1)[-1].replace("[ 1 ]", "").strip() in ("\x1b[K", ""), "the line is gone", repr(shown))
    shown, status, _ = on_terminal("json", "min", "-q", typed=b"[1]\n\x04", both=False)
    says("waiting" not in shown, shown)
    done = keel("json", "min", stdin=b"[1]")
    says(done.err == b"", "no terminal, no talk")


def check_long_reading_is_shown():
    master, slave = pty.openpty()
    process = subprocess.Popen([KEEL, "json", "min", "--lines"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=slave,
                               env=environment())
    os.close(slave)
    shown, lines, deadline = b"", 0, time.monotonic() + SECONDS_MAX
    while b"reading: " not in shown and time.monotonic() < deadline:  # it is drawn when a piece comes late enough
        process.stdin.write(b"[1]\n")
        process.stdin.flush()
        lines += 1
        shown += shown_so_far(master) or b""
    out = process.communicate(timeout=SECONDS_MAX)[0]
    while piece := shown_so_far(master):
        shown += piece
    os.close(master)
    says(process.returncode == 0 and out == b"[1]\n" * lines, process.returncode, lines, out)
    says(b"reading: " in shown and b" bytes" in shown and shown.endswith(b"\r\x1b[K"), shown)


def check_a_pager_for_long_topics():
    with Folder() as folder:
        pager = f"cat > {folder}/paged"
        on_terminal("help", "errors", KEEL_PAGER=pager, rows=10)
        says((folder / "paged").exists() and "json.syntax" in (folder / "paged").read_text())
        (folder / "paged").unlink()
        for rows, env in ((10, {"KEEL_PAGER": "", "PAGER": pager}), (200, {"PAGER": pager})):
            shown, _, _ = on_terminal("help", "errors", rows=rows, **env)
            says(not (folder / "paged").exists() and "json.syntax" in shown, rows, env)
        on_terminal("help", "errors", PAGER=pager, rows=10)
        says((folder / "paged").exists())
        (folder / "paged").unlink()
        keel("help", "errors", PAGER=pager)
        says(not (folder / "paged").exists(), "never in a pipe")


def check_the_picture_is_what_this_keel_prints():
    done = subprocess.run([sys.executable, ROOT / "tests/cli/picture.py", KEEL, "--check"], capture_output=True, text=True)
    says(done.returncode == 0, done.stdout, done.stderr)


# ---- the start ---------------------------------------------------------------------------------------------------

def check_no_library_is_loaded_at_start():
    done = subprocess.run([KEEL, "version"], env=environment(LD_DEBUG="files"), capture_output=True, text=True)
    loaded = set(re.findall(r"calling init: (\S+)", done.stderr))
    if not loaded:
        raise Skip("this loader tells nothing (LD_DEBUG)")
    names = {os.path.basename(path).split(".so")[0] for path in loaded}
    says(names <= {"libc", "libm", "libdl", "ld-linux-x86-64", "ld-linux-aarch64", "libasan", "libubsan", "libtsan", "libgcc_s",
                   "libstdc++", "libpthread", "librt"}, names)


# ---- all of it ---------------------------------------------------------------------------------------------------

def checks():
    for name, value in list(globals().items()):
        if name.startswith("check_"):
            yield name[6:].replace("_", " "), value
        elif name.startswith("rows_of_"):
            yield from value()


def main():
    if len(sys.argv) < 2 or not KEEL.exists():
        sys.exit("use: tests/cli/run.py KEEL [WORD]")
    word = sys.argv[2] if len(sys.argv) > 2 else ""
    passed = failed = skipped = 0
    for name, check in checks():
        if word not in name:
            continue
        try:
            check()
            passed += 1
        except Skip as why:
            skipped += 1
            print(f"  skipped  {name}: {why}")
        except Exception as fault:  # whatever it is, the other checks go on
            failed += 1
            print(f"  failed   {name}\n    {type(fault).__name__}: {fault}\n    again: tests/cli/run.py {KEEL} '{name}'")
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
