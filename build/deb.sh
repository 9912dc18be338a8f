#!/usr/bin/env bash
# Makes a Debian package of the native tool, with man pages and completion: build/deb.sh <folder>. Needs dpkg-deb and a C linker.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
target=${1:?usage: build/deb.sh <folder>}
command -v dpkg-deb >/dev/null || { echo "dpkg-deb is needed and not installed" >&2; exit 2; }
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)
architecture=$(dpkg --print-architecture)
dotnet publish src/IdentitySdk.Cli -c Release --use-current-runtime -o "$root/publish" --verbosity quiet -p:Form=native >/dev/null
tool="$root/publish/IdentitySdk.Cli"

tree="$root/tree"
install -D -m 755 "$tool" "$tree/usr/bin/idsdk"
mkdir -p "$tree/usr/share/man/man1" "$tree/usr/share/bash-completion/completions" "$tree/usr/share/zsh/vendor-completions" \
  "$tree/usr/share/fish/vendor_completions.d" "$tree/usr/share/doc/idsdk" "$tree/DEBIAN"
"$tool" reference man "$tree/usr/share/man/man1"
gzip -9n "$tree"/usr/share/man/man1/*
"$tool" completion bash >"$tree/usr/share/bash-completion/completions/idsdk"
"$tool" completion zsh >"$tree/usr/share/zsh/vendor-completions/_idsdk"
"$tool" completion fish >"$tree/usr/share/fish/vendor_completions.d/idsdk.fish"
cp LICENSE "$tree/usr/share/doc/idsdk/copyright"
cat >"$tree/DEBIAN/control" <<CONTROL
Package: idsdk
Version: ${version/-/\~}
Architecture: $architecture
Maintainer: The IdentitySdk authors <noreply@example.com>
Installed-Size: $(du -sk "$tree" | cut -f1)
Depends: libc6, libgcc-s1, libstdc++6, libssl3 | libssl1.1, ca-certificates
Recommends: libsecret-tools
Section: admin
Priority: optional
Description: users of OneLogin, Okta and Agilicus from the command line
 Every operation of the three vendors as a command, users with the same verbs for
 all of them, and emulators to try it without an account.
CONTROL
mkdir -p "$target"
dpkg-deb --root-owner-group --build "$tree" "$target/idsdk_${version}_$architecture.deb"
