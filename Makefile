# Two commands do everything on a fresh Debian or Ubuntu: `make site` and `make test`.
# What may not be installed here is named in one line, with what to do.

.DELETE_ON_ERROR:
.PHONY: site test test-long serve check locale screenshots weights lint fonts chromium readers servers clean help

VENV := .venv
PY := $(VENV)/bin/python
OUT ?= build/site
DATA ?= directory/data
# The newest Python that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$p; break; }; done)
# Installs Debian packages where we may; $(1) packages, $(2) what for.
apt = if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	echo "installing $(1) ($(2))"; \
	{ apt-get install -y --no-install-recommends $(1) >/dev/null 2>&1 || \
	{ apt-get update >/dev/null 2>&1 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $(1) >/dev/null 2>&1; }; } || \
	{ echo "could not install $(1) ($(2)): run  apt-get install $(1)  by hand and read what it says"; exit 1; }; \
	else echo "$(2) needed: run  sudo apt-get install $(1)  and then make again"; exit 1; fi

help: ## List the commands.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1: \2/p' $(MAKEFILE_LIST)

site: $(VENV)/.runtime fonts ## Build the site of the shipped dataset into build/site.
	@$(PY) build.py site --data $(DATA) --out $(OUT)
	@echo "look at it: make serve"

serve: site ## Build, then serve it on this machine, with a print server.
	@$(PY) build.py serve --data $(DATA) --out $(OUT)

check: $(VENV)/.runtime ## Check the dataset and its catalogues.
	@$(PY) build.py check --data $(DATA)

locale: $(VENV)/.runtime ## Bring the translators' files up to date.
	@$(PY) build.py locale --data $(DATA)

test: $(VENV)/.test fonts chromium readers servers ## Lint, type-check, run all tests.
	@$(MAKE) --no-print-directory lint
	@$(PY) -m pytest

test-long: $(VENV)/.test fonts chromium readers servers ## All laws again, on ten times as many inputs and other ones each time.
	@HYPOTHESIS_PROFILE=long $(PY) -m pytest tests/directory tests/signs tests/site tests/browser/test_axe.py

screenshots: site $(VENV)/.test chromium ## Pictures of the pages in four languages, three widths, light and dark.
	@$(PY) -m tests.browser.screenshots $(OUT) build/screenshots

weights: site $(VENV)/.test ## What a visitor's phone downloads, in bytes.
	@$(PY) -m tests.bench.weights $(OUT)

lint: $(VENV)/.test ## ruff and mypy.
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy

fonts: # The faces that signs are set in (signs/fonts.toml says which).
	@ls /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf >/dev/null 2>&1 || \
	{ $(call apt,fonts-noto-cjk fonts-noto-core,fonts for the signs); }

chromium: # The browser of the tests.
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	[ -n "$$CHROMIUM" ] || { $(call apt,chromium,a browser for the tests); }

readers: # What reads the signs back in the tests: poppler, a second QR decoder, a printing condition.
	@{ command -v pdftotext && ls /usr/lib/*/libzbar.so.0 /usr/share/color/icc/ghostscript/default_cmyk.icc; } >/dev/null 2>&1 || \
	{ $(call apt,poppler-utils libzbar0 libgs-common,readers of PDF and QR for the tests); }

servers: # The web servers that the examples for hosting are tried with; the tests start their own on free ports.
	@{ PATH="$$PATH:/usr/sbin" && command -v nginx && command -v caddy && \
	ls /usr/share/nginx/modules-available/mod-http-brotli-static.conf; } >/dev/null 2>&1 || \
	{ $(call apt,nginx-light libnginx-mod-http-brotli-static caddy,web servers for the tests); }

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer needed: run  sudo apt-get install python3 python3-venv  and then make again"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { $(call apt,python3-venv,Python's venv module); }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock | $(VENV)/bin/python
	@echo "installing Python packages"
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps -r requirements.lock || \
	{ echo "could not install the Python packages: check the network, then make again"; exit 1; }
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.runtime
	@echo "installing Python packages for the tests"
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps -r requirements-test.lock || \
	{ echo "could not install the Python packages: check the network, then make again"; exit 1; }
	@touch $@

clean: ## Remove what was built; the environment stays.
	@rm -rf build
