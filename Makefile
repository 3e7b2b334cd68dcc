# Two commands: `make conformance` and `make test`. Everything else serves them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Marks of what is installed: the packages of a run, those of the tests, those of the documentation.
READY     := $(VENV)/.installed
DEV_READY := $(VENV)/.installed-dev
DOCS_READY := $(VENV)/.installed-docs

# What pip's settings say of the index stays; what they say of where and how is for other places.
export PIP_USER := 0
export PIP_DRY_RUN := 0
export PIP_REQUIRE_HASHES := 0
unexport PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON PIP_CONSTRAINT PIP_REQUIREMENT PIP_EDITABLE
# Many containers set it. The hundreds of programs that the tests start would each compile the suite.
unexport PYTHONDONTWRITEBYTECODE

PIP     := $(BIN)/python -m pip --quiet --disable-pip-version-check
# A lock names every package, so nothing is resolved (--no-deps): no release of tomorrow is looked at.
# Nothing is built either: a build would download tools that no lock names.
INSTALL := $(PIP) install --no-deps --only-binary :all: --require-hashes --requirement

# An environment keeps the Python that made it. Naming another one is an error.
ifneq ($(filter command environment,$(firstword $(origin PYTHON))),)
ifeq ($(filter clean fresh lock,$(MAKECMDGOALS)),)
MADE_BY := $(shell $(BIN)/python -V 2>/dev/null)
NAMED   := $(shell $(PYTHON) -V 2>/dev/null)
ifneq ($(MADE_BY),)
ifneq ($(MADE_BY),$(NAMED))
$(error $(VENV) was made by $(MADE_BY), and PYTHON=$(PYTHON) is $(or $(NAMED),no Python). Run `make clean` first to change it)
endif
endif
endif
endif

.PHONY: conformance test dev browser docs lint types contracts sockets situations mutants release mutation speed proofs node go examples fresh pythons lock clean

conformance: $(READY)
	$(BIN)/percipio-conformance run -n auto --report reports/latest

# Only installs what the tests need.
dev: $(DEV_READY)

test: $(DEV_READY)
	$(BIN)/python -m pytest tests -n 2

browser: $(DEV_READY)
	.ci/chromium
	$(BIN)/python -m pytest tests/browser

# The documentation as a website. Every warning is an error, so every link inside it leads somewhere.
docs: $(DOCS_READY)
	$(BIN)/python -m tools.docs.clause_pages
	$(BIN)/python -m sphinx --builder html --fail-on-warning --keep-going --nitpicky --fresh-env --quiet \
		--doctree-dir build/doctrees docs reports/docs
	@echo "The documentation is in reports/docs/index.html"

sockets: $(READY)
	$(BIN)/percipio-conformance run --quick --sockets --report reports/sockets

situations: $(READY)
	$(BIN)/percipio-conformance run -n auto -q --thorough --report reports/situations

mutants: $(DEV_READY)
	$(BIN)/python -m tools.mutants --out reports/mutants

release: conformance mutants
	$(BIN)/percipio-conformance report reports/latest --kill-matrix reports/mutants/mutants.json

mutation: $(DEV_READY)
	$(BIN)/python -m benchmarks.mutation --processes 2

node:
	@command -v node >/dev/null || { echo "Node.js 18 or newer is needed for examples/node-connector and was not found. Install it with: apt-get install nodejs (Debian), brew install node (macOS)"; exit 1; }
	@node -e 'if (parseInt(process.versions.node) < 18) { console.log("Node.js 18 or newer is needed for examples/node-connector, this is " + process.versions.node + ". Install a newer one: https://nodejs.org"); process.exit(1); }'

go:
	@command -v go >/dev/null || { echo "Go 1.19 or newer is needed for examples/go-connector and was not found. Install it with: apt-get install golang-go (Debian), brew install go (macOS)"; exit 1; }

NODE_CONNECTOR = --connector-command "node examples/node-connector/main.mjs"
GO_CONNECTOR = --connector-command build/go-connector --profile examples/go-connector/profile.yaml

# Both were written without a look at the reference, so an alarm about one of them may be a false one.
examples: $(READY) node go
	cd examples/go-connector && go vet . && go test . && go build -buildvcs=false -o ../../build/go-connector .
	$(BIN)/percipio-conformance run -n auto -q --quick $(NODE_CONNECTOR) --report reports/examples
	$(BIN)/percipio-conformance explore --examples 10 $(NODE_CONNECTOR) --report reports/examples-explored
	$(BIN)/percipio-conformance run -n auto -q --quick $(GO_CONNECTOR) --report reports/examples-go
	$(BIN)/percipio-conformance explore --examples 10 $(GO_CONNECTOR) --report reports/examples-go-explored

# The ratio to the same features with empty steps, 4.5 when it was measured, and the growth of the cost
# of an operation, 1.5 when it was measured; the rest is room for noise.
speed: $(DEV_READY)
	$(BIN)/python -m benchmarks.suite --pairs 3 --limit 6
	$(BIN)/python -m benchmarks.growth --sizes 1000 16000 --rounds 3 --limit 3

proofs: $(DEV_READY)
	$(BIN)/python -m benchmarks.kill_connector --kills 50
	$(BIN)/python -m benchmarks.fuzz_webhook --bodies 100000

lint: $(DEV_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV_READY)
	$(BIN)/mypy

contracts: $(DEV_READY)
	$(BIN)/lint-imports --no-logo

# Clones into an empty folder and installs there as a stranger's machine would.
fresh:
	PYTHON="$(PYTHON)" .ci/fresh

# The same verdicts on every other supported Python that this machine has.
pythons: conformance
	.ci/pythons

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) .ci/check_python.py
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@$(PIP) check
	@touch $(READY)

$(DEV_READY): requirements-dev.lock $(READY)
	$(INSTALL) requirements-dev.lock
	@$(PIP) check
	@touch $(DEV_READY)

$(DOCS_READY): requirements-docs.lock $(READY)
	$(INSTALL) requirements-docs.lock
	@$(PIP) check
	@touch $(DOCS_READY)

# Pins that still fit are kept; `make lock UPGRADE=--upgrade` takes the newest of everything.
lock:
	.ci/lock $(UPGRADE)

clean:
	rm -rf $(VENV) reports .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
