# Everything that is done with a checkout. `make demo` and `make test` set up whatever is missing, and nothing that is there.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input install -qq
STAMPS := $(VENV)/.stamps

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:

.PHONY: help demo test lint style format bench docs oscal sarif editors lock clean setup setup-dev python libraries pdf-tools
.DEFAULT_GOAL := help

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 10

demo: setup  ## the whole way on a packaged example; prints where the signed report lies
	@$(PY) -m compliance demo

test: style pdf-tools  ## all checks and all tests
	$(PY) -m pytest -n auto

lint: style  ## the same checks without the tests, and all mutants of all controls (minutes)
	$(PY) -m tests.catalog.all_mutants

style: setup-dev
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

format: setup-dev  ## bring the code into the one form
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format

bench: setup-dev  ## measure what has a budget, beside a peer
	@$(PY) -m tests.benchmarks

docs: setup-dev  ## generate what is generated; nothing but signatures may change
	@$(PY) -m tests.docs

# Readers of other people's, each in a folder of its own: what they need does not mix with what the program needs.
oscal: setup-dev  ## read the OSCAL documents with compliance-trestle
	@[ -x .venv-oscal/bin/trestle ] || {
		$(PYTHON) -m venv --clear .venv-oscal
		.venv-oscal/bin/pip --disable-pip-version-check --no-input install -qq --upgrade 'pip>=25.1'
		.venv-oscal/bin/pip --no-input install -qq --group oscal
	}
	$(PY) -m pytest -q tests/render/formats/test_oscal.py

sarif: setup-dev  ## check the SARIF log with the schema and the rules of the SARIF multitool
	@[ -d .venv-sarif/node_modules ] || npm install --silent --no-audit --no-fund --prefix .venv-sarif @microsoft/sarif-multitool-linux@5
	$(PY) -m pytest -q tests/render/formats/test_sarif_tool.py

editors: setup-dev  ## drive the YAML language server, which completes and explains in editors
	@[ -d .venv-editors/node_modules ] || npm install --silent --no-audit --no-fund --prefix .venv-editors yaml-language-server@1
	$(PY) -m pytest -q tests/editors

clean:  ## remove what this file made
	@rm -rf $(VENV) .venv-oscal .venv-sarif .venv-editors build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

# --- Set-up -----------------------------------------------------------------------------------------------------------------

setup: libraries $(STAMPS)/package
setup-dev: libraries $(STAMPS)/package $(STAMPS)/dev

# Run as a function: the packages wanted are its arguments, and one line names them where they cannot be installed.
define NEED
need() {
	if [ "$$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
		echo "Missing: $$*. Install them with the system's package manager, then run make again." >&2
		exit 1
	fi
	echo "Installing $$*" >&2
	export DEBIAN_FRONTEND=noninteractive
	apt-get update -qq >&2
	apt-get install -y -qq --no-install-recommends "$$@" >/dev/null
}
endef

python:
	@$(NEED)
	command -v $(PYTHON) >/dev/null || need python3 python3-venv
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || need python3-venv
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
		{ echo "Python 3.11 or newer is needed; name one with make PYTHON=..." >&2; exit 1; }

# The libraries that lay out text and embed fonts. The last is easily missed: without it another, slower way is taken.
libraries: | $(STAMPS)/venv
	@$(NEED)
	missing=""
	for pair in libpango-1.0.so.0=libpango-1.0-0 libpangoft2-1.0.so.0=libpangoft2-1.0-0 \
			libharfbuzz-subset.so.0=libharfbuzz-subset0; do
		$(PY) -ISc 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$${pair%=*}" 2>/dev/null || missing+=" $${pair#*=}"
	done
	[ -z "$$missing" ] || need $$missing

# What the tests look at reports with, and the software token that tests of keys in hardware sign with.
pdf-tools:
	@$(NEED)
	missing=""
	command -v pdftotext >/dev/null || missing+=" poppler-utils"
	command -v qpdf >/dev/null || missing+=" qpdf"
	command -v softhsm2-util >/dev/null || missing+=" softhsm2"
	command -v openssl >/dev/null || missing+=" openssl"
	[ -z "$$missing" ] || need $$missing

$(STAMPS)/venv: | python
	@$(PY) -c pass 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	mkdir -p $(STAMPS)
	touch $@

$(STAMPS)/package: requirements.txt requirements-build.txt pyproject.toml | $(STAMPS)/venv
	@echo "Installing the locked requirements" >&2
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --require-hashes -r requirements-build.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(STAMPS)/dev: requirements-dev.txt $(STAMPS)/package
	@echo "Installing the locked tools of development" >&2
	$(PIP) --require-hashes -r requirements-dev.txt
	touch $@

# --- The lock ---------------------------------------------------------------------------------------------------------------

# Made without any configuration of pip, so that every hash is one of the public files and no address is written.
COMPILE := bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
	--no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

lock: | python  ## resolve the newest versions and write the requirement files
	@tools=$$(mktemp -d)
	trap 'rm -rf "$$tools"' EXIT
	unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL
	export PIP_CONFIG_FILE=/dev/null
	$(PYTHON) -m venv "$$tools"
	"$$tools/bin/pip" --quiet install pip-tools
	printf 'hatchling>=1.27\neditables>=0.5\n' >"$$tools/build.in"
	"$$tools"/$(COMPILE) --upgrade --output-file requirements.txt pyproject.toml
	"$$tools"/$(COMPILE) --upgrade --constraint requirements.txt --output-file requirements-build.txt "$$tools/build.in"
	"$$tools"/$(COMPILE) --upgrade --extra dev --constraint requirements.txt --constraint requirements-build.txt \
		--output-file requirements-dev.txt pyproject.toml
