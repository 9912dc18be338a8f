#!/usr/bin/env bash
# Lints the specifications with Spectral. Needs node 18 or later. Fails on errors.
set -euo pipefail
cd "$(dirname "$0")"
source ../npm.sh
install_tools .
exec node node_modules/@stoplight/spectral-cli/dist/index.js lint --ruleset spectral.yaml --fail-severity error ../../specs/*/openapi.yaml
