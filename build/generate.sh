#!/usr/bin/env bash
# Makes generated/ anew from specs/ and templates/, whether or not anything has changed.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

rm -rf generated/*
dotnet build build/Generate.proj --verbosity quiet --nologo
