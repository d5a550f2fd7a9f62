# Everything a person or a machine does with this checkout. `make` alone lists the targets.
#
# Each target does the set-up it needs first; with nothing missing that takes under a second.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory --no-builtin-rules

# Passed on to `kith demo`, for example: make demo ARGUMENTS="--port 9000"
ARGUMENTS ?=

# How often `make fuzz` damages each sample, and from which seed.
ROUNDS ?= 500
SEED ?= 1

# What `swift format` reads and writes.
SWIFT_SOURCES := Sources Tests Package.swift

say = printf '\n==> %s\n'

.PHONY: forget-logs check-statements help set-up set-up-tests demo test build-tests swift-tests browser-tests operation-tests check-logs fuzz sbom bench format lint clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

set-up: ## Install what is missing to build and run Kith
	@scripts/set-up build

set-up-tests: ## The same, and what the browser tests need
	@scripts/set-up test

demo: set-up ## Build Kith and serve a fictional authority at http://localhost:8080
	@$(say) "Building Kith for release. The first time takes about 10 minutes on 2 cores; later, seconds."
	@swift build -c release --static-swift-stdlib --product kith
	@$(say) "Making a fictional authority if there is none yet, and serving it. Control-C stops it."
	@exec .build/release/kith demo $(ARGUMENTS)

test: set-up-tests lint forget-logs build-tests swift-tests browser-tests operation-tests check-logs check-statements ## Check everything: style, code and pages in a browser

build-tests: set-up
	@$(say) "Building Kith and its tests. The first time takes about 6 minutes on 2 cores."
	@swift build --build-tests

swift-tests: set-up-tests ## Run the Swift tests (after `make build-tests`)
	@$(say) "Running the Swift tests. Shown: suites and failures; all of it: .set-up/swift-tests.log"
	@swift test --skip-build --disable-xctest --parallel 2>&1 | tee .set-up/swift-tests.log | \
	  grep --line-buffered -vE '^(◇|✔ Test (case |"|`|[a-z_0-9]+\())'

browser-tests: set-up-tests ## Run the browser tests on the debug build
	@$(say) "Trying the pages in Chromium. This takes a few minutes."
	@.set-up/python/bin/python -m pytest Tests/Browser

operation-tests: set-up-tests ## Try the running of Kith on the debug build: limits, proxy, stopping, full disk
	@$(say) "Running Kith as the world treats a server. This takes about 2 minutes."
	@.set-up/python/bin/python -m pytest Tests/Operation

# The statements that Kith sends to its databases while it is tested, for `make check-statements`.
export KITH_TEST_STATEMENTS := $(CURDIR)/.set-up/statements

# What Kith logs while it is tested, for `make check-logs`.
export KITH_TEST_LOGS := $(CURDIR)/.set-up/logs

forget-logs:
	@rm -rf $(KITH_TEST_LOGS) $(KITH_TEST_STATEMENTS)
	@mkdir -p $(KITH_TEST_LOGS) $(KITH_TEST_STATEMENTS)

check-logs: ## Search what Kith logged in tests for the names of the people in them
	@scripts/check-logs --self-test
	@scripts/check-logs $(KITH_TEST_LOGS)

check-statements: ## Look at every statement of the tests for one that touches several authorities
	@scripts/check-statements --self-test
	@scripts/check-statements $(KITH_TEST_STATEMENTS)

sbom: set-up ## Write what Kith is made of to .set-up/kith.cdx.json (CycloneDX)
	@swift package resolve
	@scripts/sbom .set-up/kith.cdx.json
	@scripts/sbom --check .set-up/kith.cdx.json
	@echo ".set-up/kith.cdx.json"

fuzz: set-up ## Damage inputs of every reader with the address sanitizer on: make fuzz ROUNDS=500 SEED=7
	@$(say) "Building Kith and its tests with the address sanitizer. The first time takes about 15 minutes on 2 cores."
	@swift build --build-tests --sanitize=address --scratch-path .build-address
	@$(say) "Reading damaged inputs. What ends a reader stays in .set-up/fuzz."
	@mkdir -p .set-up/fuzz
	@ASAN_OPTIONS=detect_leaks=0 KITH_FUZZ_FOLDER=$(CURDIR)/.set-up/fuzz KITH_FUZZ_ROUNDS=$(ROUNDS) \
	  KITH_FUZZ_SEED=$(SEED) swift test --skip-build --sanitize=address --scratch-path .build-address \
	  --disable-xctest --parallel --filter FuzzTests

bench: set-up-tests ## Measure Kith and write docs/benchmarks.md
	@$(say) "Building Kith for release. The first time takes about 10 minutes on 2 cores."
	@swift build -c release --static-swift-stdlib --product kith
	@swift build -c release --static-swift-stdlib --product bench
	@mkdir -p .set-up/bench
	@cc -O2 -o .set-up/bench/baseline bench/baseline.c
	@cc -O2 -o .set-up/bench/xmlreader bench/xmlreader.c $$(pkg-config --cflags --libs libxml-2.0)
	@$(say) "Measuring. This takes some minutes; leave the machine alone meanwhile."
	@.build/release/bench --baseline .set-up/bench/baseline --reader .set-up/bench/xmlreader \
	  --kith .build/release/kith --output docs/benchmarks.md

format: ## Lay out the Swift sources as .swift-format says
	@swift format --in-place --recursive --parallel $(SWIFT_SOURCES)

lint: set-up ## Check the layout of the sources and the rules that no compiler checks
	@$(say) "Checking the sources. This takes some seconds."
	@swift format lint --strict --recursive --parallel $(SWIFT_SOURCES)
	@scripts/soundness --self-test
	@scripts/soundness

clean: ## Remove what was built and set up; databases are kept
	@rm -rf .build .build-* .set-up
