# A fresh clone needs only make and Python 3.11 or newer; every target installs what it requires.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
RUN := $(VENV)/bin/python
BUS ?= feed
COMPILE := $(VENV)/bin/uv pip compile -q --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

$(VENV)/suite: requirements/suite.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed"; exit 1; }
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	@echo "· installing packages into $(VENV), once: a minute or two" >&2
	@$(VENV)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/suite.txt
	@printf '%s\n' $(CURDIR)/libs $(CURDIR)/services > "$$($(RUN) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/congbo.pth"
	@touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/suite
	@$(VENV)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/bench: requirements/bench.txt $(VENV)/dev
	@$(VENV)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

$(VENV)/fuzz: requirements/fuzz.txt $(VENV)/dev
	@$(VENV)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/fuzz.txt
	@touch $@

$(VENV)/clients: requirements/clients.txt $(VENV)/dev
	@$(VENV)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/clients.txt
	@touch $@

setup: $(VENV)/dev ## create the environment for development, from hash-pinned files

demo: $(VENV)/suite ## load the demo dataset into new databases, play a scenario, exit (BUS=kafka for Apache Kafka)
	@$(RUN) -m suite demo --bus $(BUS)

up: $(VENV)/suite ## load the demo dataset, keep the data, run until stopped (BUS=kafka for Apache Kafka)
	@$(RUN) -m suite up --bus $(BUS)

env: $(VENV)/suite ## print the settings of a service of a running `make up`, for a shell: eval "$(make -s env SERVICE=procedures)"
	@test -n "$(SERVICE)" || { echo 'name the service: make env SERVICE=procedures' >&2; exit 2; }
	@$(RUN) -m suite env $(SERVICE) --bus $(BUS)

# The processes that tests start may write and reuse bytecode.
test: $(VENV)/dev ## run the tests (ONLY=procedures/search: of one feature; CHANGED=1: of what differs from main; FULL=1: rare and slow ones too; EXCEPT=tests/deploy: without a folder)
	@PYTHONDONTWRITEBYTECODE= $(RUN) -m tests.support.chosen_tests $(if $(ONLY),--only $(ONLY)) $(if $(CHANGED),--changed) $(if $(EXCEPT),--except $(EXCEPT))

check: $(VENV)/dev ## run all checks, which change nothing: style, security, types, imports, contracts, layout, docs, migration drift
	@$(MAKE) -s -j 2 check-code check-types check-rules check-documents

check-code:
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check -q .
	@$(VENV)/bin/bandit -q -r libs services deploy -c pyproject.toml
	@$(VENV)/bin/lint-imports --no-cache

check-types:
	@$(VENV)/bin/mypy

check-documents:
	@$(RUN) -m common.contracts.documents check
	@$(RUN) -m suite.openapi check
	@$(RUN) -m suite.client_code.committed_files check

check-rules:
	@$(RUN) -m pytest -q tests/architecture tests/integration/common/database/test_migrations.py

audit: $(VENV)/dev ## query known vulnerabilities of the pinned packages; prints NOT AUDITED where the service does not report on all
	@$(RUN) deploy/audit.py

lint: $(VENV)/dev ## format the code and fix lint errors
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

contracts: $(VENV)/dev ## write the committed documents: JSON Schemas, AsyncAPI, OpenAPI, and the Python client
	@$(RUN) -m common.contracts.documents write
	@$(RUN) -m suite.openapi write
	@$(MAKE) -s client

client: $(VENV)/dev ## write the generated part of the Python client from the committed OpenAPI documents
	@$(RUN) -m suite.client_code.committed_files write

docs: $(VENV)/dev ## write the pages that are generated from the code: scopes, problems, metrics, states of dossiers, figures
	@CONGBO_WRITE_DOCS=1 $(RUN) -m pytest -q tests/contract/test_scopes_page.py tests/contract/test_problems_page.py tests/contract/test_metrics_page.py tests/contract/online_services/dossiers/test_dossiers_page.py tests/contract/test_figures_page.py

examples: $(VENV)/dev ## run the tests, and record what they receive as examples of responses that have none (ONLY= as for test)
	@$(MAKE) -s contracts
	@folder=$$(mktemp -d); RECORD_EXAMPLES=$$folder $(MAKE) -s test ONLY="$(ONLY)"; $(RUN) -m tests.support.record_examples $$folder; rm -r $$folder
	@$(MAKE) -s contracts

bench: $(VENV)/bench ## run the benchmarks, as ratios to a baseline of the same run (ONLY="publish rebuild"; TINY=1 checks only that each runs; MARKDOWN=docs/performance.md writes the table there)
	@$(RUN) -m tests.benchmarks $(if $(TINY),--tiny) $(if $(MARKDOWN),--markdown $(MARKDOWN)) $(ONLY)

fuzz: $(VENV)/fuzz ## send requests made from the OpenAPI documents to the running services (SECONDS=60 each; SEED= repeats a run)
	@$(RUN) -m tests.fuzz $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED)) $(ONLY)

clients: $(VENV)/clients ## lint the OpenAPI documents, generate clients from them with stock tools, compile and run them (needs a JDK and Maven)
	@$(RUN) -m tests.clients

compose-secrets: ## write missing passwords for docker compose to .env
	@sh deploy/compose/secrets.sh

chart-readme: ## write the table of the chart's values into its README
	@$(PYTHON) deploy/chart_readme.py write

cluster-test: $(VENV)/dev ## install the chart on the cluster of KUBECONFIG and test failures (FULL=1 for the whole matrix)
	@CONGBO_MUST="cluster docker helm" $(RUN) -m pytest -x tests/deploy/test_chart.py tests/deploy/test_cluster.py

pin: $(VENV)/dev ## update to the newest packages and pin them by hash
	@$(COMPILE) --upgrade pyproject.toml --extra dev -o requirements/dev.txt
	@$(COMPILE) pyproject.toml --extra suite -c requirements/dev.txt -o requirements/suite.txt
	@$(COMPILE) pyproject.toml -c requirements/dev.txt -o requirements/runtime.txt
	@$(COMPILE) --upgrade --group image -o requirements/image.txt
	@$(COMPILE) --upgrade --group bench -c requirements/dev.txt -o requirements/bench.txt
	@$(COMPILE) --upgrade --group fuzz -c requirements/dev.txt -o requirements/fuzz.txt
	@$(COMPILE) --upgrade --group clients -c requirements/dev.txt -o requirements/clients.txt

pin-images: ## write the digests of images beside their tags, as their registries report them
	@$(PYTHON) deploy/pin_images.py

clean: ## remove the environment and caches; the data of `make up` is kept
	@kept="$$(test -x $(RUN) && $(RUN) -c 'from suite.folders_and_ports import home; print(home())' 2>/dev/null || echo .local)"; \
	  rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache; \
	  test ! -e "$$kept" || echo "kept: the data, keys and logs of \`make up\` in $$kept (rm -r removes them)"; \
	  test ! -e .env || echo "kept: the passwords of docker compose in .env"

.PHONY: help setup demo up env test check check-code check-types check-documents check-rules audit lint contracts client docs examples bench fuzz clients compose-secrets chart-readme cluster-test pin pin-images clean
