#!/usr/bin/env bash
# What has changed in the specifications since a commit: build/spec-diff.sh <commit>, such as main or v0.1.0. Looks at what is committed.
# Prints the changes by oasdiff's rules, the version that they take, an entry for CHANGELOG.md and the effect on the public API.
# 0: the version in Directory.Build.props fits; 1: a breaking change without a fitting version; 2: bad input.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
[ $# -eq 1 ] || { echo "spec-diff: name the commit to compare with, such as main or v0.1.0" >&2; exit 2; }
for tool in git dotnet; do
  command -v "$tool" >/dev/null || { echo "spec-diff: $tool is missing: install it" >&2; exit 2; }
done
dotnet build build/SpecDiff/SpecDiff.csproj --verbosity quiet --nologo -clp:"ErrorsOnly;NoSummary" >&2
exec dotnet build/SpecDiff/bin/Debug/net10.0/SpecDiff.dll commits "$PWD" "$1"
