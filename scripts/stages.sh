# Stages: steps of a long run, each quiet in a log of its own, told in one line, and summed up at the end.
#
#     stage suites './dev asan' scripts/suites.py build/asan
#     skip  cross-wasm32 './dev cross wasm32'
#     sum_up
#
# A stage is its closing line: "N passed, N failed", with ", N skipped" if it likes. One without that line, or with
# nothing passed, or whose status says something else than its line, is a failure: what did not report did not pass.
# The second argument brings a stage back alone; it is printed when the stage failed, and for what was skipped.
# shellcheck shell=bash

stages_passed=0 stages_failed=0 stages_skipped=0
stages_began=$SECONDS
stages_logs=build/logs/stages
stages_shown=60     # lines of a failing stage's log
closing_line='^([0-9]+) passed, ([0-9]+) failed(, ([0-9]+) skipped)?$'

# closing LOG STATUS: "PASSED FAILED SKIPPED", by the rules above.
closing() {
    local last

    last="$(tail -n 1 "$1" 2>/dev/null || true)" # a log that is gone did not report
    if [[ ! "$last" =~ $closing_line ]]; then
        echo 0 1 0
    elif [ "${BASH_REMATCH[2]}" = 0 ] && { [ "$2" != 0 ] || [ "${BASH_REMATCH[1]}" = 0 ]; }; then
        echo "${BASH_REMATCH[1]} 1 ${BASH_REMATCH[4]:-0}"
    else
        echo "${BASH_REMATCH[1]} ${BASH_REMATCH[2]} ${BASH_REMATCH[4]:-0}"
    fi
}

stage() {
    local name="$1" again="$2" log="$stages_logs/$1.log" began=$SECONDS status=0 passed failed skipped

    shift 2
    mkdir -p "$stages_logs"
    "$@" >"$log" 2>&1 </dev/null || status=$?
    read -r passed failed skipped < <(closing "$log" "$status")
    stages_passed=$((stages_passed + passed))
    stages_failed=$((stages_failed + failed))
    stages_skipped=$((stages_skipped + skipped))
    if [ "$failed" = 0 ]; then
        printf '  ok       %-20s %4d s  %s\n' "$name" $((SECONDS - began)) "$(tail -n 1 "$log")" >&2
        return 0
    fi
    printf '  FAILED   %-20s %4d s  status %d, %d failed\n' "$name" $((SECONDS - began)) "$status" "$failed" >&2
    tail -n "$stages_shown" "$log" | sed 's/^/    | /' >&2
    printf '    again  %s\n    log    %s\n' "$again" "$log" >&2
    return 1
}

# skip NAME AGAIN: what this run leaves out, with the word that runs it.
skip() {
    stages_skipped=$((stages_skipped + 1))
    printf '  skipped  %-20s         %s\n' "$1" "$2" >&2
}

# as_one COMMAND...: a step that counts as one, for what has no closing line of its own.
as_one() {
    if "$@"; then echo "1 passed, 0 failed"; else echo "0 passed, 1 failed"; return 1; fi
}

# The last line of the run, and its status.
sum_up() {
    local tail_=''

    [ "$stages_skipped" = 0 ] || tail_=", $stages_skipped skipped"
    printf '  in %d s\n' $((SECONDS - stages_began)) >&2
    echo "$stages_passed passed, $stages_failed failed$tail_"
    [ "$stages_failed" = 0 ]
}
