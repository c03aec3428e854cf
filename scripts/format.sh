#!/bin/sh
# Puts Python and templates into the shape that `make check` asks for.
cd "$(dirname "$0")/.." || exit 1
.venv/bin/ruff check --fix --quiet .
.venv/bin/ruff format --quiet .
find src tests -path '*/templates/*' -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} +
