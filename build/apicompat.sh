#!/usr/bin/env bash
# Packs the last released version from its tag and fails when the packages of the working tree break its users, at compile time or at run time.
# Off until the first release: without a v* tag there is nobody to break.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
tag=${1:-$(git tag --list 'v*' --merged HEAD --sort=-v:refname | head -n 1)}
if [ -z "$tag" ]; then
  echo "skipped: no v* tag, so nothing is released that could be broken"
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet tool restore >/dev/null
git -c advice.detachedHead=false clone --quiet --branch "$tag" . "$work/released"
git -C "$work/released" remote set-url origin https://example.com/identitysdk.git
dotnet build "$work/released/build/Packages.proj" -c Release -p:PackageOutputPath="$work/old" --verbosity quiet --nologo
dotnet build build/Packages.proj -c Release -p:PackageOutputPath="$work/new" --verbosity quiet --nologo

failed=0
for old in "$work"/old/*.nupkg; do
  id=$(basename "$old" | sed -E 's/\.[0-9]+\.[0-9]+\.[0-9]+.*//')
  # The command line is used by people, not compiled against.
  [ "$id" = IdentitySdk.Cli ] && continue
  new=$(find "$work/new" -name "$id.[0-9]*.nupkg")
  if [ -z "$new" ]; then
    echo "$id is in $tag and no longer a package"
    failed=1
  elif ! dotnet apicompat package "$new" --baseline-package "$old"; then
    failed=1
  fi
done
[ "$failed" -eq 0 ] || echo "Users of $tag would break. Bring the member back as [Obsolete], or raise the version that says so and write it into CHANGELOG.md." >&2
[ "$failed" -ne 0 ] || echo "compatible with $tag"
exit "$failed"
