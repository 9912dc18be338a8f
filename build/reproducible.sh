#!/usr/bin/env bash
# Builds all packages from two clones of HEAD in two folders, and fails when a file in one package differs from the other's.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -z "$(git status --porcelain)" ] || echo "note: what is not committed is not looked at"

# Prints "hash package/file" for every file. Left out is what NuGet makes up anew for each package: a random name, and the relation to it.
pack() {
  local folder=$1 package
  git clone --quiet . "$folder"
  git -C "$folder" remote set-url origin https://example.com/identitysdk.git
  dotnet build "$folder/build/Packages.proj" -c Release -p:PackageOutputPath="$folder/artifacts/packages" --verbosity quiet --nologo >&2
  for package in "$folder"/artifacts/packages/*.*nupkg; do
    mkdir -p "$package.d"
    (cd "$package.d" && python3 -m zipfile -e "$package" . 2>/dev/null || unzip -qq "$package" -d "$package.d")
    (cd "$package.d" && find . -type f ! -name '*.psmdcp' ! -path './_rels/.rels' -print0 | sort -z | xargs -0 sha256sum) | sed "s|\./|$(basename "$package")/|"
  done
}

pack "$work/a" >"$work/first"
pack "$work/another/folder" >"$work/second"
if ! diff "$work/first" "$work/second"; then
  echo "The files above differ between two builds of the same commit. Look for a path, a time, a random number or an unordered list in them." >&2
  exit 1
fi
echo "$(wc -l <"$work/first") files in $(cut -d/ -f1 "$work/first" | awk '{print $2}' | sort -u | wc -l) packages are the same in two folders"
