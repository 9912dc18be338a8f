# Sourced by the scripts that need a tool from npm.

# Installs exactly what the lock file in a folder says, without running anything the packages bring; does nothing when it is there already.
# Installs node itself where it is missing and may be installed.
install_tools() {
  if ! command -v npm >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm; } >&2
  fi
  export SCARF_ANALYTICS=false DO_NOT_TRACK=1 npm_config_fund=false npm_config_audit=false npm_config_update_notifier=false
  local stamp="$1/node_modules/.installed"
  if ! cmp --silent "$1/package-lock.json" "$stamp"; then
    npm ci --ignore-scripts --loglevel=error --prefix "$1" >&2
    cp "$1/package-lock.json" "$stamp"
  fi
}
