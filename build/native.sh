#!/usr/bin/env bash
# Publishes tests/IdentitySdk.NativeApp as machine code, then trimmed, and the tool idsdk as machine code, and runs all three.
# Fails when a program does, when a warning names one of our assemblies, or when the tool takes more than a fifth of its start on the runtime.
# With a folder as argument, the tool's file is left there. Needs a C linker; installs it where it may.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
keep=${1:-}
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT

linker() { command -v clang || command -v gcc; }

if ! linker >/dev/null || ! echo '#include <zlib.h>' | "$(linker)" -E - >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends clang zlib1g-dev; } >&2
  fi
fi

# The warnings of a log that name our code; the project that the compiler names at the end of each line does not count.
our_warnings() {
  grep -E "warning (IL|AOT)[0-9]+" "$1" | sed 's/ \[[^]]*\]$//' | grep -E "IdentitySdk\.(Core|OneLogin|Okta|Agilicus|Cli|Directory|Testing)|IdentitySdk\.dll|/src/IdentitySdk" | sort -u
}

# Builds a program in a form; its file is named on the last line.
publish() {
  local project=$1 name=$2
  local log="$output/$(basename "$project")-$name.log"
  if ! dotnet publish "$project" -c Release --use-current-runtime -o "$output/$(basename "$project")-$name" --verbosity quiet -p:Form="$name" >"$log" 2>&1; then
    grep -E "error|warning" "$log" | sort -u | head -n 20
    echo "$project could not be published in the form $name." >&2
    return 1
  fi
  # Each project reference is built with its own warnings as errors; here the whole program is looked through.
  if our_warnings "$log" | grep .; then
    echo "Warnings of $project ($name) name our assemblies: say it with code that needs no reflection." >&2
    return 1
  fi
  program="$output/$(basename "$project")-$name/$(basename "$project")"
  echo "$(basename "$project") $name: $(du -h "$program" | cut -f1), $(grep -cE "warning IL[0-9]+" "$log") warnings of other people's assemblies"
}

# Milliseconds until the tool has shown its first user, the best of seven starts.
first_user() {
  local best=999999 start
  for _ in 1 2 3 4 5 6 7; do
    start=$(date +%s%N)
    "$@" users list --vendor okta --emulator --emulator-users 10 --take 1 --quiet >/dev/null
    local took=$((($(date +%s%N) - start) / 1000000))
    [ "$took" -lt "$best" ] && best=$took
  done
  echo "$best"
}

# What differs between two runs: ports and request ids.
stable() { sed -E 's/127\.0\.0\.1:[0-9]+/HOST/g; s/request [A-Za-z0-9_-]+/request ID/g; s/Request id: .*/Request id/'; }

# The tool's own work, then the same commands on the runtime: they must write the same bytes.
run_tool() {
  local tool=$1 jit
  dotnet build src/IdentitySdk.Cli -c Release --verbosity quiet --nologo -o "$output/jit" >/dev/null || return 1
  jit="dotnet $output/jit/IdentitySdk.Cli.dll"
  export IDSDK_CONFIG_DIR="$output/profiles"
  while read -r line; do
    if ! diff <(eval "$tool $line" 2>&1 | stable) <(eval "$jit $line" 2>&1 | stable); then
      echo "idsdk $line differs between the native file and the runtime." >&2
      return 1
    fi
  done <<'COMMANDS'
users list --vendor all --emulator --take 10
users list --vendor all --emulator --take 10 --format json
users list --vendor okta --emulator --format csv --take 500
users list --vendor onelogin --emulator --query "sort_by([].{id: id, email: email}, &email)[:5]" --format tsv
users create --login ada@example.com --email ada@example.com --given-name Ada --family-name King --vendor okta --emulator --yes --columns profile.login,status
users suspend 00uATVECg0EwS8k9Q5d7 --vendor okta --emulator --yes --columns status
agilicus users get 9q8fXG7ECAH5RXXVwTgu5S --emulator --format json
onelogin users update 60000010 --set title=Countess --emulator --yes --query "[title, username]" --format json
api GET /api/v1/users?limit=2 --vendor okta --emulator --query "[].id"
okta users delete --help
users lst
users get nobody --vendor okta --emulator --format json | head -c 0
"[suggest:14]" "okta users cre"
completion bash
COMMANDS
  mkdir -p "$output/reference"
  "$tool" reference markdown "$output/reference" && diff -r "$output/reference" docs/reference || return 1
  local native runtime
  native=$(first_user "$tool")
  runtime=$(first_user dotnet "$output/jit/IdentitySdk.Cli.dll")
  echo "first user after $native ms, on the runtime after $runtime ms"
  [ $((native * 5)) -le "$runtime" ] || { echo "The native file takes more than a fifth of the runtime's start." >&2; return 1; }
}

failed=0
if linker >/dev/null; then
  publish tests/IdentitySdk.NativeApp native && "$program" || failed=1
  publish src/IdentitySdk.Cli native && run_tool "$program" || failed=1
  [ -z "$keep" ] || cp "$program" "$keep/idsdk"
else
  echo "skipped: the native programs (no C linker: install clang and zlib1g-dev)"
fi
publish tests/IdentitySdk.NativeApp trimmed && "$program" || failed=1
exit "$failed"
