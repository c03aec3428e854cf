#!/bin/sh
# Debian packages that the tests need: installed when missing and allowed, else one line says what to do.
missing=""
for package in "$@"; do
    case $package in
        postgresql) [ -n "$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" ] || missing="$missing postgresql" ;;
        ab) command -v ab >/dev/null || missing="$missing apache2-utils" ;;
        *) command -v "$package" >/dev/null || missing="$missing $package" ;;
    esac
done
[ -z "$missing" ] && exit 0
# Chromium with windows of its own does as well, only slower.
enough() { [ "$missing" = " chromium-headless-shell" ] && command -v chromium >/dev/null; }
if [ "$(id -u)" -ne 0 ]; then
    enough && exit 0
    echo "The tests need Debian packages. Install them once: sudo apt-get install$missing" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
echo "Installing from Debian:$missing"
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null; }; then
    enough && exit 0
    echo "Debian's packages could not be installed. Install them by hand, then run this again:$missing" >&2
    exit 1
fi
