#!/bin/bash
# soak.sh: the slow questions, for as long as you let it. Each round asks the property tests for ten times as many
# random cases as the round before (up to a thousand), with seeds of its own, and fuzzes twice as long. Ctrl-C ends
# the round that runs, uncounted, and sums up.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/talk.sh
. scripts/stages.sh

stages_logs=build/logs/soak
scale=10 scale_most=1000
seconds=60 seconds_most=960

trap 'echo >&2; sum_up && exit 0; exit 1' INT TERM

scripts/setup base clang
scripts/build.sh asan
scripts/build.sh fuzz
for ((round = 1; ; round++)); do
    say "round $round: $scale times the random cases, then $seconds s for each fuzzer; Ctrl-C sums up"
    export KEEL_TEST_SCALE=$scale KEEL_TEST_SEED=$((RANDOM * 32768 + RANDOM))
    KEEL_SUITE_SECONDS=36000 stage "properties-$round" "KEEL_TEST_SEED=$KEEL_TEST_SEED KEEL_TEST_SCALE=$scale ./dev asan" \
        scripts/suites.py build/asan || true
    stage "fuzz-$round" "scripts/fuzz.sh --all $seconds" scripts/fuzz.sh --all "$seconds" || true
    [ $((scale * 10)) -gt "$scale_most" ] || scale=$((scale * 10))
    [ $((seconds * 2)) -gt "$seconds_most" ] || seconds=$((seconds * 2))
done
