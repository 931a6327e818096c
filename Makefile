# `make run` and `make test` need Python 3.11+ and nothing else; both make .venv with the versions of constraints.txt.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; exit; }; done)
BIN := .venv/bin
WORKSPACE ?= .workspace

.PHONY: run test clean

run: .venv/.installed
	$(BIN)/jixiao --home $(WORKSPACE) ingest samples/reports
	$(BIN)/jixiao --home $(WORKSPACE) serve

# By file, so that what its tests start is started once.
test: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy app.py
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile

.venv/.installed: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更高版本。 Python 3.11 or newer is needed."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

.venv/.installed-dev: .venv/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv $(WORKSPACE)
