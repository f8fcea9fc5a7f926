#!/bin/bash
# old-system.sh: does Keel build and run where its oldest users are? glibc 2.31 and OpenSSL 1.1.1, as in Ubuntu 20.04.
#
# Makes a root of Debian 11 in build/old-system (once: some minutes, 550 MB), brings Meson along, and builds and runs the
# C suites and the command's there. The root is entered by a mount namespace and pivot_root, not by chroot, in which
# the kernel refuses user namespaces. Wants root or sudo. Ends with "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/talk.sh
. scripts/mirror.sh

root="$PWD/build/old-system"
packages=gcc,libc6-dev,libssl1.1,ninja-build,pkg-config,python3
log=build/logs/old-system.log

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -E "$@"; fi; }

make_root() {
    [ ! -e "$root/made" ] || return 0
    as_root rm -rf "$root"
    say "making a root of Debian 11 in ${root#"$PWD"/} (some minutes, 550 MB)"
    as_root debootstrap --variant=minbase --include="$packages" bullseye "$root" "$(mirror)" >"$log" 2>&1 ||
        fail "cannot make a root of Debian 11" dev.old_system "$log" \
            "look whether the mirror of /etc/apt can be reached: $(mirror)"
    as_root touch "$root/made"
}

# Debian 11's own is too old; Meson is Python alone, and of this machine.
bring_meson() {
    local folder

    folder="$(/usr/bin/python3 -c 'import mesonbuild, os; print(os.path.dirname(mesonbuild.__file__))')"
    as_root mkdir -p "$root/opt/meson"
    as_root cp -R "$folder" "$root/opt/meson/"
    printf '%s\n' '#!/usr/bin/python3' 'import sys' 'sys.path.insert(0, "/opt/meson")' \
        'from mesonbuild.mesonmain import main' 'sys.exit(main())' | as_root tee "$root/usr/local/bin/meson" >/dev/null
    as_root chmod +x "$root/usr/local/bin/meson"
}

# What git knows, with the changes not yet committed; the build folder there stays from run to run.
bring_sources() {
    as_root mkdir -p "$root/keel"
    as_root find "$root/keel" -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} +
    git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
        [ ! -e "$file" ] || printf '%s\0' "$file"
    done | tar --null -T - -cf - | as_root tar --no-same-owner -xf - -C "$root/keel"
}

# enter COMMAND...: runs it with $root as /, in a namespace whose mounts end with it.
enter() {
    # shellcheck disable=SC2016 # for the inner shell
    as_root unshare --mount --propagation private sh -euc '
        root="$1"; shift
        mount --bind "$root" "$root"
        mount --rbind /dev "$root/dev"
        mount -t proc proc "$root/proc"
        mount -t tmpfs tmpfs "$root/tmp"
        cd "$root"
        mkdir -p before
        pivot_root . before
        umount -l /before
        exec env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=/root LANG=C.UTF-8 "$@"
    ' sh "$root" "$@"
}

suites() {
    # shellcheck disable=SC2016 # for the inner shell
    enter bash -euc '
        cd /keel
        . scripts/talk.sh
        . scripts/stages.sh
        say "  $(ldd --version | head -n 1), $(gcc --version | head -n 1), meson $(meson --version)"
        stage build "scripts/build.sh release" as_one scripts/build.sh release || true
        stage suites "scripts/suites.py build/release" scripts/suites.py build/release || true
        [ ! -e tests/cli/run.py ] || stage cli "tests/cli/run.py build/keel" python3 tests/cli/run.py build/keel || true
        sum_up'
}

mkdir -p build/logs
for tool in debootstrap unshare; do
    command -v "$tool" >/dev/null || [ -x "/usr/sbin/$tool" ] ||
        fail "cannot make a root without $tool" dev.missing_tools "" "scripts/setup system"
done
PATH="$PATH:/usr/sbin"
make_root
bring_meson
bring_sources
suites
