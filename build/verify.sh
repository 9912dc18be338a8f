#!/usr/bin/env bash
# Everything that has to hold before a change lands, on a machine with the .NET 10 SDK; developers and CI run the same.
# build/verify.sh takes some minutes; build/verify.sh --full adds what is slow, and runs before a release. docs/gates.md names each gate.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed_checks=0

check() {
  local name=$1 start=$SECONDS
  shift
  echo "== $name"
  if ! "$@"; then
    echo "FAILED: $name"
    failed_checks=$((failed_checks + 1))
  fi
  echo "== $((SECONDS - start)) s"
}

run_tests() { dotnet test IdentitySdk.sln --no-build --verbosity minimal 2>&1 | tee -a "$log"; return "${PIPESTATUS[0]}"; }

# Slow tests are in the category Slow and explicit, so that a plain run leaves them out.
run_slow_tests() { dotnet test IdentitySdk.sln --no-build --verbosity minimal --filter TestCategory=Slow 2>&1 | tee -a "$log"; return "${PIPESTATUS[0]}"; }

# The tests of IdentitySdk.Redis start servers of their own; without the program the laws run on Garnet, and the others say that they are skipped.
install_redis() {
  if ! command -v redis-server >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends redis-server; } >&2
  fi
  command -v redis-server || echo "skipped: outages and several processes (no redis-server); the laws of the stores run on Garnet"
}

# The laws of the directory run against a SCIM server on node, among the slow tests; without it they say that they are skipped.
install_scim_server() {
  command -v npm >/dev/null || [ "$(id -u)" = 0 ] || { echo "skipped: the laws against a SCIM server (no npm)"; return; }
  bash -ec 'source build/npm.sh; install_tools tests/IdentitySdk.Directory.Scim.Tests/Server'
}

check "redis-server for the tests" install_redis
check "build, warnings as errors" dotnet build IdentitySdk.sln --verbosity quiet
check "generated code is committed" build/drift.sh
check "tests" run_tests
check "no call allocates more than 5 % more than recorded" build/bytes.sh
check "specifications: lint" build/lint/run.sh
check "specifications: every operation against an independent server" build/contract/run.sh

if [ "${1:-}" = --full ]; then
  check "SCIM server for the slow tests" install_scim_server
  check "slow tests" run_slow_tests
  check "the vendor's own client against the emulator" build/judge/run.sh
  check "site and API reference" build/docs.sh
  check "native and trimmed program" build/native.sh
  check "two builds in two folders are the same" build/reproducible.sh
  check "compatible with the last release" build/apicompat.sh
fi

passed=$(grep -oE 'Passed: +[0-9]+' "$log" | awk '{ sum += $2 } END { print sum + 0 }')
failed=$(grep -oE 'Failed: +[0-9]+' "$log" | awk '{ sum += $2 } END { print sum + 0 }')
[ "$failed_checks" -gt 0 ] && [ "$failed" -eq 0 ] && failed=$failed_checks
[ "$passed" -eq 0 ] && failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
