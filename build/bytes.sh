#!/usr/bin/env bash
# Compares the bytes that the SDK allocates with build/bytes.txt; fails when a figure has grown by more than 5 %, or the first call loads one more assembly.
# build/bytes.sh --record writes the file. Bytes repeat on any machine, unlike times: docs/performance.md has those.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

dotnet build tests/IdentitySdk.Benchmarks -c Release --verbosity quiet --nologo

# Every method is compiled once and fully, so that what stays off the heap does not depend on how often it has run.
DOTNET_TieredCompilation=0 dotnet tests/IdentitySdk.Benchmarks/bin/Release/net10.0/IdentitySdk.Benchmarks.dll "${1:---check}-bytes" build/bytes.txt
