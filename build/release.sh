#!/usr/bin/env bash
# Releases the commit that the tag v<version> is on. The version is that of Directory.Build.props.
#   build/release.sh --dry-run [--verified]   verifies (unless it is said to be done), packs, lists the contents (SBOM), into artifacts/release
#   build/release.sh --push                   pushes what is in artifacts/release; needs NUGET_API_KEY
#   build/release.sh [--verified]             both
# Bad input is one line and exit code 2.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
release=artifacts/release
source=${NUGET_SOURCE:-https://api.nuget.org/v3/index.json}
fail() { echo "release: $1" >&2; exit 2; }

make=1 push=1 verified=0
for argument in "$@"; do
  case $argument in
    --dry-run) push=0 ;;
    --push) make=0 ;;
    --verified) verified=1 ;;
    *) fail "'$argument' is unknown; say --dry-run, --push or --verified" ;;
  esac
done
[ $((make + push)) -gt 0 ] || fail "--dry-run and --push exclude each other"
for tool in git dotnet sha256sum; do
  command -v "$tool" >/dev/null || fail "$tool is missing: install it"
done

version=$(sed -nE 's|.*<Version>([^<]+)</Version>.*|\1|p' Directory.Build.props)
[ -n "$version" ] || fail "Directory.Build.props has no <Version>"
[ -z "$(git status --porcelain)" ] || fail "the tree is dirty, commit first"
git tag --points-at HEAD | grep -qxF "v$version" || fail "this commit has no tag v$version, which Directory.Build.props asks for"
last=$(git tag --list 'v*' --merged HEAD^ 2>/dev/null | sed 's/^v//; s/-/~/' | sort -V | tail -n 1 || true)
if [ -n "$last" ] && [ "$(printf '%s\n' "$last" "${version/-/\~}" | sort -V | tail -n 1)" != "${version/-/\~}" ]; then
  fail "the version goes back, from ${last/\~/-} to $version"
fi
notes=$(build/changelog.sh show "$version") || exit 2

if [ $make = 1 ]; then
  [ $verified = 1 ] || build/verify.sh --full || { echo "release: not verified" >&2; exit 1; }
  rm -rf "$release"
  mkdir -p "$release"
  dotnet build build/Packages.proj -c Release -p:PackageOutputPath="$PWD/$release" --verbosity quiet --nologo -clp:"ErrorsOnly;NoSummary"
  printf '%s\n' "$notes" >"$release/notes.md"

  dotnet tool restore >/dev/null
  for package in "$release"/*.nupkg; do
    id=$(basename "$package" ".$version.nupkg")
    dotnet dotnet-CycloneDX "src/$id/$id.csproj" --output "$release" --filename "$id.cdx.json" --output-format Json \
      --set-name "$id" --set-version "$version" --set-type Library --exclude-dev --disable-package-restore --include-project-references >/dev/null
  done
  (cd "$release" && sha256sum -- *.nupkg *.snupkg *.cdx.json >SHA256SUMS)
  echo "$(find "$release" -name '*.nupkg' | wc -l) packages of $version in $release"
fi

if [ $push = 1 ]; then
  [ -f "$release/SHA256SUMS" ] || fail "$release is empty: build/release.sh --dry-run"
  (cd "$release" && sha256sum --check --status SHA256SUMS) || fail "$release is not what was made"
  [ -n "${NUGET_API_KEY:-}" ] || fail "NUGET_API_KEY is missing"
  [ -n "${GITHUB_REPOSITORY:-}" ] || fail "GITHUB_REPOSITORY is missing: the links in the packages' README would lead nowhere"
  dotnet nuget push "$release/*.nupkg" --api-key "$NUGET_API_KEY" --source "$source" --skip-duplicate
fi
