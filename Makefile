# Thin on purpose: what needs logic is a program in scripts/.

PYTHON ?= $(shell command -v python3 || command -v python || echo python3)
VENV := .venv/bin/python
MANAGE := cd backend && DEBUG=$${DEBUG:-True} ../$(VENV) manage.py
UV_COMPILE := cd backend && ../.venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock" pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help setup run test check test-backend bench demo audit schema lock stop clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## The virtual environment .venv with all packages (the other targets call it)
	@$(PYTHON) scripts/setup.py

run: setup ## Everything, until Ctrl-C: database, demo data, API and worker (API_PORT=8000)
	@$(VENV) scripts/run.py

test: setup ## Every check and every test
	@$(VENV) scripts/check.py test

check: setup ## Formats, lint, types, import contracts, migrations, API schema; no tests
	@$(VENV) scripts/check.py check

test-backend: setup ## The back end's tests only (ARGS="-k booking -x")
	@$(VENV) scripts/check.py backend $(ARGS)

bench: setup ## Measures the speed and writes bench/RESULTS.md
	@$(VENV) bench/run.py $(ARGS)

demo: setup ## Demo data; N=100000 adds about that many rows more, for load tests
	@$(MANAGE) migrate --no-input --verbosity 0
	@$(MANAGE) make_demo $(if $(N),--rows $(N))

audit: setup ## Proves that seats, bookings and payments agree with each other
	@$(MANAGE) audit

schema: setup ## Writes backend/openapi.yaml from the code
	@$(MANAGE) spectacular --validate --fail-on-warn --file openapi.yaml

lock: setup ## Writes backend/requirements*.txt from backend/pyproject.toml
	@$(UV_COMPILE) --output-file requirements.txt >/dev/null
	@$(UV_COMPILE) --extra dev --output-file requirements-dev.txt >/dev/null

stop: ## Stops the embedded PostgreSQL
	@[ ! -x $(VENV) ] || (cd backend && ../$(VENV) -m config.embedded_postgres stop)

clean: ## Removes all that was made: the database, .venv, var, caches
	@[ ! -x $(VENV) ] || (cd backend && ../$(VENV) -m config.embedded_postgres remove)
	rm -rf .venv var backend/venv backend/.coverage* backend/htmlcov
	find . -name .git -prune -o \( -name __pycache__ -o -name '.*_cache' -o -name .hypothesis \) \
		-type d -exec rm -rf {} +
