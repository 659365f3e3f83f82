# Every target makes what it needs; `make demo` and `make check` are all a newcomer has to know.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

SIZES := 10000 100000
ROUNDS := 7

.PHONY: demo check docs bench format clean
.DELETE_ON_ERROR:

demo: $(VENV)/installed
	@$(BIN)/python examples/10_encode_the_article.py

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/pyright
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/pyright --verifytypes attribution --ignoreexternal
	$(BIN)/pytest --cov -n 2 --dist loadfile

docs: $(VENV)/installed-dev
	@rm -rf build/docs
	$(BIN)/sphinx-build -E -W --keep-going -n -q docs build/docs/site
	ATTRIBUTION_DOCS=build/docs/site $(BIN)/pytest -q tests/test_docs.py
	@echo "the site lies in build/docs/site/index.html"

bench: $(VENV)/pyvenv.cfg
	$(BIN)/python -m benchmarks --sizes $(SIZES) --rounds $(ROUNDS)

format: $(VENV)/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) dist build .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'attribution needs Python 3.11 or newer: make PYTHON=python3.11')"
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@
