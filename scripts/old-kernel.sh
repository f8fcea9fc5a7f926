#!/bin/bash
# old-kernel.sh: does all of Keel run where no system call is younger than Linux 5.4?
#
# Runs the C suites, the command's and Node's under a filter that answers ENOSYS to younger ones (tests/system/
# old-kernel.c tells more). Wants build/release. Ends with "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/talk.sh
. scripts/stages.sh

launcher=build/old-kernel

[ -e build/release/build.ninja ] || fail "there is no build to try" dev.not_built build/release "./dev build"
${CC:-cc} -O1 -Wall -Wextra -Werror tests/system/old-kernel.c -o "$launcher"

stage old-kernel-suites "$launcher scripts/suites.py build/release" "$launcher" scripts/suites.py build/release || true
if [ -e tests/cli/run.py ]; then
    stage old-kernel-cli "$launcher python3 tests/cli/run.py build/keel" \
        "$launcher" python3 tests/cli/run.py build/keel || true
fi
if [ -d bindings/node/node_modules ] && [ -e build/keel.node ]; then
    stage old-kernel-node "$launcher scripts/node-suite.sh" "$launcher" scripts/node-suite.sh || true
else
    skip old-kernel-node 'scripts/setup node && scripts/build.sh release && scripts/old-kernel.sh'
fi
sum_up
