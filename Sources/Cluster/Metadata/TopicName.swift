/// The rules for names of topics.
package enum TopicName {
    /// The metadata log's own.
    package static let clusterMetadata = "__cluster_metadata"

    /// What the brokers keep of their own (M-13).
    package static let consumerOffsets = "__consumer_offsets"
    package static let transactionState = "__transaction_state"
    package static let shareGroupState = "__share_group_state"

    /// Whether a topic of this name belongs to the brokers.
    package static func isInternal(_ name: String) -> Bool {
        name == consumerOffsets || name == transactionState || name == shareGroupState
    }

    /// The greatest number of letters: with partition and suffix a directory's name has 255.
    package static let maximumLength = 249

    /// What is wrong with a name, in Kafka's words; nil for nothing.
    package static func complaint(about name: String) -> String? {
        let count = name.utf8.count
        if name.isEmpty { return "the empty string is not allowed" }
        if name == "." || name == ".." { return "'\(name)' is not allowed" }
        guard name.utf8.allSatisfy(isLegal) else {
            return "'\(name)' contains one or more characters other than ASCII alphanumerics, "
                + "'.', '_' and '-'"
        }
        guard count <= maximumLength else {
            return "the length of '\(name)' is longer than the max allowed length "
                + "\(maximumLength)"
        }
        return nil
    }

    /// The name with "_" for every ".": two topics with the same stem would share their metrics.
    static func stem(_ name: String) -> String {
        guard name.utf8.contains(UInt8(ascii: ".")) else { return name }
        return String(name.map { $0 == "." ? "_" : $0 })
    }

    private static func isLegal(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
