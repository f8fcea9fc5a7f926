#!/bin/bash
# test.sh [ROOM | --old-kernel | --old-system | --bare-root]: set up, then run every test, or one room's.
#
# The C suites run under the sanitizers; the command and the addon as they are released; fuzzers go over their corpora
# and then twenty seconds (or KEEL_FUZZ_SECONDS) further. What needs large tools, other targets and the old kernel's
# filter, runs where CI=true is set; elsewhere it is counted as skipped, with the word that runs it.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/talk.sh
. scripts/stages.sh

fuzz_seconds="${KEEL_FUZZ_SECONDS:-20}"
targets='linux-arm64 windows-x64 wasm32'

in_ci() { [ "${CI:-}" = true ]; }

sanitized_suites() { scripts/build.sh asan && scripts/suites.py build/asan; }
cli_suite() { python3 tests/cli/run.py build/keel; }
node_suite() { scripts/node-suite.sh; }
door_suite() { tests/door/run.py; }
lint() { scripts/lint.sh; }

everything() {
    local groups='base node clang lint'

    ! in_ci || groups+=' cross'
    # shellcheck disable=SC2086  # words
    scripts/setup $groups || { echo '0 passed, 1 failed'; exit 1; }
    stage build './dev build' as_one scripts/build.sh release || { sum_up; return; }
    stage suites './dev asan' sanitized_suites || true
    stage cli './dev test cli' cli_suite || true
    stage node './dev test node' node_suite || true
    stage docs 'tests/docs/run.py build' tests/docs/run.py build || true
    stage installed tests/install/test_install.py tests/install/test_install.py || true
    stage hardening tests/install/hardening.py tests/install/hardening.py || true
    stage reproducible scripts/reproducible.sh scripts/reproducible.sh || true
    stage abi './dev abi' scripts/abi.sh || true
    stage door './dev test door' door_suite || true
    stage fuzz "scripts/fuzz.sh --all $fuzz_seconds" scripts/fuzz.sh --all "$fuzz_seconds" || true
    stage lint './dev lint' lint || true
    if in_ci; then elsewhere stage_elsewhere; else elsewhere skip_elsewhere; fi
    sum_up
}

# elsewhere DO: what only CI runs: another compiler, other targets, an old kernel.
elsewhere() {
    local target

    "$1" clang 'scripts/build.sh clang && scripts/suites.py build/clang' clang_suites
    for target in $targets; do "$1" "cross-$target" "./dev cross $target" scripts/cross.sh "$target"; done
    "$1" old-kernel './dev test --old-kernel' scripts/old-kernel.sh
}

stage_elsewhere() { stage "$@" || true; }
skip_elsewhere() { skip "$1" "$2"; }
clang_suites() { scripts/build.sh clang && scripts/suites.py build/clang; }

room() {
    case "$1" in
    cli) scripts/setup base && scripts/build.sh release && cli_suite ;;
    node) scripts/setup base node && scripts/build.sh release && node_suite ;;
    door) scripts/setup base && door_suite ;;
    *)
        known room "$1" './dev test' "$(rooms_in tests; printf '%s\n' cli node door)"
        scripts/setup base && scripts/build.sh asan && scripts/suites.py build/asan "$1"
        ;;
    esac
}

main() {
    case "${1:-}" in
    '') everything ;;
    --old-kernel) scripts/setup base && scripts/build.sh release && scripts/old-kernel.sh ;;
    --old-system) scripts/setup base system && scripts/old-system.sh ;;
    --bare-root) scripts/setup base system && scripts/bare-root.sh ;;
    -*) unknown option "$1" './dev test' $'--old-kernel\n--old-system\n--bare-root' ;;
    *) room "$1" ;;
    esac
}

main "$@"
