package import Bytes
package import KafkaProtocol

/// A topic as a fetch names it: by name before version 13, by identifier from there on (KIP-516).
package enum FetchTopic: Hashable, Sendable {
    case name(String)
    case id(Uuid)
}

/// A partition that a fetch asks for, and from where on.
package struct FetchTarget: Sendable, Equatable {
    package var topic: FetchTopic
    package var partition: Int32
    package var offset: Offset
    /// The leader epoch that the client knows; -1 for none (KIP-320).
    package var currentLeaderEpoch = LeaderEpoch(rawValue: -1)
    /// The epoch of the record before ``offset``; -1 for none (KIP-595).
    package var lastFetchedEpoch = LeaderEpoch(rawValue: -1)
    package var maxBytes: Int32
    /// Where its session keeps it; -1 for none.
    var place = -1

    package init(topic: FetchTopic, partition: Int32, offset: Offset, maxBytes: Int32) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.maxBytes = maxBytes
    }
}

/// What of a partition's answer a session must know, to tell only what is new.
package struct FetchOutcome: Sendable, Equatable {
    package var error = ErrorCode.none
    package var highWatermark = Offset(rawValue: -1)
    package var logStartOffset = Offset(rawValue: -1)
    package var byteCount = 0
    package var isDiverging = false

    package init() {}
}
