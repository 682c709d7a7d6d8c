# Every command installs what it needs in a fresh clone; none needs another first.
#   make run      serve the town           PORT=8000 HOST=127.0.0.1 make run
#   make dev      run the processes of production on PostgreSQL and Redis of this machine
#   make test     run the tests            make test-long runs those that take minutes
#   make check    formatting, lint, types, import order, migrations
#   make format   rewrite the files as `make check` wants them
#   make bench    SUITE=<name> [POPULATION=<n>]: one JSON object a line
#   make lock     pin the requirements again (needs uv)

SHELL := /bin/sh
PYTHON ?= python3
UV ?= uv
VENV := .venv
PY := $(VENV)/bin/python
BASE := $(VENV)/.installed-base
DEV := $(VENV)/.installed-dev
MESA := $(VENV)-mesa/.installed
SUITES = $(basename $(notdir $(shell grep -l '^def main' tests/benchmarks/*.py)))
MESSAGES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
# Where the tests of the second pass keep their data; a database of their own is made there and dropped.
TEST_DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/society
TESTS ?= tests
# A module's tests stay with one worker: what a module founds is founded once.
TWO_WORKERS := -n 2 --dist loadfile --no-loadscope-reorder
SOURCES := manage.py society agents world streams tests docs/examples
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

.DEFAULT_GOAL := help
.PHONY: help run dev test test-long check format bench lock

help:
	@sed -n '2,8s/^#  *//p' Makefile

run: $(BASE) $(MESSAGES)
	@exec $(PY) manage.py run_live

# A database of its own, made if it is missing; name others in the environment.
dev: export DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/society_dev
dev: export REDIS_URL ?= redis://127.0.0.1:6379/0
dev: $(BASE) $(MESSAGES)
	@exec $(PY) manage.py run_dev

# Tests start the program a hundred times: it is compiled once, even where the environment says to keep nothing.
test test-long: export PYTHONDONTWRITEBYTECODE :=

test: $(DEV) $(MESSAGES)
	$(PY) -m pytest $(TWO_WORKERS) -m "not services and not long" $(TESTS)
	DATABASE_URL=$(TEST_DATABASE_URL) $(PY) -m pytest $(TWO_WORKERS) -m "(services or stores) and not long" $(TESTS)

test-long: $(DEV) $(MESSAGES)
	$(PY) -m pytest -m "long and not services" $(TESTS)
	DATABASE_URL=$(TEST_DATABASE_URL) $(PY) -m pytest -m "long and (services or stores)" $(TESTS)

check: $(DEV)
	$(PY) -m ruff format --check $(SOURCES)
	$(PY) -m ruff check $(SOURCES)
	$(PY) -m mypy $(SOURCES)
	$(VENV)/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run

format: $(DEV)
	$(PY) -m ruff check --fix --exit-zero --quiet $(SOURCES)
	$(PY) -m ruff format $(SOURCES)

bench: $(BASE) $(MESSAGES) $(if $(filter engine,$(SUITE)),$(MESA))
	@test -n "$(filter $(SUITES),$(SUITE))" || { echo "Say which: make bench SUITE=<name>, one of: $(SUITES)." >&2; exit 2; }
	@$(PY) -m tests.benchmarks.$(SUITE) $(if $(POPULATION),--population $(POPULATION))

lock:
	cd requirements && for name in base parquet dev bench-mesa; do \
	  $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	    --custom-compile-command "make lock" $$name.in --output-file $$name.txt || exit 1; \
	done

$(PY):
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, and $(PYTHON) was not found. Install it, or name yours: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name a newer one: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment; on Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }

$(BASE): requirements/base.txt | $(PY)
	@echo "Installing what the program needs into $(VENV) ..." >&2
	@$(PIP) -r requirements/base.txt
	@touch $@

$(DEV): requirements/dev.txt | $(PY)
	@echo "Installing what the checks need into $(VENV) ..." >&2
	@$(PIP) -r requirements/dev.txt
	@touch $@ $(BASE)

# What the engine is measured beside has its own requirements, and is no part of the program.
$(MESA): requirements/bench-mesa.txt | $(PY)
	@echo "Installing Mesa, to measure beside, into $(VENV)-mesa ..." >&2
	@test -x $(VENV)-mesa/bin/python || $(PYTHON) -m venv $(VENV)-mesa
	@$(VENV)-mesa/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench-mesa.txt
	@touch $@

# The language is named because without it the plural forms are left out.
%.mo: %.po | $(BASE)
	@$(VENV)/bin/pybabel --quiet compile --locale $(word 2,$(subst /, ,$<)) --input-file $< --output-file $@
