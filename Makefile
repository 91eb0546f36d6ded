# Breather, from a clone to a running demo. `make help` lists what there is.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made
PORT ?= 8000
BENCH ?=
PYTEST_ARGS ?=
RULES ?=
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup demo check format test test-all test-programs mutate bench words lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## the environment in .venv; the command is .venv/bin/breather

$(STAMP): make/environment.sh pyproject.toml requirements/dev.lock requirements/uv.lock
	@sh make/environment.sh $(VENV)
	@touch $@

# The shell becomes the demo, so that signals reach it: it ends all that it has started.
demo: setup ## an example team on this machine, web page and all (PORT=8000)
	@$(BIN)/python make/heed.py $$PPID $$$$ </dev/null >/dev/null 2>&1 & \
	exec $(BIN)/breather demo --port $(PORT)

check: setup ## ruff, mypy --strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## put the code into its shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test-programs: setup ## find or install the Chromium and the PostgreSQL of the tests
	@$(BIN)/python tests/support/programs.py

test: test-programs ## the tests, less the slow ones
	$(BIN)/pytest -m "not slow" $(PYTEST_ARGS)

test-all: test-programs ## all the tests
	$(BIN)/pytest $(PYTEST_ARGS)

mutate: setup ## change each rule in small ways: do its tests notice? (RULES="max_stint" for some)
	@$(BIN)/python tests/support/mutate.py --workers $(WORKERS) $(RULES)

bench: setup ## measure speed and memory (BENCH= passes arguments on)
	$(BIN)/python -m bench $(BENCH)

words: setup ## bring the translations of rules and pages up to date with the code
	@$(BIN)/python make/words.py

docs: setup ## write the manual of the rules from the rules
	$(BIN)/breather rules --manual docs/reference/rules

lock: setup ## make the lock files in requirements/ anew, with the newest versions allowed
	@sh make/lock.sh

clean: ## throw away all that set-up has made
	rm -rf $(VENV) .cache
