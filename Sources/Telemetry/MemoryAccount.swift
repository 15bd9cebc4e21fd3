/// What the memory of a broker goes to: the table of the accounts of its ``MemoryLedger``.
///
/// The metrics page and docs/metrics.md come from it.
package enum MemoryAccount: Int, CaseIterable, Sendable {
    case requests, waits, fetches, replies
    case work, decompression
    case buffers, sessions, cleaner
    case groups, transactions, metadata

    /// What is entered in it.
    package var summary: String {
        switch self {
        case .requests: "parts of requests that are not whole, and requests that may not begin yet"
        case .waits: "what requests keep that wait, Fetch requests apart"
        case .fetches: "what Fetch requests keep that wait: the partitions, never their records"
        case .replies: "answers that are not sent yet, but for what the kernel sends from files"
        case .work: "the large request that is at work: decoded, and its answer while it is made"
        case .decompression: "what the large batch expands to that is being looked at"
        case .buffers: "buffers that event loops keep for the next large request, for some seconds"
        case .sessions: "fetch sessions"
        case .cleaner: "compaction: the table of keys, and buffers to read and write"
        case .groups: "groups, their members, and the offsets that they have committed"
        case .transactions: "transactional ids, and the partitions of their transactions"
        case .metadata: "topics, partitions, configs and quotas"
        }
    }

    /// Whether it counts as memory in flight, which decides whether sockets are read.
    package var isInFlight: Bool {
        switch self {
        case .requests, .waits, .fetches, .replies: true
        case .work, .decompression, .buffers, .sessions, .cleaner, .groups, .transactions,
            .metadata:
            false
        }
    }

    /// Its part of what clients may leave behind: one in so many bytes; nil for what passes by itself.
    package var shareOfState: Int? {
        switch self {
        case .groups, .transactions: 4
        case .metadata: 2
        case .requests, .waits, .fetches, .replies, .work, .decompression, .buffers, .sessions,
            .cleaner:
            nil
        }
    }
}
