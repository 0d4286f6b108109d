# Two commands matter: `make handbook` and `make test`. `make help` lists the rest.

# The first Python that is new enough; `make PYTHON=…` takes another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
UV ?= uv

bin := .venv/bin
pip := $(bin)/pip install --quiet --disable-pip-version-check
venv := .venv/installed

# What the tests marked `outside` drive, as program:package of Debian.
outside := chromium:chromium chromedriver:chromium-driver ssh-keygen:openssh-client node:nodejs npm:npm
missing = $(strip $(foreach pair,$(outside),$(shell \
	command -v $(word 1,$(subst :, ,$(pair))) >/dev/null 2>&1 || echo $(word 2,$(subst :, ,$(pair))))))

.PHONY: handbook test test-outside lint venv lock catalogue missing clean help
.DEFAULT_GOAL := help

handbook: $(venv)  ## check the records, print the board, build the site into build/site
	$(bin)/handrail check
	$(bin)/handrail status
	$(bin)/handrail site build
	@echo "Open $(CURDIR)/build/site/index.html"

test: lint  ## what needs only Python and git
	$(bin)/pytest -n 2 -m "not outside"

test-outside: $(venv)  ## what drives Chromium, ssh-keygen and Node.js
	@test -z "$(missing)" || { echo "apt install $(missing)" >&2; exit 1; }
	$(bin)/pytest -n 2 -m outside

lint: $(venv)  ## layout, lint, types, layers
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/lint-imports

venv: $(venv)  ## .venv, as requirements.lock says

$(venv): requirements.lock pyproject.toml
	@command -v git >/dev/null && $(or $(PYTHON),false) -m venv --clear .venv || \
		{ rm -rf .venv; printf '%s\n' "git, or Python 3.11 or later with venv, is missing:" "apt install python3-venv git make" >&2; exit 1; }
	$(pip) --require-hashes -r requirements.lock
	$(pip) --no-deps --no-build-isolation -e .
	@touch $@

lock:  ## requirements.lock from pyproject.toml; UPGRADE=--upgrade takes the newest (needs uv)
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile --no-config --quiet --universal --generate-hashes \
		--all-extras --python-version 3.11 $(UPGRADE) --output-file requirements.lock pyproject.toml

catalogue: $(venv)  ## the Chinese catalogue, from .po to .mo
	$(bin)/pybabel compile --domain handrail --directory tooling/handrail/locale --statistics

missing:  ## the Debian packages that `make test-outside` still needs
	@echo $(missing)

clean:  ## take away everything that was made
	rm -rf .venv build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

help:
	@sed -nE 's/^([a-z-]+):.*  ## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20
