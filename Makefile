# Two commands matter: `make run` and `make test`. Everything they need they install themselves.
PYTHON ?= python3
BIN := .venv/bin
export E2E ?= 1

.PHONY: run test lint bench guide install format lock

run: .venv/runtime.ok node_modules/.ok
	@exec $(BIN)/txng run

test: .venv/dev.ok node_modules/.ok lint
	$(BIN)/python -m pytest -n 2

lint: .venv/dev.ok
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/djlint txng --lint --quiet

bench: .venv/dev.ok node_modules/.ok
	$(BIN)/python -m benchmarks

guide: .venv/dev.ok node_modules/.ok
	$(BIN)/python -m scripts.guide_pictures

format: .venv/dev.ok
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

install: .venv/dev.ok node_modules/.ok

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "TXNG needs Python 3.11 or newer; $(PYTHON) is older. Say PYTHON=/path/to/python3.11."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/runtime.ok: requirements/runtime.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	$(BIN)/python -m scripts.entry_point
	@touch $@

.venv/dev.ok: requirements/dev.txt .venv/runtime.ok
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/.ok: package-lock.json | .venv/bin/python
	@$(BIN)/python -m scripts.front_end
	@touch $@

# Locks hold hashes for every platform and Python, and no address: who installs chooses where from.
lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: python3 -m pip install uv"; exit 1; }
	@cd requirements && for name in runtime dev node; do uv pip compile --quiet --universal --generate-hashes \
		--no-header --no-annotate --python-version 3.11 $$name.in -o $$name.txt || exit 1; done
