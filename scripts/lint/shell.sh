#!/bin/bash
# shell.sh: what shellcheck says about the scripts, those without an ending included.
set -euo pipefail
cd "$(dirname "$0")/../.."

mapfile -t files < <(git ls-files -co --exclude-standard | while IFS= read -r f; do
    if [ -f "$f" ] && { [[ "$f" = *.sh ]] || head -c 64 "$f" | head -n 1 | grep -aqE '^#!.*\b(ba)?sh\b'; }; then echo "$f"; fi
done)
failed=0
for file in "${files[@]}"; do shellcheck -x "$file" || failed=$((failed + 1)); done
echo "$((${#files[@]} - failed)) passed, $failed failed"
[ "$failed" = 0 ]
