# Needs Python 3.11 or later, git and make; tools/bootstrap.sh keeps the rest in .venv.
# PYTHON=/path/to/python3 chooses the interpreter.

ARGS ?= analyse openai-2023
WORKERS ?= auto
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test test-all lint format mutants translations pins clean setup-run setup-dev

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: setup-run ## analyse a published conflict; ARGS="..." runs any other denouement command
	@$(BIN)/denouement $(ARGS)

test: lint ## lint, check types and floors, and run the tests but the slow ones
	$(BIN)/pytest -n $(WORKERS)

test-all: lint ## the same with the slow tests
	$(BIN)/pytest -n $(WORKERS) -m ""

lint: setup-dev ## everything in "make test" but the tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: setup-dev ## mend what can be mended by machine
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

mutants: setup-dev ## plant faults in the code and see that the tests notice
	$(BIN)/python tests/mutation/run.py

translations: setup-dev ## take new messages into the catalogues, mend their typography, compile them
	$(BIN)/python tools/translations.py update
	$(BIN)/python tools/translations.py compile
	$(BIN)/python tools/translations.py check

pins: ## write requirements/*.txt anew from pyproject.toml
	@sh tools/bootstrap.sh pins

clean: ## remove .venv and everything generated
	rm -rf .venv dist build .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find benchmarks docs src tests -name __pycache__ -type d -prune -exec rm -rf {} +

setup-run:
	@sh tools/bootstrap.sh run

setup-dev:
	@sh tools/bootstrap.sh dev
