# Two commands: `make conformance` and `make test`. Everything else serves them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.installed

.PHONY: conformance test browser lint types contracts sockets mutants release mutation proofs node examples lock clean

conformance: $(READY)
	$(BIN)/percipio-conformance run --report reports/latest

test: $(READY)
	$(BIN)/python -m pytest tests --ignore tests/browser -n 2

browser: $(READY)
	.ci/chromium
	$(BIN)/python -m pytest tests/browser

sockets: $(READY)
	$(BIN)/percipio-conformance run --sockets --report reports/sockets

mutants: $(READY)
	$(BIN)/percipio-conformance mutants --out reports/mutants

release: conformance mutants
	$(BIN)/percipio-conformance report reports/latest --kill-matrix reports/mutants/mutants.json

mutation: $(READY)
	$(BIN)/python -m benchmarks.mutation --processes 2

node:
	@command -v node >/dev/null || { echo "Node.js 18 or newer is needed for docs/examples/node-connector and was not found. Install it with: apt-get install nodejs (Debian), brew install node (macOS)"; exit 1; }
	@node -e 'if (parseInt(process.versions.node) < 18) { console.log("Node.js 18 or newer is needed for docs/examples/node-connector, this is " + process.versions.node + ". Install a newer one: https://nodejs.org"); process.exit(1); }'

examples: $(READY) node
	$(BIN)/percipio-conformance run --connector-command "node docs/examples/node-connector/main.mjs" --report reports/examples

proofs: $(READY)
	$(BIN)/python -m benchmarks.kill_connector --kills 50
	$(BIN)/python -m benchmarks.fuzz_webhook --bodies 100000

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports --no-logo

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}. Name another with: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) reports .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
