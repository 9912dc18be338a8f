#!/usr/bin/env bash
# Makes a release. What is released is what a tag names, and the workflow of that tag publishes it.
#   build/release.sh prepare VERSION      cuts CHANGELOG.md, sets the version, verifies, commits and tags; nothing leaves this machine
#   build/release.sh pack                 packages and their bill of materials (CycloneDX) into artifacts/
#   build/release.sh push                 artifacts/packages to nuget.org, with the owner's key in NUGET_API_KEY
#   build/release.sh --dry-run VERSION    all of it but the push, in a clone that is thrown away
# --no-verify, at the end, leaves out build/verify.sh --full.
set -euo pipefail
cd "${BASH_SOURCE[0]%/*}/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

stop() {
  echo "release: $1" >&2
  exit "${2:-1}"
}

usage() { stop "usage: build/release.sh prepare VERSION | pack | push | --dry-run VERSION  [--no-verify]" 2; }

need() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || stop "$tool is needed and not installed"
  done
}

# The one place that has the version.
version() { sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props; }

check_version() {
  local number='(0|[1-9][0-9]*)' tag last
  [[ $1 =~ ^$number\.$number\.$number(-[0-9A-Za-z.-]+)?$ ]] || stop "'$1' is not a semantic version such as 1.2.3 or 1.2.3-rc.1" 2
  git rev-parse -q --verify "refs/tags/v$1" >/dev/null && stop "v$1 is released already"
  # A version comes after its own pre-releases: "~" sorts before the end of a text.
  for tag in $(git tag --list 'v*'); do
    last=$(printf '%s\n%s\n' "${tag#v}" "$1" | sed 's/-/~/' | sort -V | tail -n 1 | sed 's/~/-/')
    [ "$last" = "$1" ] || stop "$1 goes back behind $tag"
  done
}

# What users are told of this version: the entries of [Unreleased], under a heading of their own.
cut_changelog() {
  local entries
  entries=$(awk '/^## /{inside = /^## \[Unreleased\]/; next} inside && /^- /' CHANGELOG.md)
  [ -n "$entries" ] || stop "CHANGELOG.md has nothing under [Unreleased]"
  awk -v heading="## [$1] - $(date -u +%F)" '{print} /^## \[Unreleased\]/{print ""; print heading}' CHANGELOG.md >CHANGELOG.md.new
  mv CHANGELOG.md.new CHANGELOG.md
}

prepare() {
  need git dotnet awk sed sort
  check_version "$1"
  [ -z "$(git status --porcelain)" ] || stop "the working tree has changes that are not committed"
  cut_changelog "$1"
  sed -i "s|<Version>.*</Version>|<Version>$1</Version>|" Directory.Build.props
  [ "$(version)" = "$1" ] || stop "Directory.Build.props has no <Version>"
  if [ "$verify" = 1 ] && ! build/verify.sh --full; then
    git checkout -q -- CHANGELOG.md Directory.Build.props
    stop "not verified; nothing was changed"
  fi

  git commit -q -m "Release $1" CHANGELOG.md Directory.Build.props
  git tag -a "v$1" -m "IdentitySdk $1"
  echo "v$1 is committed and tagged. Publish it with: git push --follow-tags"
}

pack() {
  need dotnet
  local package expected
  rm -rf artifacts/packages artifacts/sbom
  dotnet build build/Packages.proj -c Release --verbosity quiet --nologo
  expected=$(version)
  for package in artifacts/packages/*.nupkg; do
    [[ $package == *".$expected.nupkg" ]] || stop "$package is not of version $expected"
  done

  dotnet tool restore --verbosity quiet
  for package in src/*/*.csproj; do
    dotnet tool run dotnet-CycloneDX "$package" --output artifacts/sbom --filename "$(basename "${package%.csproj}").$expected.cdx.json" \
      --output-format Json --set-version "$expected" --exclude-dev --disable-package-restore >/dev/null
  done

  (cd artifacts/packages && sha256sum ./*.nupkg ./*.snupkg >SHA256SUMS)
  echo "$(find artifacts/packages -name '*.nupkg' | wc -l) packages of version $expected, each with its bill of materials in artifacts/sbom"
}

push() {
  need dotnet
  [ -n "${NUGET_API_KEY:-}" ] || stop "NUGET_API_KEY is not set: only the owner of the packages publishes"
  [ -n "${GITHUB_REPOSITORY:-}" ] || stop "GITHUB_REPOSITORY is not set: the links in the packages' README would lead nowhere"
  ls artifacts/packages/*.nupkg >/dev/null 2>&1 || stop "no packages: build/release.sh pack comes first"
  dotnet nuget push 'artifacts/packages/*.nupkg' --source https://api.nuget.org/v3/index.json --api-key "$NUGET_API_KEY" --skip-duplicate
}

dry_run() {
  need git dotnet
  check_version "$1"
  [ -z "$(git status --porcelain)" ] || stop "the working tree has changes that are not committed"
  clone=$(mktemp -d)
  trap 'rm -rf "$clone"' EXIT
  local options=()
  [ "$verify" = 1 ] || options=(--no-verify)
  git clone --quiet . "$clone/repository"
  git -C "$clone/repository" remote set-url origin https://example.com/identitysdk.git
  git -C "$clone/repository" config user.name release
  git -C "$clone/repository" config user.email release@example.com
  "$clone/repository/build/release.sh" prepare "$1" "${options[@]}"
  "$clone/repository/build/release.sh" pack
  mkdir -p artifacts
  rm -rf artifacts/dry-run
  mv "$clone/repository/artifacts" artifacts/dry-run
  echo "dry run: everything but the push; the packages are in artifacts/dry-run"
}

verify=1
if [ "$#" -gt 0 ] && [ "${*: -1}" = --no-verify ]; then
  verify=0
  set -- "${@:1:$(($# - 1))}"
fi

case "$#:${1:-}" in
  2:prepare) prepare "$2" ;;
  1:pack) pack ;;
  1:push) push ;;
  2:--dry-run) dry_run "$2" ;;
  *) usage ;;
esac
