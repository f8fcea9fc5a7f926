#!/bin/bash
# cppcheck.sh: a second analyser, which sees all files of the release build at once.
# Left out: uninitvar and its older form take an array that is handed to a function to be filled, or whose address is
# taken, for one that is read; both compilers and clang's analyser look for the same with more care. ctunullpointer takes 'sizeof err->what' for a read.
set -euo pipefail
cd "$(dirname "$0")/../.."

mkdir -p build/lint/cppcheck
count="$(grep -c '"file":' build/release/compile_commands.json)"
said="$(cppcheck --project=build/release/compile_commands.json --cppcheck-build-dir=build/lint/cppcheck \
    --enable=warning,performance,portability --inline-suppr --suppress=ctunullpointer --suppress=uninitvar --suppress=legacyUninitvar --suppress=missingIncludeSystem \
    --quiet -j "$(nproc)" --template='{file}:{line}: {message} [{id}]' 2>&1)" || { echo "$said"; exit 1; }
[ -z "$said" ] || echo "$said"
failed="$(grep -cE '\[[a-zA-Z_]+\]$' <<<"$said" || true)"
echo "$((count > failed ? count - failed : 0)) passed, $failed failed"
[ "$failed" = 0 ]
