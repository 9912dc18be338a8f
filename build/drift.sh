#!/usr/bin/env bash
# Fails when the committed generated/ is not what specs/ and templates/ make.
set -euo pipefail
cd "$(dirname "$0")/.."

build/generate.sh
if [ -n "$(git status --porcelain -- generated/)" ]; then
  git --no-pager diff --stat -- generated/
  git --no-pager diff -- generated/ | head -n 200
  git status --porcelain -- generated/
  echo "generated/ is not what specs/ and templates/ make. Repair: run build/generate.sh, read the difference, commit it." >&2
  exit 1
fi
