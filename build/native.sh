#!/usr/bin/env bash
# Publishes tests/IdentitySdk.NativeApp as machine code, then trimmed, and runs both.
# Fails when the program does, or when a warning names one of our assemblies. Needs a C linker; installs it where it may.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT

linker() { command -v clang || command -v gcc; }

if ! linker >/dev/null || ! echo '#include <zlib.h>' | "$(linker)" -E - >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends clang zlib1g-dev; } >&2
  fi
fi

publish() {
  local name=$1
  local log="$output/$name.log"
  if ! dotnet publish tests/IdentitySdk.NativeApp -c Release --use-current-runtime -o "$output/$name" --verbosity quiet -p:Form="$name" >"$log" 2>&1; then
    grep -E "error|warning" "$log" | sort -u | head -n 20
    echo "The $name program could not be published." >&2
    return 1
  fi
  # Each project reference is built with its own warnings as errors; here the whole program is looked through.
  if grep -E "warning (IL|AOT)[0-9]+" "$log" | grep -E "IdentitySdk\.(Core|OneLogin|Okta|Agilicus)|IdentitySdk\.dll|/src/IdentitySdk" | sort -u; then
    echo "The $name program's warnings name our assemblies: say it with code that needs no reflection." >&2
    return 1
  fi
  echo "$name: $(du -h "$output/$name/IdentitySdk.NativeApp" | cut -f1), $(grep -cE "warning IL[0-9]+" "$log") warnings of other people's assemblies"
  "$output/$name/IdentitySdk.NativeApp"
}

failed=0
if linker >/dev/null; then
  publish native || failed=1
else
  echo "skipped: the native program (no C linker: install clang and zlib1g-dev)"
fi
publish trimmed || failed=1
exit "$failed"
