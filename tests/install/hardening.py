#!/usr/bin/env python3
"""Is what we ship hardened? Asks the ELF files themselves, so that a flag lost on the way is seen.

    tests/install/hardening.py [FOLDER]        FOLDER is build/release

Ends with "N passed, N failed".
"""
import pathlib
import platform
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CET_MACHINES = ('x86_64',)  # where the processor knows indirect-branch tracking and shadow stacks

passed = failed = 0


def check(name, says, held):
    global passed, failed
    if held:
        passed += 1
    else:
        failed += 1
        print(f'  failed  {name}: {says}')


def asked(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True).stdout


def segment(headers, kind):
    """The flags of the program header of that kind, None if there is none."""
    found = re.search(rf'^\s+{kind}\s+(?:0x\w+\s+){{5}}([RWE ]+?)\s+0x', headers, re.MULTILINE)
    return found and found.group(1)


def knows_cet(path):
    return 'IBT, SHSTK' in asked('readelf', '-W', '-n', path)


def crt_object():
    """The linker marks a program only if all its parts are, and Debian's start-up code is not: there our archive is
    asked, and a program only where the system's part would let it through."""
    return asked('gcc', '-print-file-name=crti.o').strip()


def loadable(path, program):
    name = path.name
    headers = asked('readelf', '-W', '-l', path)
    dynamic = asked('readelf', '-W', '-d', path)
    imported = set(re.findall(r' UND (\w+)', asked('readelf', '-W', '--dyn-syms', path)))

    check(name, 'position independent', 'DYN' in asked('readelf', '-h', path))
    if program:
        check(name, 'marked as PIE', re.search(r'FLAGS_1.*\bPIE\b', dynamic) is not None)
    check(name, 'RELRO segment', segment(headers, 'GNU_RELRO') is not None)
    check(name, 'all symbols bound at start (full RELRO)', re.search(r'FLAGS.*\b(BIND_)?NOW\b', dynamic) is not None)
    check(name, 'stack is not executable', segment(headers, 'GNU_STACK') == 'RW')
    check(name, 'no segment is writable and executable',
          not any('W' in flags and 'E' in flags
                  for flags in re.findall(r'^\s+LOAD\s+(?:0x\w+\s+){5}([RWE ]+?)\s+0x', headers, re.MULTILINE)))
    check(name, 'no text relocations', 'TEXTREL' not in dynamic)
    check(name, 'no search path for libraries', not re.search(r'RPATH|RUNPATH', dynamic))
    check(name, 'stack protector', '__stack_chk_fail' in imported)
    check(name, 'fortified calls', any(symbol.endswith('_chk') and symbol != '__stack_chk_fail' for symbol in imported))
    check(name, 'no unfortified vsnprintf', 'vsnprintf' not in imported)
    if knows_cet(crt_object()):
        check(name, 'CET: IBT and SHSTK', knows_cet(path))
    libraries = set(re.findall(r'NEEDED.*\[(.*)\]', dynamic))
    check(name, f'needs the C library alone, not {sorted(libraries)}',
          all(re.match(r'(libc|libm|ld-linux-\S+)\.so', library) for library in libraries))


def archive(path):
    """Objects tell little: only that nothing asks for an executable stack, and that all know CET."""
    sections = asked('readelf', '-W', '-S', path)
    check(path.name, 'no executable stack', re.search(r'\.note\.GNU-stack', sections) is not None
          and re.search(r'\.note\.GNU-stack.*\bX\b', sections) is None)
    check(path.name, 'stack protector', '__stack_chk_fail' in asked('nm', path))
    if platform.machine() in CET_MACHINES:
        check(path.name, 'CET: IBT and SHSTK', knows_cet(path))


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / 'build/release'
    wanted = {'src/faces/cli/keel': lambda path: loadable(path, True),
              'abi/libkeel.so': lambda path: loadable(path, False),
              'abi/libkeel.a': archive}
    for name, look in wanted.items():
        check(name, f'is built in {folder}', (folder / name).exists())
        if (folder / name).exists():
            look(folder / name)
    for addon in folder.glob('**/keel.node'):
        if addon.is_file():
            loadable(addon, False)
    print(f'{passed} passed, {failed} failed')
    return 0 if failed == 0 else 1


if __name__ == '__main__':
    sys.exit(main())
