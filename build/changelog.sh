#!/usr/bin/env bash
# build/changelog.sh cut <version> [<date>] makes a section of what CHANGELOG.md has under Unreleased.
# build/changelog.sh show <version> prints the section of a version.
set -euo pipefail
cd "$(dirname "$0")/.."
fail() { echo "changelog: $1" >&2; exit 2; }
file=CHANGELOG.md
[ -f "$file" ] || fail "$file is missing"
version=${2:-}
[[ $version =~ ^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?$ ]] || fail "'$version' is no version; one looks like 1.2.3 or 1.2.3-beta.1"

# The lines below a heading, up to the next one of its kind.
section() { awk -v heading="## [$1]" 'index($0, heading) == 1 { inside = 1; next } /^## \[/ { inside = 0 } inside' "$file" | sed -e '/./,$!d' | sed -e ':a' -e '/^\n*$/{$d;N;ba' -e '}'; }

case ${1:-} in
  show)
    grep -qF "## [$version]" "$file" || fail "$file has no section for $version: build/changelog.sh cut $version"
    section "$version"
    ;;
  cut)
    date=${3:-$(date -u +%F)}
    [[ $date =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] || fail "'$date' is no date; one looks like 2026-01-31"
    grep -q '^## \[Unreleased\]' "$file" || fail "$file has no section Unreleased"
    grep -qF "## [$version]" "$file" && fail "$file has a section for $version already"
    [ -n "$(section Unreleased)" ] || fail "nothing is under Unreleased"
    last=$(grep -oE '^## \[[0-9][^]]*' "$file" | head -n 1 | sed 's/^## \[//' || true)
    # A tilde sorts before the end of a version, as a pre-release does.
    newest=$(printf '%s\n' "${version/-/\~}" "${last/-/\~}" | sort -V | tail -n 1)
    [ "$newest" = "${version/-/\~}" ] || fail "the version goes back, from $last to $version"
    sed -i.bak "s/^## \[Unreleased\].*/## [Unreleased]\n\n## [$version] - $date/" "$file"
    rm "$file.bak"
    echo "cut $version"
    ;;
  *)
    fail "say cut or show"
    ;;
esac
