#!/bin/bash
# format.sh [--write]: are all C files in the form that .clang-format asks for? --write brings them into it.
set -euo pipefail
cd "$(dirname "$0")/../.."

mapfile -t files < <(git ls-files -co --exclude-standard '*.c' '*.h' | while IFS= read -r f; do [ ! -f "$f" ] || echo "$f"; done)
if [ "${1:-}" = --write ]; then
    clang-format -i "${files[@]}"
    exit
fi

failed=0
for file in "${files[@]}"; do
    clang-format --dry-run -Werror "$file" 2>/dev/null || { echo "$file: not in form; './dev format' brings it there"; failed=$((failed + 1)); }
done
echo "$((${#files[@]} - failed)) passed, $failed failed"
[ "$failed" = 0 ]
