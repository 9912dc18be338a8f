#!/usr/bin/env bash
# Runs all user operations of the vendor's own client against the Okta emulator, so that the SDK and the emulator cannot share a mistake.
# Needs node 18 or later. Ends with "N passed, N failed"; fails when anything does.
set -euo pipefail
cd "$(dirname "$0")"
source ../npm.sh
install_tools .
variables=$(mktemp)
dotnet build ../../src/IdentitySdk.Cli --verbosity quiet --nologo >&2
dotnet run --no-build --project ../../src/IdentitySdk.Cli -- emulate --vendor okta --users 50 > "$variables" &
emulator=$!
trap 'kill "$emulator" 2>/dev/null; wait "$emulator" || true; rm -f "$variables"' EXIT
for _ in $(seq 300); do
  grep -q OKTA_API_TOKEN "$variables" && break
  kill -0 "$emulator" || exit 1
  sleep 0.1
done
set -a
# shellcheck disable=SC1090
source "$variables"
set +a
node okta.mjs
