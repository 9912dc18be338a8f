#!/usr/bin/env bash
# Calls all operations through the SDK against Prism, which checks every request against the specifications.
# Needs node 18 or later. Ends with "N passed, N failed"; fails when anything does.
set -euo pipefail
cd "$(dirname "$0")"
source ../npm.sh
install_tools .
exec dotnet run --project ../../tests/IdentitySdk.Contract
