// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that building Strom needs nothing of what measures it.

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Programs in C: what they share is the header of CWire.
let programs = ["twin", "ceilings", "start-probe", "transactor"].map {
    Target.executableTarget(
        name: $0, dependencies: ["CWire"], linkerSettings: [.linkedLibrary("pthread")])
}

let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        // The checksum that Strom uses: the directory is a link.
        .target(name: "CShims"),
        .target(name: "CWire", dependencies: ["CShims"]),
        .target(
            name: "CLoad", dependencies: ["CWire"],
            linkerSettings: [.linkedLibrary("lz4"), .linkedLibrary("zstd")]),
        .target(
            name: "Loading",
            dependencies: [.product(name: "Histogram", package: "hdrhistogram-swift")],
            swiftSettings: strict),
        .executableTarget(
            name: "load",
            dependencies: [
                "CLoad", "Loading",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .testTarget(name: "LoadingTests", dependencies: ["Loading"], swiftSettings: strict),
    ] + programs
)
