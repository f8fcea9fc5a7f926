#!/bin/bash
# reproducible.sh: the same sources give the same bytes, wherever they lie.
#
# Copies what git knows (with the changes not yet committed) into two folders whose paths differ in length, builds
# both, and compares the command and the libraries byte by byte. Ends with "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."

passed=0 failed=0
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
short="$work/a" long="$work/a folder/with a rather longer path/than the other one"

for folder in "$short" "$long"; do
    mkdir -p "$folder"
    git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
        [ ! -e "$file" ] || printf '%s\0' "$file"
    done | tar --null -T - -cf - | tar -xf - -C "$folder"
    if ! { (cd "$folder" && meson setup build -Dtests=false -Dnode=disabled) &&
        ninja -C "$folder/build"; } >"$work/log" 2>&1; then
        tail -20 "$work/log" >&2
        printf '0 passed, 1 failed\n'
        exit 1
    fi
done

for name in src/faces/cli/keel abi/libkeel.so abi/libkeel.a; do
    if cmp "$short/build/$name" "$long/build/$name"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '  failed  %s differs between two folders\n' "$name"
        { diff <(strings -n 8 "$short/build/$name") <(strings -n 8 "$long/build/$name") || true; } | head -10
    fi
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
