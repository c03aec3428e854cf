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
if [ "$(id -u)" -ne 0 ]; then
    echo "The tests need Debian packages. Install them once: sudo apt-get install$missing" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
echo "Installing from Debian:$missing"
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null; }; then
    echo "Debian's packages could not be installed. Install them by hand, then run this again:$missing" >&2
    exit 1
fi
