# Everything runs in the project's own .venv; the first target that needs it makes it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LAYER := $(VENV)/.installed

.PHONY: demo test check eval bench fix golden clean
.DEFAULT_GOAL := demo

$(LAYER): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev,bench]'
	touch $@

demo: $(LAYER)  ## the main job on the project's own corpus
	$(BIN)/tawatur trace corpus/pages --store out/demo.db --dossiers out/dossiers
	$(BIN)/tawatur show out/demo.db

test: $(LAYER)  ## everything CI runs that needs no rival
	$(BIN)/python -m pytest

check: $(LAYER)  ## style, types, layers
	$(BIN)/ruff format --check src tests evals bench
	$(BIN)/ruff check src tests evals bench
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(LAYER)  ## scores against the gold, appended to evals/results
	$(BIN)/python -m evals

bench: $(LAYER)  ## speed and memory against a yardstick in the same run
	$(BIN)/python -m bench
	$(BIN)/python -m bench.online 1000 4000

fix: $(LAYER)  ## formats and mends what can be mended by rule
	$(BIN)/ruff format src tests evals bench
	$(BIN)/ruff check --fix src tests evals bench

golden: $(LAYER)  ## writes golden files and reference pages anew, takes reached gaps out; judge the diff
	$(BIN)/python -m tests.corpus.rewrite
	$(BIN)/python -m tests.corpus.prune
	$(BIN)/python -m tests.phrasings

clean:
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
