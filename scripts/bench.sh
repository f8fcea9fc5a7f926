#!/bin/bash
# bench.sh [ROOM]: measures, and prints ratios against the peers in the same run; never fails for slowness.
#
# A bench is a program bench-ROOM... of bench/, or bindings/node/bench/ROOM.mjs for each Node package. Peers that
# neither Debian nor npm carries are looked for in the folder that KEEL_BENCH_PEERS names; without it they are left
# out, and said to be.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/talk.sh

# The benches as "room command...", one a line.
benches() {
    local package

    find build/bench/bench -type f -name 'bench-*' -perm -u+x | sort | sed -E 's|^(.*/bench-([^-]*).*)$|\2 \1|'
    for package in bindings/node/packages/*/; do
        package="$(basename "$package")"
        [ ! -f "bindings/node/bench/$package.mjs" ] || echo "$package node bindings/node/bench/$package.mjs"
    done
}

# The rooms that have benches, as their sources name them: a wrong name is told before a build.
rooms() {
    local bench

    sed -nE "s/^executable\('bench-([a-z0-9]+).*/\1/p" bench/meson.build
    for bench in bindings/node/packages/*/; do
        bench="$(basename "$bench")"
        [ ! -f "bindings/node/bench/$bench.mjs" ] || echo "$bench"
    done
}

main() {
    local room="${1:-}" ran=0 name command

    [ -z "$room" ] || known room "$room" './dev bench' "$(rooms | sort -u)"
    scripts/setup base node bench
    scripts/build.sh release
    scripts/build.sh bench
    [ -n "${KEEL_BENCH_PEERS:-}" ] || say "KEEL_BENCH_PEERS names no folder: peers that Debian and npm lack are left out"
    while read -r name command; do
        [ -z "$room" ] || [ "$room" = "$name" ] || continue
        echo "== $command"
        # shellcheck disable=SC2086  # a program, or node and a file
        $command </dev/null || fail "the bench stopped" dev.bench "$command" "$command"
        ran=$((ran + 1))
    done < <(benches)
    [ "$ran" -gt 0 ] || fail "there is nothing to measure" dev.bench bench/ ""
}

main "$@"
