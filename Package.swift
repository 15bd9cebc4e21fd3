// swift-tools-version: 6.2
import PackageDescription

/// The layers, lowest first: each target and what it may import.
///
/// An arrow only ever points up this list. ArchitectureTests reads it and holds every file to it.
let layers: [(target: String, imports: [String])] = [
    ("Bytes", ["CShims"]),
    ("Syscalls", ["CShims"]),
    ("Telemetry", ["Syscalls"]),
    ("Configuration", []),
    ("KafkaProtocol", ["Bytes", "CShims", "CZlib", "CSnappy", "CLZ4", "CZstd"]),
    ("KafkaMessages", ["Bytes", "KafkaProtocol"]),
    ("EventLoop", ["Bytes", "Syscalls", "Telemetry", "CShims"]),
    ("LogEngine", ["Bytes", "Syscalls", "Telemetry", "Configuration", "KafkaProtocol"]),
    ("KafkaClient", ["Bytes", "Syscalls", "KafkaProtocol", "KafkaMessages", "EventLoop"]),
    (
        "Cluster",
        [
            "Bytes", "Syscalls", "Telemetry", "Configuration", "KafkaProtocol", "KafkaMessages",
            "EventLoop", "LogEngine", "KafkaClient", "CRE2",
        ]
    ),
    (
        "KafkaGateway",
        [
            "Bytes", "Syscalls", "Telemetry", "Configuration", "KafkaProtocol", "KafkaMessages",
            "EventLoop", "LogEngine", "Cluster",
        ]
    ),
    (
        "Admin",
        [
            "Syscalls", "Telemetry", "Configuration", "KafkaProtocol", "EventLoop", "LogEngine",
            "Cluster", "KafkaGateway", "CHttp",
        ]
    ),
]

/// What lies outside the package, and the one layer that may import it.
let outside: [String: [Target.Dependency]] = [
    "Telemetry": [.product(name: "Logging", package: "swift-log")]
]

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
    // All of the package ends in one program: what nobody calls may be left out of it.
    .unsafeFlags(
        ["-Xfrontend", "-internalize-at-link", "-Xfrontend", "-function-sections"],
        .when(configuration: .release)),
]

func dependencies(_ names: String...) -> [Target.Dependency] {
    names.map { .target(name: $0) }
}

let libraries = layers.map { layer in
    Target.target(
        name: layer.target,
        dependencies: layer.imports.map { .target(name: $0) } + (outside[layer.target] ?? []),
        exclude: layer.target == "KafkaMessages" ? ["Schema"] : [],
        swiftSettings: strict)
}

