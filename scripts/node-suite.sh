#!/bin/bash
# The tests of bindings/node, by node's own runner; its figures become the closing line.
set -euo pipefail
cd "$(dirname "$0")/../bindings/node"

status=0
said="$(npm test --silent 2>&1)" || status=$?
printf '%s\n' "$said"

# The runner's last words are "# pass 12" and the like, or the same behind another sign on a terminal.
figure() { sed -nE "s/^[^a-z]* ?$1 ([0-9]+)\$/\\1/p" <<<"$said" | awk '{ n += $1 } END { print n + 0 }'; }
passed="$(figure pass)" failed="$(($(figure fail) + $(figure cancelled)))" skipped="$(($(figure skipped) + $(figure todo)))"
[ "$status" = 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed$([ "$skipped" = 0 ] || echo ", $skipped skipped")"
exit "$status"
