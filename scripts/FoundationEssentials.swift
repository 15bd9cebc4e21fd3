// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

// A stand-in for the library of this name, for the release build alone (scripts/static-libraries compiles it
// under that module's name, `make release` links it).
//
// Nothing of ours uses Foundation. swift-argument-parser does, for two things: it asks whether an error is a
// LocalizedError (none is, without Foundation), and it writes `--experimental-dump-help` as JSON. Its six symbols
// bring 6 MiB of FoundationEssentials and what that needs into the program (docs/performance.md). Here are
// these six, and nothing else; should a newer version of the package or of the toolchain want another one, the
// linker takes the real library for it and stops at what is then there twice.

import Glibc

public protocol LocalizedError: Error {
    var errorDescription: String? { get }
}

/// Ends the program when it is made: the accessors and methods of the real one lie elsewhere than here.
open class JSONEncoder {
    public struct OutputFormatting: OptionSet, Sendable {
        public let rawValue: UInt
        public static let prettyPrinted = Self(rawValue: 1)
        public static let sortedKeys = Self(rawValue: 2)

        public init(rawValue: UInt) { self.rawValue = rawValue }
    }

    public init() {
        let words: StaticString = "strom: the release build has no --experimental-dump-help\n"
        _ = unsafe write(2, words.utf8Start, words.utf8CodeUnitCount)
        exit(EX_UNAVAILABLE)
    }
}

public struct Data {
    let bytes: (Int, Int)
}

extension String {
    public struct Encoding: Sendable {
        let rawValue: UInt
        public static let utf8 = Self(rawValue: 4)
    }

    public init?(data: __shared Data, encoding: Encoding) { nil }
}
