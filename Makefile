# make demo · help · dev · test · test-long · check · fix · bench · lock · clean
# PORT=8010 chooses the port, FRESH=1 starts the demo over, GUILDMARK_DATA_DIR=/path keeps its data elsewhere.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
RUN := PYTHONPATH=. $(BIN)/python
# Node, where only the wheel brought it, is found by the tests
export PATH := $(PATH):$(CURDIR)/.venv/bin

INSTALL = $(PIP) install --require-hashes -r
LAY_IN = $(PIP) install --no-deps --no-build-isolation -e .

.PHONY: demo help dev test test-long unit unit-postgres journeys check fix bench lock clean base tools machine

demo: base ## the demo company on http://localhost:8000
	@$(RUN) scripts/demo.py $(if $(FRESH),--fresh)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

dev: tools ## the same company, served by the reloading development server
	@$(RUN) scripts/demo.py --dev $(if $(FRESH),--fresh)

test: machine check unit unit-postgres journeys ## everything CI runs

unit: tools
	$(BIN)/pytest -n 2 -m "not long and not journey"

unit-postgres: tools
	$(RUN) scripts/postgres.py $(BIN)/pytest -n 2 -m "not long and not journey"

journeys: tools machine
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "journey and not long" tests/journeys

test-long: tools machine ## what takes longer than ten minutes
	$(BIN)/pytest -m long

check: tools ## lint, types, import contracts, house rules, in seconds
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/lint-imports --no-cache >.artifacts/imports.txt || { cat .artifacts/imports.txt; exit 1; }
	$(BIN)/mypy guildmark config simulation scripts
	$(RUN) -m guildmark makemigrations --check --dry-run
	$(RUN) -m guildmark docs --check
	$(RUN) scripts/translations.py check
	$(BIN)/pytest tests/architecture

fix: tools ## format, mend what can be mended, write generated files anew
	-$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .
	$(RUN) -m guildmark docs
	$(RUN) scripts/translations.py extract

machine: tools # what the tests need from it: Chromium, qpdf
	@$(BIN)/python scripts/machine.py

bench: tools ## figures on SQLite and PostgreSQL, one table
	$(RUN) -m bench

lock: tools ## resolve dependencies anew
	$(RUN) scripts/lock.py

clean: ## remove everything that set-up made; the demo's data stays
	rm -rf .venv node_modules staticfiles .artifacts .mypy_cache .ruff_cache .import_linter_cache *.egg-info
	rm -rf guildmark/kernel/static/vendor guildmark/credentials/contexts
	find locale -name '*.mo' -delete 2>/dev/null || true

base: .venv/.base
	@$(BIN)/python scripts/assets.py
	@$(RUN) scripts/translations.py compile

tools: .venv/.tools
	@mkdir -p .artifacts
	@$(BIN)/python scripts/assets.py --dev
	@$(RUN) scripts/translations.py compile

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and "Python 3.11 is needed; here is " + sys.version.split()[0] + ". Set PYTHON=/path/to/python3.11.")'
	@echo "  making a virtual environment"
	@$(PYTHON) -m venv .venv

.venv/.base: requirements/base.txt pyproject.toml | .venv/bin/python
	@echo "  installing locked dependencies"
	@$(INSTALL) requirements/base.txt
	@$(LAY_IN)
	@touch $@

.venv/.tools: requirements/dev.txt .venv/.base
	@echo "  installing locked tools"
	@$(INSTALL) requirements/dev.txt
	@touch $@
