# How the door speaks: results on stdout, the conversation on stderr, an error with its place and its mend.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }

# fail WHAT NAME WHERE MEND [STATUS]: one error, in the form of the command line's own.
fail() {
    printf 'error: %s  [%s]\n' "$1" "$2" >&2
    [ -z "$3" ] || printf '  where  %s\n' "$3" >&2
    [ -z "$4" ] || printf '  mend   %s\n' "$4" >&2
    exit "${5:-1}"
}

# unknown KIND GIVEN BEFORE NAMES: wrong use; the nearest of the names (one a line) is the mend.
unknown() {
    fail "unknown $1 '$2'" "dev.unknown_$1" "" "$3 $(nearest "$2" "$4")" 2
}

# known KIND GIVEN BEFORE NAMES: told at once, and not after a build.
known() { grep -qxF -e "$2" <<<"$4" || unknown "$@"; }

# rooms_in FOLDER: a room has a folder of its own in tests/ and fuzz/.
rooms_in() {
    local built

    for built in "$1"/*/meson.build; do basename "${built%/meson.build}"; done
}

# nearest GIVEN NAMES: the name that takes the fewest edits.
nearest() {
    local name best='' least=99 now

    while IFS= read -r name; do
        [ -n "$name" ] || continue
        now="$(edits "$1" "$name")"
        [ "$now" -ge "$least" ] || { least="$now"; best="$name"; }
    done <<<"$2"
    printf '%s' "$best"
}

# Levenshtein's distance, one row of the table at a time.
edits() {
    local from="$1" to="$2" i j above corner cost
    local -a row

    for ((j = 0; j <= ${#to}; j++)); do row[j]=$j; done
    for ((i = 1; i <= ${#from}; i++)); do
        corner=${row[0]}
        row[0]=$i
        for ((j = 1; j <= ${#to}; j++)); do
            above=${row[j]}
            cost=1
            [ "${from:i-1:1}" != "${to:j-1:1}" ] || cost=0
            row[j]=$((corner + cost))
            [ $((above + 1)) -ge "${row[j]}" ] || row[j]=$((above + 1))
            [ $((row[j - 1] + 1)) -ge "${row[j]}" ] || row[j]=$((row[j - 1] + 1))
            corner=$above
        done
    done
    echo "${row[${#to}]}"
}
