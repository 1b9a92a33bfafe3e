# Tasks of this repository; `make` lists them.
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
# The venv is made without its own pip: Debian ships ensurepip apart, and any pip >= 22.3 can install into it.
PIP := $(PYTHON) -m pip --disable-pip-version-check --python $(BIN)/python install --quiet

.PHONY: help demo smoke test browser find-browser golden check format lint schemas cassettes floors quality lock clean

help: ## List the tasks
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: $(VENV)/.local ## Install with the embedded model (1.2 GB) and summarise the example articles
	$(BIN)/summarizer summarize examples/articles/*.txt --format text --usage

smoke: $(VENV)/.local ## Send one short article through the real embedded model and check what comes
	$(BIN)/python -m tests.smoke

test: $(VENV)/.dev ## Install what tests need and run them: no network, no model
	$(BIN)/python -m pytest -n auto

browser: $(VENV)/.dev find-browser ## Test reports in a real browser: Debian's Chromium, installed where it can be
	$(BIN)/python -m pytest -n auto -m browser tests/browser

find-browser:
	@command -v chromium chromium-browser google-chrome >/dev/null || [ -n "$$SUMMARIZER_BROWSER" ] || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	    apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
	  { echo "There is no browser. Install chromium, or name one: SUMMARIZER_BROWSER=/path/to/chrome make browser"; false; }

golden: $(VENV)/.dev ## Write tests/golden/ anew: how summaries look in every format
	$(BIN)/python -m pytest -p no:xdist --golden-write -k golden

check: $(VENV)/.dev ## Format, lint, types, import direction
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev ## Format the code and mend what the linter can
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

schemas: $(VENV)/.dev ## Write schemas/json/ anew from the classes
	$(BIN)/python -m tests.schema_files

cassettes: $(VENV)/.local $(VENV)/.dev ## Record the cassettes anew, from the embedded model or SUMMARIZER_BASE_URL
	$(BIN)/python -m pytest -m vcr --record-mode=rewrite -p no:xdist -o faulthandler_timeout=0

floors: $(VENV)/.dev ## Raise the quality floors to what the cassettes reach; LOWER="responses" lowers one
	$(BIN)/python -m tests.floors $(if $(LOWER),--lower $(LOWER))

quality: $(VENV)/.local ## Compare with other tools on our articles, with the embedded model: slow
	$(BIN)/python -m benchmarks.quality run

lock: ## Write requirements/ anew: hashed versions for repeatable installs (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml --extra local -o requirements/local.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml --extra testing --group dev -o requirements/dev.txt

clean: ## Remove the virtual environment and what tools leave behind
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/.venv:
	$(PYTHON) -m venv --without-pip $(VENV)
	@touch $@

$(VENV)/.local: $(VENV)/.venv pyproject.toml requirements/local.txt
	$(PIP) --require-hashes -r requirements/local.txt
	$(PIP) --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.venv pyproject.toml requirements/dev.txt
	$(PIP) --require-hashes -r requirements/dev.txt
	$(PIP) --no-deps --editable .
	@touch $@
