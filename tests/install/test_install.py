#!/usr/bin/env python3
"""What a stranger gets: the installed headers, libraries and keel.pc, used from a folder that knows nothing of ours.

    tests/install/test_install.py            installs build/release below a fresh folder and tries it

Each header compiles alone as plain C11 and as C++, without a warning. The example compiles against the installed
library alone, by pkg-config, shared and static, by gcc and clang, and does its work. Programs may have functions of
their own that are called like our private ones. Ends with "N passed, N failed".
"""
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
C11 = ['-std=c11', '-Wall', '-Wextra', '-pedantic', '-Werror']
CXX = ['-x', 'c++', '-std=c++11', '-Wall', '-Wextra', '-pedantic', '-Werror']

passed = failed = 0


def check(says, held, told=''):
    global passed, failed
    if held:
        passed += 1
        return True
    failed += 1
    print(f'  failed  {says}')
    for line in told.strip().splitlines()[:20]:
        print(f'      {line}')
    return False


def run(command, **how):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **how)


def check_run(says, command, **how):
    done = run(command, **how)
    return check(f'{says}: {" ".join(str(word) for word in command)}', done.returncode == 0, done.stdout + done.stderr)


def compilers(*names):
    return [name for name in names if shutil.which(name)]


class Prefix:
    """The installed tree, moved away from where it was installed: nothing in it may know its place."""

    def __init__(self, folder):
        first = folder / 'first'
        check_run('it installs', [ROOT / 'scripts/install.sh', '--prefix', first], cwd=folder)
        self.path = folder / 'moved here'
        first.rename(self.path)
        self.environment = {**os.environ, 'PKG_CONFIG_PATH': str(self.path / 'lib/pkgconfig'),
                            'LD_LIBRARY_PATH': str(self.path / 'lib')}
        self.headers = sorted((self.path / 'include/keel').glob('*.h'))

    def flags(self, *asked):
        done = run(['pkg-config', *asked, 'keel'], env=self.environment)
        check(f'pkg-config {" ".join(asked)}', done.returncode == 0, done.stderr)
        return shlex.split(done.stdout)


def headers_compile_alone(prefix):
    check('there are headers', len(prefix.headers) > 5)
    include = ['-I', prefix.path / 'include', '-fsyntax-only']
    for header in prefix.headers:
        source = f'#include <keel/{header.name}>\n#include <keel/{header.name}>\n'
        for compiler in compilers('gcc', 'clang'):
            check_run(f'{header.name} as C11', [compiler, *C11, *include, '-x', 'c', '-'], input=source)
        for compiler in compilers('g++', 'clang++'):
            check_run(f'{header.name} as C++', [compiler, *CXX, *include, '-'], input=source)
        check(f'{header.name} includes nothing of the tree', '#include "' not in header.read_text())


def the_example_builds_and_works(prefix, folder):
    ways = {'shared': prefix.flags('--cflags', '--libs'),
            'static': [*prefix.flags('--cflags'), '-Wl,-Bstatic',
                       *prefix.flags('--static', '--libs-only-L', '--libs-only-l'), '-Wl,-Bdynamic'],
            'wholly static': ['-static', *prefix.flags('--static', '--cflags', '--libs')]}
    (folder / 'order.json').write_text('{ "total": 1.50, "lines": [ {"item": "caf\\u00e9"}, {"item": "tea"} ] }\n')
    (folder / 'broken.json').write_text('{"a": [1, 2,,]}')
    for compiler in compilers('gcc', 'clang'):
        for way, flags in ways.items():
            program = folder / f'look-{compiler}-{way}'.replace(' ', '-')
            if check_run(f'the example, {way}', [compiler, *C11, ROOT / 'examples/json.c', '-o', program, *flags]):
                it_works(program, prefix, folder)


def it_works(program, prefix, folder):
    def look(*words):
        return run([program, *words], cwd=folder, env=prefix.environment)

    found = look('order.json', 'lines', '0', 'item')
    check(f'{program.name} finds and canonicalises',
          (found.returncode, found.stdout) ==
          (0, '"café"\n{"lines":[{"item":"café"},{"item":"tea"}],"total":1.5}\n'), found.stdout + found.stderr)
    check(f'{program.name} says that there is none', look('order.json', 'lines', '7').returncode == 1)
    refused = look('broken.json')
    check(f'{program.name} refuses what is no JSON', refused.returncode == 3 and 'json.' in refused.stderr
          and 'line 1' in refused.stderr, refused.stderr)


# The names are private ones of the library; the answers would make its calls fail.
OWN_NAMES = '''
#include <keel/json.h>
int cannot_read(void), options_parse(void), file_read(void), json_read(void), keel_limit_of(void), terminal_is(void);
int cannot_read(void) { return 1; }
int options_parse(void) { return 1; }
int file_read(void) { return 1; }
int json_read(void) { return 1; }
int keel_limit_of(void) { return 0; }
int terminal_is(void) { return 1; }
int main(void)
{
    return keel_json_check(KEEL_STR("[1]"), NULL, NULL) == KEEL_OK && keel_json_check(KEEL_STR("[1"), NULL, NULL) != KEEL_OK
               ? file_read() - 1
               : 1;
}
'''


def private_names_are_the_users(prefix, folder):
    (folder / 'own.c').write_text(OWN_NAMES)
    for way in (['-static'], []):
        program = folder / ('own' + ''.join(way))
        if check_run('a program with names of its own', ['gcc', *C11, folder / 'own.c', '-o', program, *way,
                                                         *prefix.flags('--static', '--cflags', '--libs')]):
            check_run('it runs', [program], env=prefix.environment)


def a_cpp_program_works(prefix, folder):
    source = folder / 'use.cpp'
    source.write_text('#include <keel/json.h>\n'
                      'int main() {\n'
                      '  keel_error err = KEEL_ERROR_INIT;\n'
                      '  return keel_json_check(KEEL_STR("{\\"a\\":[1]}"), nullptr, &err) == KEEL_OK ? 0 : 1;\n'
                      '}\n')
    for compiler in compilers('g++'):
        program = folder / f'use-{compiler}'
        if check_run('a C++ program', [compiler, *CXX, source, '-o', program, '-x', 'none',
                                       *prefix.flags('--cflags', '--libs')]):
            check_run('it runs', [program], env=prefix.environment)


def the_command_is_there(prefix, folder):
    done = run([prefix.path / 'bin/keel', '--version'], cwd=folder, env={})
    check('keel --version', done.returncode == 0 and done.stdout.startswith('keel '), done.stdout + done.stderr)
    version = run(['pkg-config', '--modversion', 'keel'], env=prefix.environment).stdout.strip()
    check('keel.pc and the command name the same version', done.stdout.split()[1:2] == [version], done.stdout + version)


def main():
    with tempfile.TemporaryDirectory(prefix='keel-install-') as name:
        folder = pathlib.Path(name)
        prefix = Prefix(folder)
        headers_compile_alone(prefix)
        the_example_builds_and_works(prefix, folder)
        private_names_are_the_users(prefix, folder)
        a_cpp_program_works(prefix, folder)
        the_command_is_there(prefix, folder)
    print(f'{passed} passed, {failed} failed')
    return 0 if failed == 0 else 1


if __name__ == '__main__':
    sys.exit(main())
