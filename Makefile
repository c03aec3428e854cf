# Fyr's one front door. Nothing is installed outside this folder, but for the Debian packages that tests need.
SHELL := /bin/bash
export UV_SYSTEM_CERTS := 1
export UV_PYTHON_DOWNLOADS := never
PY := .venv/bin/python
UV := .tools/bin/uv

.PHONY: help setup engine dev run test check format promises story bench bench-peers audit
help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: .venv/.ready ## Build the environment from the hash-locked requirements

.venv/.ready: requirements/tools.txt requirements/base.txt $(wildcard src/fyr/locale/*/LC_MESSAGES/*.po) scripts/setup.py
	@python3 scripts/setup.py base

engine: setup ## What the release engine needs beside the node's own requirements
	@$(UV) pip install --quiet --require-hashes --python $(PY) -r requirements/release.txt

dev: .venv/.dev
.venv/.dev: .venv/.ready requirements/dev.txt
	@python3 scripts/setup.py dev

run: setup ## Open a node: serves on loopback and prints the address and the cast
	@.venv/bin/fyr serve --example-if-new

test: dev ## Everything on SQLite and on PostgreSQL, with browser tests
	@scripts/debian.sh postgresql chromium-headless-shell
	@$(PY) scripts/test.py

check: dev ## Lint, format, types, imports, migrations, translations, templates, sizes, audit
	@$(PY) scripts/check.py

format: dev ## Put Python and templates into the shape that check asks for
	@scripts/format.sh

promises: dev ## One line for each of the 25 promises
	@$(PY) scripts/promises.py

story: dev ## The one journey through the whole chain, in a real browser
	@scripts/debian.sh chromium-headless-shell
	@$(PY) -m pytest -q tests/test_money.py tests/test_story.py tests/test_home.py

bench: dev ## Speed, as ratios measured in one run
	@scripts/debian.sh postgresql ab
	@$(PY) -m benchmarks

bench-peers: dev ## Other tools for private release beside this one, each in its own environment; goes on where it stopped
	@$(PY) -m benchmarks.peers

audit: dev ## Whole releases of tables that differ in one person, drawn many times: what can be told of her
	@$(PY) -m benchmarks.audit
