#!/bin/bash
# The man pages, written by the command itself from the table its --help comes from.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/talk.sh

mkdir -p build/man
build/keel help --man build/man
say "man pages in build/man; read one with 'man -l build/man/keel.1'"
