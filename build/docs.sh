#!/usr/bin/env bash
# Builds the site of README, docs/ and the API reference into artifacts/site/html, offline. Fails on a broken link or reference.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
site=artifacts/site
libraries=tests/IdentitySdk.EndToEnd.Tests

dotnet tool restore >/dev/null
dotnet build "$libraries" --verbosity quiet --nologo -clp:"ErrorsOnly;NoSummary"

rm -rf "$site"
mkdir -p "$site/assemblies" "$site/references"
git ls-files --cached --others --exclude-standard -- '*.md' LICENSE docs samples | while read -r file; do
  if [ -f "$file" ]; then
    mkdir -p "$site/$(dirname "$file")"
    cp "$file" "$site/$file"
  fi
done
mv "$site/docs/docfx.json" "$site/docs/toc.yml" "$site/"

# That project has every library, and all that they need, in one folder.
cp "$libraries"/bin/Debug/net10.0/*.dll "$site/references"
for project in src/*/; do
  name=$(basename "$project")
  if [ -f "$site/references/$name.dll" ]; then
    mv "$site/references/$name.dll" "$site/assemblies"
    cp "$libraries/bin/Debug/net10.0/$name.xml" "$site/assemblies"
  fi
done

dotnet docfx metadata "$site/docfx.json" --warningsAsErrors --logLevel warning
dotnet docfx build "$site/docfx.json" --warningsAsErrors --logLevel warning
echo '<!DOCTYPE html><meta http-equiv="refresh" content="0; url=README.html"><title>IdentitySdk</title>' >"$site/html/index.html"
echo "$(find "$site/html" -name '*.html' | wc -l) pages in $site/html"
