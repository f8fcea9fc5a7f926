#!/bin/bash
# bare-root.sh: what a newcomer sees. Makes a root of Debian 12 that holds bash and git, clones the last commit into
# it, and runs ./dev demo, the same again, ./dev test and that again there; the second time with little fuzzing and few
# random cases. Needs root, the network and half an hour; the root lies in build/bare-root, and is removed at the end
# unless KEEL_KEEP_ROOT is set: then it stays, and the next run goes on in it with what was committed since. Ends with
# "N passed, N failed".
#
# The root is entered by pivot_root and not by chroot, in which the kernel refuses user namespaces.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/talk.sh
. scripts/stages.sh
. scripts/mirror.sh

stages_logs=build/logs/bare-root
root=build/bare-root
inside=/srv/keel

make_root() {
    rm -rf --one-file-system "$root"
    mkdir -p "$root"
    debootstrap --variant=minbase --include=git,ca-certificates bookworm "$root" "$(mirror)"
    rm -rf "$root"/var/lib/apt/lists/*      # a fresh machine's apt knows no packages yet
}

# What belongs to the place and not to the system: names, proxies, certificate authorities.
carry_place() {
    local file

    cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
    cp -rL /etc/ssl/certs/. "$root/etc/ssl/certs/"
    cp -rL /usr/local/share/ca-certificates "$root/usr/local/share/" 2>/dev/null || true
    rm -f "$root"/etc/apt/sources.list
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
        [ ! -f "$file" ] || cp "$file" "$root$file"
    done
    for file in /etc/apt/apt.conf.d/*; do
        ! grep -qi 'Acquire.*proxy' "$file" || cp "$file" "$root$file"
    done
}

carry_repository() {
    [ -d "$root$inside" ] || git clone -q --no-hardlinks . "$root$inside"
    git -C "$root$inside" fetch -q "$PWD" HEAD
    git -C "$root$inside" reset -q --hard FETCH_HEAD
}

make_all() {
    [ -e "$root/made" ] || { make_root && carry_place && touch "$root/made"; }
    carry_repository
}

# within COMMAND...: in the root, with a mount and a process table of its own, and of the environment only what the
# network needs.
within() {
    local name
    local -a kept=(PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8)

    for name in http_proxy https_proxy no_proxy all_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY \
        SSL_CERT_FILE SSL_CERT_DIR NODE_EXTRA_CA_CERTS CI KEEL_TEST_SCALE KEEL_FUZZ_SECONDS; do
        [ -z "${!name:-}" ] || kept+=("$name=${!name}")
    done
    # shellcheck disable=SC2016  # expanded by the shell that enters
    unshare --mount --pid --fork bash -ec '
        root="$1" inside="$2"
        shift 2
        mount --make-rprivate /
        mount --bind "$root" "$root"
        cd "$root"
        mkdir -p .outside
        mount -t proc proc proc
        mount --rbind /sys sys
        mount --rbind /dev dev
        mount -t tmpfs tmpfs tmp
        pivot_root . .outside
        cd /
        umount -l /.outside
        cd "$inside"
        exec env -i "$@"' enter "$root" "$inside" "${kept[@]}" "$@"
}

[ "$(id -u)" = 0 ] || fail "only root may make a root of its own" dev.bare_root "" "sudo ./dev test --bare-root"
[ -n "${KEEL_KEEP_ROOT:-}" ] || trap 'rm -rf --one-file-system "$root"' EXIT

stage root 'scripts/bare-root.sh' as_one make_all || { sum_up; exit 1; }
stage demo './dev demo' as_one within ./dev demo || true
stage demo-again './dev demo' as_one within ./dev demo || true
stage test './dev test' within ./dev test || true
export KEEL_TEST_SCALE=0.1 KEEL_FUZZ_SECONDS=2
stage test-again './dev test' within ./dev test || true
sum_up
