#!/bin/bash
# install.sh [--prefix DIR] [--node DIR]: puts the command, the library, its headers and keel.pc below the prefix
# (/usr/local); or, with --node alone, only the addon and its packages below that folder.
#
# What is installed is the release build, which is brought up to date first. keel.pc finds its prefix by its own
# place, so the tree may be moved afterwards. DESTDIR is put before DIR, as packagers expect.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/talk.sh

usage() { fail "$1" dev.usage "" "./dev install --prefix DIR --node DIR" 2; }

prefix='' node=''
while [ $# -gt 0 ]; do
    case "$1" in
    --prefix) prefix="${2:-}"; shift 2 || usage "--prefix wants a folder" ;;
    --prefix=*) prefix="${1#*=}"; shift ;;
    --node) node="${2:-}"; shift 2 || usage "--node wants a folder" ;;
    --node=*) node="${1#*=}"; shift ;;
    *) usage "unknown argument '$1'" ;;
    esac
done
scripts/setup base node
scripts/build.sh release
if [ -n "$node" ]; then
    node scripts/install-node.mjs "$node"
    [ -n "$prefix" ] || exit 0
fi
prefix="${prefix:-/usr/local}"
case "$prefix" in
/*) ;;
*) prefix="$PWD/$prefix" ;;
esac

# Meson installs below the prefix that it was configured with; from there the tree moves as it is.
stage="$(mktemp -d)"
trap 'rm -rf "$stage"' EXIT
meson install -C build/release --no-rebuild --strip --quiet --destdir "$stage"
configured="$(meson introspect --buildoptions build/release |
    python3 -c 'import json, sys; print(next(o["value"] for o in json.load(sys.stdin) if o["name"] == "prefix"))')"

target="${DESTDIR:-}$prefix"
if ! mkdir -p "$target" 2>/dev/null || [ ! -w "$target" ]; then
    # shellcheck disable=SC2016  # the person's shell expands it
    printf 'error: cannot write to %s  [dev.install]\n  mend   sudo ./dev install, or ./dev install --prefix "$HOME/.local"\n' \
        "$target" >&2
    exit 1
fi
cp -R "$stage$configured/." "$target/"
if [ -z "${DESTDIR:-}" ] && [ "$prefix" = /usr/local ] && command -v ldconfig >/dev/null; then ldconfig; fi

echo "installed below $target:"
(cd "$stage$configured" && find . \( -type f -o -type l \) -printf '  %P\n' | LC_ALL=C sort)
