# Two commands: `make run` to look at Addewid, `make test` to check it. `make check` is what CI runs.
# Without make, see "Without make" in README.md.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& echo $$python && break; done)
BIN := .venv/bin

.PHONY: run test check format bench catalogue clean

run: .venv/installed
	$(BIN)/addewid starter --if-empty
	$(BIN)/addewid

test: .venv/installed-dev
	$(BIN)/pytest -n auto

check: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

format: .venv/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Messages of the code into the catalogues of the Welsh interface, and these into what is read at run time.
EXTRACT := $(BIN)/pybabel --quiet extract -F pyproject.toml --strip-comment-tags --sort-by-file --add-location file --no-wrap
UPDATE := $(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap

catalogue: .venv/installed-dev
	mkdir -p build
	$(EXTRACT) -o build/tui.pot tui corpus/wording.py
	$(EXTRACT) -o build/rooms.pot corpus index publish addewid/settings.py addewid/serving
	for domain in tui rooms; do \
		$(UPDATE) -D $$domain -i build/$$domain.pot -d corpus/locale -l cy && \
		$(BIN)/pybabel --quiet compile -D $$domain -d corpus/locale || exit 1; \
	done

bench: .venv/installed-bench
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv build dist

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Addewid needs Python 3.11, 3.12 or 3.13; install one and run make again."; exit 2; }
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

.venv/installed-dev: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,semantic]'
	touch $@

.venv/installed-bench: .venv/installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,benchmarks]'
	touch $@
