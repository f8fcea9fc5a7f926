#!/bin/bash
# fuzz.sh ROOM|--all [SECONDS]: each fuzzer of a room, or of all, first over its corpus and then onwards for SECONDS.
#
# A fuzzer of fuzz/ROOM/ is built as fuzz-ROOM-NAME; its corpus is fuzz/ROOM/corpus, its words fuzz/ROOM/ROOM-NAME.dict.
# What it learns on the way is kept in build/fuzz/learned and used next time; what breaks it is kept in
# build/fuzz/found, and the program with that file as argument brings the failure back; once mended, the file belongs
# into the corpus. Ends with "N passed, N failed", one for each fuzzer.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/talk.sh

fuzzers() { find build/fuzz/fuzz -type f -name 'fuzz-*' -perm -u+x | sort; }

# chosen ROOM: the programs of a room.
chosen() { if [ "$1" = --all ]; then fuzzers; else fuzzers | grep -E "/fuzz-$1(-[^/]*)?\$" || true; fi; }

# try PROGRAM SECONDS: one line when it held, all of its words when it did not.
try() {
    local program="$1" name="${1##*/}" room folder log seed="${KEEL_TEST_SEED:-$((RANDOM * 32768 + RANDOM))}"
    local -a with=()

    room="${name#fuzz-}" folder="fuzz/${room%%-*}" log="build/logs/$name.log"
    [ ! -f "$folder/$room.dict" ] || with+=("-dict=$folder/$room.dict")
    mkdir -p "build/fuzz/learned/$name" build/fuzz/found
    if "$program" -seed="$seed" -max_total_time="$2" -timeout=25 -rss_limit_mb=2560 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/found/$name-" "${with[@]}" "build/fuzz/learned/$name" "$folder/corpus" >"$log" 2>&1; then
        echo "held    $name: $(sed -nE 's/^stat::number_of_executed_units: *//p' "$log") inputs, seed $seed"
    else
        tail -n 40 "$log"
        echo "broken  $name, seed $seed"
        echo "  again   $program $(sed -nE 's/.*Test unit written to //p' "$log" | tail -1)"
    fi
}
export -f try

main() {
    local room="${1:-}" seconds="${2:-60}" said
    local -a programs

    [ -n "$room" ] || fail "no room was named" dev.no_room "" "./dev fuzz json" 2
    [ "$room" = --all ] || known room "$room" './dev fuzz' "$(rooms_in fuzz)"
    [[ "$seconds" =~ ^[0-9]+$ ]] || fail "'$seconds' is no number of seconds" dev.seconds "" "./dev fuzz $room 60" 2
    scripts/setup base clang
    scripts/build.sh fuzz
    mkdir -p build/logs
    mapfile -t programs < <(chosen "$room")
    [ ${#programs[@]} -gt 0 ] || fail "there is no fuzzer of '$room'" dev.fuzz "fuzz/$room/meson.build" ""
    said="$(printf '%s\n' "${programs[@]}" | xargs -P "$(nproc)" -I{} bash -c 'try "$@"' try {} "$seconds")"
    printf '%s\n' "$said"
    broken="$(grep -c '^broken ' <<<"$said" || true)"
    echo "$((${#programs[@]} - broken)) passed, $broken failed"
    [ "$broken" = 0 ]
}

main "$@"
