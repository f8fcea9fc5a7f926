#!/bin/bash
# The tests of bindings/node, by node's own runner, on the addon of the release build. Ends with "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/../bindings/node"
exec npm test --silent
