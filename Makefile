# Two commands: `make run` takes articles in, `make test` proves that everything holds.
PYTHON ?= python3
RAW ?= data/raw
OUT ?= data/processed
BIN := .venv/bin
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export DO_NOT_TRACK := 1

.PHONY: run test lint types contract doctest pytest prove serve lock clean help

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

.venv/made:
	$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/made requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/developed: .venv/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

run: .venv/installed  ## take in RAW (data/raw), publish to OUT (data/processed)
	@$(BIN)/python -m flows "$(RAW)" "$(OUT)"

serve: .venv/installed  ## keep the nightly schedule on this machine
	@$(BIN)/python -m flows "$(RAW)" "$(OUT)" --serve

test: lint types contract doctest pytest  ## everything that must hold

lint: .venv/developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/developed
	$(BIN)/mypy

contract: .venv/developed
	$(BIN)/lint-imports

doctest: .venv/developed
	$(BIN)/python -m pytest -q --doctest-modules src

pytest: .venv/developed
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup tests

prove: .venv/developed  ## the long proofs, whole
	INGEST_PROVE=1 $(BIN)/python -m pytest -q -rP -n 2 --dist worksteal --durations=40 -m prove tests

lock:  ## resolve again (needs uv): runtime with every extra, then the developers' set on top
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --extra documents --extra language --extra dask --extra s3 pyproject.toml requirements-build.in -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --all-extras -c requirements.lock pyproject.toml requirements-build.in -o requirements-dev.lock

clean:  ## remove what the commands made (not data/processed)
	find src -name '*.nb[ci]' -delete
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
