# The verbs of the project: `make help`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
.DEFAULT_GOAL := help
.PHONY: help demo examples test quick check fixtures conformance corpus bench browser docs lock format clean

help: ## Say what each verb does.
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

$(READY): pyproject.toml requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "unflask needs Python 3.11 or newer; say which: make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "setting up $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements/dev.txt -e '.[dev]'
	@touch $@

demo: $(READY) ## Migrate the bookshop, prove it, show the table of routes.
	@$(BIN)/python bench/examples.py bookshop

examples: $(READY) ## Migrate and prove every application under examples/.
	@$(BIN)/python bench/examples.py

test: $(READY) ## Run all tests.
	$(BIN)/python -m pytest -q -n auto --dist worksteal

quick: $(READY) ## Run the tests that take less than a few seconds each.
	$(BIN)/python -m pytest -q -m 'not slow'

check: $(READY) ## Format, lint and types, all strict.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fixtures: $(READY) ## Rewrite the after/ of all fixtures; review with `git diff`.
	$(BIN)/python -m pytest -q tests/recipes --rewrite-fixtures

conformance: $(READY) ## Migrate small apps for every part of Flask, compare both sides; rewrite docs/conformance.md.
	$(BIN)/python tests/conformance/conform.py

corpus: $(READY) ## Fetch real applications, migrate, audit and prove them; rewrite docs/corpus.md.
	$(BIN)/python corpus/run.py

bench: $(READY) ## Measure the engine, and Flask beside FastAPI under load; rewrite docs/benchmarks.md.
	$(BIN)/python bench/benchmarks.py

browser: ## Install Chromium, where there is none, for the tests that look at pages.
	@command -v chromium chromium-browser google-chrome >/dev/null || \
	  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; }

docs: $(READY) ## Rewrite the pages under docs/ that are made from the code.
	$(BIN)/python docs/make.py

format: $(READY) ## Format the code and mend what ruff can.
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lock: $(READY) ## Write requirements/dev.txt anew from what .venv holds.
	@{ echo '# Exact versions for development and CI; written by `make lock`.'; \
	  $(BIN)/python -m pip list --format=freeze --exclude-editable --exclude pip --exclude setuptools; } > requirements/dev.new
	@mv requirements/dev.new requirements/dev.txt

clean: ## Remove what the verbs made.
	rm -rf $(VENV) build dist .work .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
