# The runner: the same few verbs for people and for CI. Needs Python 3.11 or later, make and the package registries.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/installed
FIRST ?= examples/deir-ezzor-agency.txt

.PHONY: help demo test slow check browser lint types docs bench lock clean

help:  ## say what each verb does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

# Installs again when the lock or the project's own needs change. Links to the sources, so that edits count at once.
$(STAMP): requirements-dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(STAMP)  ## set up, then read an example dispatch and print its claims
	$(BIN)/reportedly read $(FIRST)

test: $(STAMP)  ## run what is quick: a minute or two
	$(BIN)/python -m pytest -m "not slow"

slow: $(STAMP)  ## run the slow tests alone
	$(BIN)/python -m pytest -m slow

check: lint types test browser slow  ## all that CI runs

browser:  ## install Chromium for the browser tests, where it is missing and we may
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null \
	  || { apt-get update -qq && apt-get install -qq -y chromium >/dev/null; } \
	  || echo "no Chromium, and it could not be installed: the browser tests are skipped"

lint: $(STAMP)  ## check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)  ## check types, strictly
	$(BIN)/mypy

docs: $(STAMP)  ## build the site into site/
	$(BIN)/mkdocs build --strict --quiet

bench: $(STAMP)  ## measure the speed of reading against the bare parser
	$(BIN)/python -m bench.speed examples/dispatches.jsonl

lock: $(STAMP)  ## renew the locks
	scripts/lock.sh

clean:  ## remove what the other verbs made
	rm -rf .venv site build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
