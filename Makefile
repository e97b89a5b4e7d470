# Thin on purpose: what needs logic is a program in scripts/.

PYTHON ?= $(shell command -v python3 || command -v python || echo python3)
VENV := .venv/bin/python
MANAGE := cd backend && DEBUG=$${DEBUG:-True} ../$(VENV) manage.py
UV_COMPILE := cd backend && ../.venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help setup run dev test check test-backend test-slow test-frontend e2e test-containers bench \
	faults web-bench watch-shot shots demo audit backup restore base-backup recover \
	rolling-restart schema client lock stop clean drill deploy-drill

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## The virtual environment .venv with all packages (the other targets call it)
	@$(PYTHON) scripts/setup.py

run: setup ## Everything, until Ctrl-C: database, demo data, API, stream, worker, web (WEB_PORT=3000 …)
	@$(VENV) scripts/run.py

dev: setup ## The same with a web front end that follows its sources
	@$(VENV) scripts/run.py --dev

test: setup ## Every check and every test
	@$(VENV) scripts/check.py test

check: setup ## Formats, lint, types, import contracts, migrations, schema, client; no tests
	@$(VENV) scripts/check.py check

test-backend: setup ## The back end's tests only (ARGS="-k booking -x")
	@$(VENV) scripts/check.py backend $(ARGS)

test-slow: setup ## 100,000 requests made from the API's description; a quarter of an hour
	@EXAMPLES=450 $(VENV) scripts/check.py backend tests/contract/test_schemathesis.py $(ARGS)

test-frontend: setup ## The front end's unit tests only (ARGS="src/lib/time.test.ts")
	@$(VENV) scripts/check.py frontend $(ARGS)

e2e: setup ## The product in a real browser, with a stack of its own (ARGS="booking --project phone")
	@$(VENV) scripts/check.py e2e $(ARGS)

test-containers: setup ## docker-compose.yml from a clean clone of the last commit; needs a Docker engine
	@$(VENV) -m pytest -c containers/pytest.ini containers $(ARGS)

bench: setup ## Measures the speed and writes bench/RESULTS.md
	@$(VENV) bench/run.py $(ARGS)

faults: setup ## Kills, cuts, fills and slows it under load and writes bench/FAULTS.md
	@cd backend && DEBUG=True ../$(VENV) -m tests.faults $(ARGS)

web-bench: setup ## Measures the web front end and writes bench/WEB.md
	@$(VENV) scripts/web.py bench $(ARGS)

watch-shot: setup ## Draws the dashboard of an eventful run into docs/observability.svg
	@$(VENV) bench/watched.py $(ARGS)

shots: setup ## Takes the pictures of docs/shots
	@$(VENV) scripts/web.py shots $(ARGS)

demo: setup ## Demo data; N=100000 adds about that many rows more, for load tests
	@$(MANAGE) migrate --no-input --verbosity 0
	@$(MANAGE) make_demo $(if $(N),--rows $(N))

drill: setup ## Three machines as processes: the primary dies under load (ROUNDS=3), nothing is lost
	@$(VENV) drill/run.py $(if $(ROUNDS),--rounds $(ROUNDS)) $(ARGS)

deploy-drill: setup ## New releases and a change of a million rows while people book (ROWS=1000000)
	@$(VENV) drill/deploy.py $(if $(ROWS),--rows $(ROWS)) $(ARGS)

audit: setup ## Proves that seats, bookings and payments agree with each other
	@$(MANAGE) audit

backup: setup ## Writes the database into var/backups, or FILE=…; COMPOSE=1 for that of the containers
	@$(VENV) scripts/backup.py backup $(FILE) $(if $(COMPOSE),--compose)

restore: setup ## Fills a new database from a backup and audits it: FILE=var/backups/… TO=name [COMPOSE=1]
	@$(VENV) scripts/backup.py restore "$(FILE)" "$(TO)" $(if $(COMPOSE),--compose)

base-backup: setup ## What recovery begins from, in the archive of the containers (ARCHIVE=on) [KEEP=2]
	@$(VENV) scripts/archive.py base $(if $(KEEP),--keep $(KEEP))

recover: setup ## Writes a backup of the containers' database as it was: AT="2026-01-31 17:05:00Z" FILE=…
	@$(VENV) scripts/archive.py recover "$(AT)" "$(FILE)"

rolling-restart: setup ## Replaces the containers of API and pages one after the other, without a gap
	@$(VENV) scripts/rolling_restart.py

schema: setup ## Writes backend/openapi.yaml from the code
	@$(MANAGE) spectacular --validate --fail-on-warn --file openapi.yaml

client: setup ## Writes frontend/src/api from backend/openapi.yaml
	@$(VENV) scripts/frontend.py openapi-ts

lock: setup ## Writes backend/requirements*.txt from backend/pyproject.toml
	@$(UV_COMPILE) pyproject.toml --output-file requirements.txt >/dev/null
	@$(UV_COMPILE) pyproject.toml --extra dev --output-file requirements-dev.txt >/dev/null
	@$(UV_COMPILE) --group drill --output-file requirements-drill.txt >/dev/null

stop: ## Stops the embedded PostgreSQL
	@[ ! -x $(VENV) ] || (cd backend && ../$(VENV) -m config.embedded_postgres stop)

clean: ## Removes all that was made: the database, packages, builds, var, caches
	@[ ! -x $(VENV) ] || (cd backend && ../$(VENV) -m config.embedded_postgres remove)
	rm -rf .venv var backend/venv backend/.coverage* backend/htmlcov
	cd frontend && rm -rf node_modules .next coverage test-results next-env.d.ts *.tsbuildinfo
	find . -name .git -prune -o \( -name __pycache__ -o -name '.*_cache' -o -name .hypothesis \) \
		-type d -exec rm -rf {} +
