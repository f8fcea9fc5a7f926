#!/bin/bash
# tidy.sh: clang-tidy on every C file that is shipped, with the checks that .clang-tidy defends. The tests are left to
# the compilers, cppcheck and the sanitizers that they run under: they would take a third of the time.
# A file that was clean is asked again only when it, any header or table, or the set of checks has changed.
set -euo pipefail
cd "$(dirname "$0")/../.."

kept=build/lint/tidy
mkdir -p "$kept"

# What a verdict rests on, the file itself aside.
around="$(git ls-files -co --exclude-standard .clang-tidy '*.h' '*.def' '*meson.build' | sort |
    while IFS= read -r f; do [ ! -f "$f" ] || sha256sum "$f"; done | sha256sum)"

# ask FILE: the findings, or nothing; what is clean is remembered.
ask() {
    local stamp wanted

    stamp="$kept/${1//\//_}"
    wanted="$around$(sha256sum <"$1")"
    [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ] || return 0
    clang-tidy --quiet -p build/release --extra-arg=-Wno-unknown-warning-option "$1" 2>"$stamp.err" &&
        { printf '%s\n' "$wanted" >"$stamp"; return 0; }
    grep -v 'warnings\? generated' "$stamp.err" || true
    echo "$1: findings"
}
export -f ask
export kept around

mapfile -t files < <(python3 -c '
import json, os
for entry in json.load(open("build/release/compile_commands.json")):
    path = os.path.relpath(os.path.join(entry["directory"], entry["file"]))
    if path.endswith(".c") and not path.startswith(("build/", "tests/", "..")):
        print(path)' | sort -u)
said="$(printf '%s\n' "${files[@]}" | xargs -P "$(nproc)" -I{} bash -c 'ask {}')"
[ -z "$said" ] || echo "$said"
failed="$(grep -c ': findings$' <<<"$said" || true)"
echo "$((${#files[@]} - failed)) passed, $failed failed"
[ "$failed" = 0 ]