let systemLibraries: [Target] = [
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CSnappy", providers: [.apt(["libsnappy-dev"])]),
    .systemLibrary(name: "CLZ4", providers: [.apt(["liblz4-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
]

/// RE2 is C++: a shim of ours gives it a C face.
let regularExpressions = Target.target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")])

/// libmicrohttpd is loaded when it is asked for: nothing is linked.
let http = Target.target(name: "CHttp")

/// Counts what the microbenchmarks allocate: a program that links it has another malloc.
let allocations = Target.target(name: "CAllocations")

/// What is linked in the place of FoundationEssentials: `make release` names it, after having compiled it
/// (scripts/FoundationEssentials.swift says what it is for).
let standIn = Context.environment["STAND_IN"].map { path in
    LinkerSetting.unsafeFlags(
        ["\(Context.packageDirectory)/\(path)"], .when(configuration: .release))
}

let programs: [Target] = [
    .executableTarget(
        name: "strom",
        dependencies: dependencies(
            "Admin", "KafkaGateway", "Cluster", "LogEngine", "KafkaClient", "KafkaMessages",
            "KafkaProtocol", "EventLoop", "Configuration", "Telemetry", "Syscalls", "Bytes")
            + [.product(name: "ArgumentParser", package: "swift-argument-parser")],
        swiftSettings: strict,
        linkerSettings: [
            // The C and C++ libraries are linked statically where scripts/static-libraries has put
            // them: there is less to load (docs/performance.md), and a broker needs nothing but libc.
            .unsafeFlags(
                ["-L", "\(Context.packageDirectory)/.build/static-libraries"],
                .when(configuration: .release)),
            // Packed relocations make the binary 1.4 MB smaller, and an idle broker with it; gold,
            // the toolchain's default, has none.
            .unsafeFlags(
                [
                    "-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xlinker", "--icf=safe",
                    "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
                ],
                .when(configuration: .release)),
        ] + (standIn.map { [$0] } ?? [])),
    .executableTarget(
        name: "MessageCompiler", dependencies: dependencies("Syscalls"), swiftSettings: strict),
    .executableTarget(
        name: "Microbenchmarks",
        dependencies: dependencies(
            "KafkaGateway", "Cluster", "LogEngine", "KafkaMessages", "KafkaProtocol", "EventLoop",
            "Configuration", "Telemetry", "Syscalls", "Bytes", "CAllocations"),
        swiftSettings: strict),
]

/// The library of simulated worlds stands under Tests, so that production code cannot import it.
let simulation: [Target] = [
    .target(
        name: "Simulation",
        dependencies: dependencies(
            "Cluster", "LogEngine", "Configuration", "KafkaProtocol", "Syscalls", "Bytes"),
        path: "Tests/Simulation",
        // Optimized in debug builds too: hundreds of seeds are part of every test run.
        swiftSettings: strict + [.unsafeFlags(["-O"])])
]

/// Each test target, and what it may import beside Swift Testing and Foundation.
let testTargets: [(target: String, imports: [String], exclude: [String])] = [
    ("ArchitectureTests", [], []),
    ("BytesTests", ["Bytes"], []),
    ("ConfigurationTests", ["Configuration"], []),
    (
        "ClusterTests",
        [
            "Cluster", "LogEngine", "Simulation", "Configuration", "KafkaMessages",
            "KafkaProtocol", "EventLoop", "Syscalls", "Bytes",
        ], ["Groups/Transcripts", "Transactions/Transcripts"]
    ),
    ("KafkaMessagesTests", ["KafkaMessages", "Bytes", "MessageCompiler"], ["Golden"]),
    ("KafkaProtocolTests", ["KafkaProtocol", "Bytes"], ["Fixtures"]),
    ("MessageCompilerTests", ["MessageCompiler"], []),
    (
        "KafkaClientTests",
        ["KafkaClient", "KafkaMessages", "KafkaProtocol", "Syscalls", "Bytes"], []
    ),
    ("SyscallsTests", ["Syscalls"], []),
    ("TelemetryTests", ["Telemetry", "Syscalls"], []),
    (
        "stromTests",
        [
            "strom", "KafkaClient", "KafkaMessages", "KafkaProtocol", "Configuration",
            "Telemetry", "Bytes",
        ], []
    ),
    (
        "LogEngineTests",
        ["LogEngine", "Simulation", "Configuration", "KafkaProtocol", "Syscalls", "Bytes"], []
    ),
    ("EventLoopTests", ["EventLoop", "Syscalls"], []),
    (
        "KafkaGatewayTests",
        [
            "KafkaGateway", "Cluster", "LogEngine", "Simulation", "Configuration", "EventLoop",
            "KafkaMessages", "KafkaProtocol", "Telemetry", "Syscalls", "Bytes",
        ], []
    ),
    (
        "AdminTests",
        [
            "Admin", "KafkaGateway", "Cluster", "LogEngine", "Simulation", "Configuration",
            "KafkaMessages", "KafkaProtocol", "EventLoop", "Telemetry", "Syscalls", "Bytes",
        ], []
    ),
    (
        "SimulationTests",
        ["Simulation", "LogEngine", "Configuration", "KafkaProtocol", "Syscalls", "Bytes"], []
    ),
]

let tests = testTargets.map { test in
    Target.testTarget(
        name: test.target, dependencies: test.imports.map { .target(name: $0) },
        exclude: test.exclude, swiftSettings: strict)
}

let package = Package(
    name: "strom",
    products: [.executable(name: "strom", targets: ["strom"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [.target(name: "CShims"), regularExpressions, http, allocations] + systemLibraries
        + libraries + programs
        + simulation + tests
)
