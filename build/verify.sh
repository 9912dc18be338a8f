#!/usr/bin/env bash
# Everything that has to hold before a change lands, on a machine with the .NET 10 SDK; developers and CI run the same.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed_checks=0

check() {
  local name=$1
  shift
  echo "== $name"
  if ! "$@"; then
    echo "FAILED: $name"
    failed_checks=$((failed_checks + 1))
  fi
}

run_tests() { dotnet test IdentitySdk.sln --no-build --verbosity minimal 2>&1 | tee "$log"; return "${PIPESTATUS[0]}"; }

check "build, warnings as errors" dotnet build IdentitySdk.sln --verbosity quiet
check "generated code is committed" build/drift.sh
check "tests" run_tests
check "specifications: lint" build/lint/run.sh
check "specifications: every operation against an independent server" build/contract/run.sh

passed=$(grep -oE 'Passed: +[0-9]+' "$log" | awk '{ sum += $2 } END { print sum + 0 }')
failed=$(grep -oE 'Failed: +[0-9]+' "$log" | awk '{ sum += $2 } END { print sum + 0 }')
[ "$failed_checks" -gt 0 ] && [ "$failed" -eq 0 ] && failed=$failed_checks
[ "$passed" -eq 0 ] && failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
