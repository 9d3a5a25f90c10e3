# Two commands matter: `make kits` builds everything in Spanish, `make test` proves that it works.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint build_tools/constraints.txt

.PHONY: help kits test lint bench screenshots chromium espeak clean

help:
	@echo "make kits         builds every kit for every audience in Spanish into dist/"
	@echo "make test         runs all checks and tests"
	@echo "make lint         ruff, mypy, import-linter"
	@echo "make bench        measures, and writes tests/bench/results.json"
	@echo "make screenshots  renders the README's pictures anew"
	@echo "make clean        deletes dist/ and the working files in .kits/"

# The environment is made once, and again whenever what it is made from changes.
$(VENV)/kits: pyproject.toml build_tools/constraints.txt build_tools/learner/package-lock.json $(wildcard build_tools/learner/src/*)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 3; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up (a minute or two, once) …"
	@$(PIP) --editable .
	@touch $@

$(VENV)/test: $(VENV)/kits
	@$(PIP) --editable '.[test]'
	@touch $@

kits: $(VENV)/kits
	@$(BIN)/kits build '*/*/es/*'

# Without its window it is quicker, which the tests use where it can be had; some of them need the whole of it.
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    echo "Installing Chromium for the tests …"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else \
	    echo "The tests need Chromium. Install it with: sudo apt-get install chromium  (macOS: brew install --cask chromium)"; exit 3; \
	  fi; }
	@command -v chromium-headless-shell >/dev/null || ! command -v apt-get >/dev/null || [ "$$(id -u)" != 0 ] || { \
	  apt-cache show chromium-headless-shell >/dev/null 2>&1 || apt-get update -qq; \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell >/dev/null 2>&1; } \
	  || echo "No chromium-headless-shell to be had: the tests take longer with the whole of Chromium."

espeak:
	@command -v espeak-ng >/dev/null || { \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    echo "Installing espeak-ng for the tests …"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq espeak-ng >/dev/null; \
	  else \
	    echo "The tests need espeak-ng. Install it with: sudo apt-get install espeak-ng  (macOS: brew install espeak-ng)"; exit 3; \
	  fi; }

lint: $(VENV)/test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

test: $(VENV)/test chromium espeak lint
	@$(BIN)/python -m pytest tests

bench: $(VENV)/test chromium
	@$(PIP) --editable '.[test,bench]'
	@$(BIN)/python -m tests.bench

screenshots: $(VENV)/test chromium
	@$(BIN)/python -m tests.screenshots

clean:
	@rm -rf dist .kits
