#!/bin/bash
# lint.sh: all that can be said about the tree without running it. Each check is a file in scripts/lint/ that prints
# its findings as path:line and ends with a closing line; alone it runs in the same way.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/stages.sh

stages_shown=15

for check in format.sh floors.py rows.py text.py docs.py shell.sh cppcheck.sh tidy.sh; do
    stage "lint-${check%.*}" "scripts/lint/$check" "scripts/lint/$check" || true
done
sum_up
