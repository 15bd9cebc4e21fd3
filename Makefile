# Each target is a plain command that also works alone.
SWIFT ?= swift
RELEASE = STAND_IN=.build/static-libraries/FoundationEssentials.o $(SWIFT) build -c release --static-swift-stdlib --product strom
SOURCES = Package.swift Sources Tests benchmarks scripts

.DEFAULT_GOAL := help
.PHONY: help run build release test microbench unit lint format generate docs simulate compat conformance fuzz million churn bank bench bench-full dependencies clean

help: ## What there is to make.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-14s %s\n", $$1, $$2}'

run: dependencies release ## Installs what is missing, builds, and starts a broker on 127.0.0.1:9092 (ARGS="--port 9093").
	.build/release/strom serve $(ARGS)

build: ## The debug build.
	$(SWIFT) build

release: ## The release build: one binary, .build/release/strom.
	SWIFT=$(SWIFT) scripts/static-libraries
	$(RELEASE)

test: dependencies lint unit release microbench compat ## Everything that must hold before a change lands.

microbench: ## What the steps of a Produce and a Fetch allocate, against what each may.
	$(SWIFT) build -c release --static-swift-stdlib --product Microbenchmarks
	.build/release/Microbenchmarks

unit: ## Unit, architecture and simulation tests.
	SWIFT_BACKTRACE=enable=no $(SWIFT) test --parallel
	$(SWIFT) test --package-path benchmarks

lint: ## The formatter's opinion.
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

format: ## Formats every source file.
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

generate: ## Writes Sources/KafkaMessages/Messages from its schema.
	$(SWIFT) run MessageCompiler Sources/KafkaMessages/Schema Sources/KafkaMessages/Messages Tests/KafkaMessagesTests

docs: ## Writes the pages that are derived from the tables.
	RENDER_DOCS=1 $(SWIFT) test --filter 'ArchitectureTests|ReferenceTests|AnsweredApisTests|AdminTests.MetricsTests'

simulate: ## The long hunt: SEEDS seeds (10,000) of power loss, refused calls and clock jumps.
	SEEDS=$${SEEDS:-10000} SWIFT_BACKTRACE=enable=no $(SWIFT) test -c release -Xswiftc -enable-testing --filter SimulationTests

compat: ## Real clients, the conformance cases, hostile input and the command line against the release build.
	compat-tests/setup
	compat-tests/all

conformance: ## The conformance cases alone.
	compat-tests/conformance/on-strom

million: ## A million records in each codec through kcat, with kill -9 in the middle.
	compat-tests/million/run

churn: ## Consumers that come, go, crash and pause for DURATION seconds (60); RESTARTS=N restarts the broker meanwhile.
	compat-tests/groups/churn --seconds $${DURATION:-60} --restarts $${RESTARTS:-0}

bank: ## Transactions between accounts for DURATION seconds (60), while broker and clients are killed and paused.
	compat-tests/transactions/bank --seconds $${DURATION:-60}

fuzz: ## Hostile connections against the release build.
	compat-tests/fuzz/run
	compat-tests/fuzz/values

bench: release ## The short pass of the workloads beside the machine's ceilings, under ten minutes (PAGE=docs/performance.md keeps it there).
	benchmarks/run $(if $(PAGE),--page $(PAGE)) $(ARGS)

bench-full: release ## All workloads, for hours, as docs/performance.md publishes them (ARGS="--broker kafka=HOST:PORT/PID").
	benchmarks/run --pace full --page docs/performance.md $(ARGS)

dependencies: ## Installs the system libraries that are missing (Debian).
	scripts/install-dependencies

clean: ## Removes what was built.
	rm -rf .build compat-tests/out
