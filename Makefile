# Everything here needs only python3 (3.11 or later), pip and make.
PYTHON  ?= python3
BIN     := .venv/bin
WORKERS ?= 2
# the last tests are the longest: whoever is ready takes them over
SHARED = -n $(WORKERS) --dist worksteal
LOCK    := $(BIN)/uv pip compile -q pyproject.toml --generate-hashes --universal \
           --python-version 3.11 --no-header --no-emit-index-url --no-emit-find-links

# A site's files lie in BAOLIAN_HOME; say `make demo BAOLIAN_HOME=/srv/baolian` to put them elsewhere.
demo: export BAOLIAN_HOME ?= var/demo
check: export BAOLIAN_HOME := var/check

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format bench screenshots torture lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.ok ## install into .venv

demo: .venv/.ok ## build the demonstration site and serve it (PORT=8000)
	$(BIN)/baolian demo $(if $(PORT),--port $(PORT))

test: .venv/.dev ## the rules to the last branch, all else on SQLite, its database half on PostgreSQL
	$(BIN)/pytest $(SHARED) src/baolian/rules --cov=baolian.rules --cov-branch --cov-fail-under=100
	BAOLIAN_TEST_DATABASE=sqlite $(BIN)/pytest $(SHARED) --ignore=src/baolian/rules
	BAOLIAN_TEST_DATABASE=postgresql $(BIN)/pytest $(SHARED) --database-tests-only

check: .venv/.dev ## format, lint, types, arrows, migrations, translations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m django makemigrations --check --dry-run --settings baolian.config.settings
	$(BIN)/python -m tools.check_translations

format: .venv/.dev ## put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/.dev ## the measured claims
	$(BIN)/python -m bench

screenshots: .venv/.dev ## pictures of every page, into var/pictures; needs Chromium
	$(BIN)/python -m tools.screenshots --out var/pictures $(ASKED)

torture: .venv/.dev ## the long forms of the tests; hours
	BAOLIAN_EFFORT=long BAOLIAN_TEST_DATABASE=sqlite $(BIN)/pytest $(SHARED)
	BAOLIAN_EFFORT=long BAOLIAN_TEST_DATABASE=postgresql $(BIN)/pytest $(SHARED) --database-tests-only

lock: .venv/.dev ## pin again; `make lock UPGRADE=--upgrade` takes newer versions
	$(LOCK) $(UPGRADE) -o requirements.txt
	$(LOCK) $(UPGRADE) --group dev -c requirements.txt -o requirements-dev.txt

clean: ## remove what the tools left behind; never a site
	rm -rf .venv build dist htmlcov .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache var/check
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Debian's python3 may lack ensurepip: then the system's pip fills a virtualenv made without one.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'Baolian needs Python 3.11 or later; say make PYTHON=/path/to/python3.11 ...'; exit 1; }
	@echo 'making .venv, then installing into it: a few minutes the first time, nothing the next'
	@$(PYTHON) -m venv .venv 2>/dev/null \
	  || { rm -rf .venv; $(PYTHON) -m venv --without-pip .venv; }

PIP_INSTALL := install -q --disable-pip-version-check --require-hashes --no-deps

define install
	@echo "installing $(1)"
	@if [ -x $(BIN)/pip ]; \
	then $(BIN)/python -m pip $(PIP_INSTALL) -r $(1); \
	else $(PYTHON) -m pip --python $(BIN)/python $(PIP_INSTALL) -r $(1); fi
endef

.venv/.ok: requirements.txt tools/link.py | .venv/bin/python
	$(call install,requirements.txt)
	@$(BIN)/python tools/link.py
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.ok
	$(call install,requirements-dev.txt)
	@touch $@
