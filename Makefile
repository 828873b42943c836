# Two commands on a fresh machine: `make run` and `make test`. Each sets up what it needs.
SHELL := /bin/sh
PYTHON := .venv/bin/python
YOUJU := PYTHONPATH=src $(PYTHON) -m youju

.PHONY: run test lint bench docs-pictures setup setup-test lock messages clean

run: setup ## Set up, load the demo city into an empty database, serve it.
	@$(YOUJU) run

test: setup-test ## Set up and pass every check: gates, tests, both databases, browser.
	@PYTHONPATH=src $(PYTHON) -m scripts.gates

lint: setup ## The gates that run no tests.
	@PYTHONPATH=src $(PYTHON) -m scripts.gates --lint

bench: setup ## Print the figures of the design as JSON.
	@PYTHONPATH=src $(PYTHON) -m scripts.bench

docs-pictures: setup-test ## Draw the architecture and photograph every step of the main job.
	@PYTHONPATH=src $(PYTHON) -m scripts.draw_architecture
	@YOUJU_PICTURES=docs/pictures PYTHONPATH=src $(PYTHON) -m pytest -m browser -n 2 tests/browser

setup:
	@python3 scripts/setup.py

setup-test:
	@python3 scripts/setup.py --test

lock: ## Write the lock files anew from requirements.in and requirements-dev.in.
	@sh scripts/lock.sh

messages: ## Bring the message catalogues in step with the sources.
	@PYTHONPATH=src $(PYTHON) -m scripts.check_messages --write

clean: ## Remove all that was made, except the data in var/.
	rm -rf .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage node_modules src/youju/ui/static/ui/dist
