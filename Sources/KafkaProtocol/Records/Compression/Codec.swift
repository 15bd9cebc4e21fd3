/// How the records of a batch are compressed: bits 0 to 2 of its attributes.
package enum Codec: Int16, CaseIterable, Sendable {
    case none = 0
    case gzip = 1
    case snappy = 2
    case lz4 = 3
    case zstd = 4

    /// The name that Kafka's options use, such as `zstd`.
    package var name: String {
        switch self {
        case .none: "none"
        case .gzip: "gzip"
        case .snappy: "snappy"
        case .lz4: "lz4"
        case .zstd: "zstd"
        }
    }

    /// The codec with this name; `uncompressed`, which topics may say, is the same as `none`.
    package init?(name: some StringProtocol) {
        switch name {
        case "none", "uncompressed": self = .none
        case "gzip": self = .gzip
        case "snappy": self = .snappy
        case "lz4": self = .lz4
        case "zstd": self = .zstd
        default: return nil
        }
    }
}
